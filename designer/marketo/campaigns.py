"""Campaigns of the lead database: found, requested, scheduled, with My Token values (A02, A03, T06)."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.campaign import CampaignKind
from campaigns.errors import Invalid, NotRequestable
from campaigns.selectors.outside.campaigns import OutsideCampaign, campaign, campaigns
from campaigns.selectors.outside.placed import Wanted
from campaigns.services.campaigns.requesting import request_campaign
from campaigns.services.campaigns.scheduling import schedule_once
from campaigns.services.campaigns.scheduling_clones import schedule_in_clone
from designer.marketo import envelope, limits, moments, paging
from designer.marketo.base import View
from designer.marketo.errors import Refused, missing, wrong_type
from designer.marketo.parameters import whole

MOST = 100
SHORTEST_NOTICE = timedelta(minutes=5)
LONGEST_NOTICE = timedelta(days=2 * 365)


class CampaignsView(View):
    def get(self, request: Request) -> Response:
        given, size = self.given, paging.batch_size(self.given)
        names = given.words("workspaceName")
        if names and self.workspace not in names:
            return envelope.leads([])
        wanted = Wanted(
            ids=given.numbers("id") if "id" in given else None,
            names=given.words("name"),
            program_names=given.words("programName"),
            after=paging.after(given, "campaigns"),
            limit=size + 1,
        )
        found = campaigns(**self.scope, wanted=wanted, requestable=given.flag("isTriggerable"))
        following = paging.token("campaigns", found[size - 1].id) if len(found) > size else None
        return envelope.leads([self.wire(each) for each in found[:size]], nextPageToken=following)

    def wire(self, found: OutsideCampaign) -> dict[str, Any]:
        return wire(found, self.workspace)


class CampaignView(View):
    not_found = "Campaign not found"

    def get(self, request: Request, id: int) -> Response:
        return envelope.leads([wire(campaign(**self.scope, campaign_id=id), self.workspace)])


class TriggerView(View):
    not_found = "Campaign not found"

    def post(self, request: Request, id: int) -> Response:
        asked = _object(self.input)
        people, tokens = _people(asked), _tokens(asked)
        found = campaign(**self.scope, campaign_id=id)
        if found.kind is CampaignKind.BATCH:
            raise NotRequestable(
                f"“{found.name}” is a batch campaign and can't be requested. Schedule it, or add the trigger "
                "Campaign is Requested with source Web Service API and activate it."
            )
        try:
            requested = request_campaign(**self.scope, campaign_id=id, people=people, tokens=tokens)
        except Invalid as refused:
            raise _lead_not_found(refused) from refused
        return envelope.leads([{"id": id}], warnings=requested.warnings)


class ScheduleView(View):
    not_found = "Campaign not found"

    def post(self, request: Request, id: int) -> Response:
        asked = _object(self.json.get("input") or {})
        at, tokens = _run_at(asked.get("runAt")), _tokens(asked)
        wanted: dict[str, Any] = {**self.scope, "campaign_id": id, "at": at, "tokens": tokens}
        clone = asked.get("cloneToProgramName") or asked.get("cloneToProgram")
        if not clone:
            _, warnings = schedule_once(**wanted)
            return envelope.leads([{"id": id}], warnings=warnings)
        limits.refuse_too_many_clones(self.client_id)
        planned, warnings = schedule_in_clone(**wanted, program_name=_name(clone))
        return envelope.leads([{"id": planned.campaign_id}], warnings=warnings)


def wire(found: OutsideCampaign, workspace: str) -> dict[str, Any]:
    named: dict[str, Any] = {"id": found.id, "name": found.name}
    if found.description:
        named["description"] = found.description
    if found.lies.program is not None:
        named |= {"programId": found.lies.program, "programName": found.lies.program_name}
    return named | {
        "type": "trigger" if found.kind is CampaignKind.TRIGGER else "batch",
        "workspaceName": workspace,
        "createdAt": moments.written(found.created_at),
        "updatedAt": moments.written(found.updated_at),
        "active": found.active,
    }


def _object(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise wrong_type(value, "Object")
    return value


def _name(value: Any) -> str:
    if not isinstance(value, str):
        raise wrong_type(value, "String")
    return value


def _people(asked: Mapping[str, Any]) -> list[int]:
    """Objects with an id, as documented, or bare numbers, as some clients send them."""
    given = asked.get("leads")
    if not isinstance(given, list) or not given:
        raise missing("leads")
    if len(given) > MOST:
        raise Refused("1003", f"At most {MOST} leads can be requested at once; these are {len(given)}.")
    return [whole(each.get("id") if isinstance(each, dict) else each, "id") for each in given]


def _tokens(asked: Mapping[str, Any]) -> dict[str, str]:
    given = asked.get("tokens") or []
    if not isinstance(given, list):
        raise wrong_type(given, "Array")
    tokens: dict[str, str] = {}
    for each in given:
        token = _object(each)
        if not isinstance(token.get("name"), str):
            raise missing("name")
        value = token.get("value")
        tokens[token["name"]] = "" if value is None else str(value)
    return tokens


def _run_at(value: Any) -> datetime:
    """Five minutes from now at the earliest."""
    now = datetime.now(UTC)
    if value is None:
        return now + SHORTEST_NOTICE
    at = moments.read(str(value))
    if not now - SHORTEST_NOTICE < at < now + LONGEST_NOTICE:
        raise Refused("1042", "Invalid runAt date")
    return max(at, now + SHORTEST_NOTICE)


def _lead_not_found(refused: Invalid) -> Exception:
    strange = refused.details.get("missing")
    return Refused("1004", f"Lead [{strange[0]}] not found") if isinstance(strange, list) and strange else refused


CAMPAIGNS = "rest/v1/campaigns"
urls = [
    path(f"{CAMPAIGNS}.json", CampaignsView.as_view()),
    path(f"{CAMPAIGNS}/<id:id>.json", CampaignView.as_view()),
    path(f"{CAMPAIGNS}/<id:id>/trigger.json", TriggerView.as_view()),
    path(f"{CAMPAIGNS}/<id:id>/schedule.json", ScheduleView.as_view()),
]
