"""Custom activities added to people, which starts the campaigns that listen to them (reference 4.3, S10)."""

from collections.abc import Mapping
from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.outside.custom_activities import activity_types
from campaigns.services.activity_sync import Brought, Logged, bring_activities
from designer.marketo import envelope, moments, records
from designer.marketo.activity_names import FIRST_CUSTOM
from designer.marketo.base import View
from designer.marketo.errors import Refused, missing, wrong_type
from designer.marketo.parameters import whole

CODES = {"no_person": ("1004", "Lead not found"), "no_type": ("1003", "Invalid activity type")}


class ExternalView(View):
    def post(self, request: Request) -> Response:
        """A record that can't be read is skipped, and no other with it."""
        types = {each.api_name: each.id for each in activity_types(**self.scope)}
        sent = [_read(each, types) for each in records.objects(self.input)]
        brought = [each for each in sent if isinstance(each, Brought)]
        logged = iter(bring_activities(**self.scope, brought=brought) if brought else ())
        return envelope.leads([_skipped(each) if isinstance(each, Refused) else _wire(next(logged)) for each in sent])


def _read(sent: Mapping[str, Any], types: Mapping[str, int]) -> Brought | Refused:
    try:
        for name in ("leadId", "activityDate", "primaryAttributeValue"):
            if sent.get(name) in (None, ""):
                raise missing(name)
        return Brought(
            person=whole(sent["leadId"], "leadId"),
            type=_type(sent, types),
            at=moments.read(str(sent["activityDate"])),
            primary=sent["primaryAttributeValue"],
            values=_values(sent.get("attributes") or []),
        )
    except Refused as refused:
        return refused


def _type(sent: Mapping[str, Any], types: Mapping[str, int]) -> int:
    """0 for one that is none."""
    if sent.get("activityTypeId") is not None:
        return max(whole(sent["activityTypeId"], "activityTypeId") - FIRST_CUSTOM, 0)
    if sent.get("apiName") is None:
        raise missing("activityTypeId")
    return types.get(str(sent["apiName"]), 0)


def _values(given: Any) -> dict[str, Any]:
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise wrong_type(given, "Array")
    found: dict[str, Any] = {}
    for each in given:
        name = each.get("apiName") or each.get("name")
        if not isinstance(name, str):
            raise missing("name")
        found[name] = each.get("value")
    return found


def _wire(logged: Logged) -> dict[str, Any]:
    if logged.activity is not None:
        return {"id": logged.activity, "marketoGUID": str(logged.activity), "status": "added"}
    return _skipped(Refused(*CODES.get(logged.why or "", ("1003", logged.sentence))))


def _skipped(refused: Refused) -> dict[str, Any]:
    """Here they are `errors`, and elsewhere `reasons`."""
    return {"status": "skipped", "errors": [{"code": refused.code, "message": refused.message}]}


urls = [path("rest/v1/activities/external.json", ExternalView.as_view())]
