"""People as leads: found, synchronised, deleted (reference 4.1)."""

from collections.abc import Mapping, Sequence
from typing import Any, cast, get_args

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.errors import Invalid
from campaigns.selectors.outside import people
from campaigns.services.known import associate
from campaigns.services.lead_sync import Action, Outcome, remove_people, sync_people
from campaigns.services.merging import merge_people
from designer.marketo import envelope, paging, records
from designer.marketo.base import View
from designer.marketo.errors import Refused, missing, wrong_type, wrong_value
from designer.marketo.field_names import WireField, WireFields, wire_fields
from designer.marketo.lead_wire import chosen, lead
from designer.marketo.parameters import whole

NOT_FOUND = "Lead not found"
MOST_MERGED = 25
REASONS = {
    "exists": ("1005", "Lead already exists"),
    "not_found": ("1004", NOT_FOUND),
    "ambiguous": ("1007", "Multiple leads match lookup criteria"),
    "no_partition": ("1008", "Access denied for lead partition"),
}


class LeadView(View):
    not_found = NOT_FOUND

    def page_of(self, found: Sequence[people.OutsidePerson], kind: str, size: int) -> Response:
        """One more than a page was asked for, to know whether there is more."""
        fields = chosen(self.given, wire_fields(self.actor))
        following = paging.token(kind, found[size - 1].id) if len(found) > size else None
        return envelope.leads([lead(each, fields) for each in found[:size]], nextPageToken=following)


class LeadsView(LeadView):
    def get(self, request: Request) -> Response:
        given, size = self.given, paging.batch_size(self.given)
        filter_type, values = given.needed("filterType"), given.words("filterValues")
        if not values:
            raise missing("filterValues")
        if len(values) > records.MOST:
            raise Refused("1003", f"At most {records.MOST} filterValues can be given; these are {len(values)}.")
        page: dict[str, Any] = {**self.scope, "after": paging.after(given, "leads"), "limit": size + 1}
        if filter_type == "id":
            found = people.people_by_id(**page, ids=[whole(each, "id") for each in values])
        elif filter_type == "cookies":
            found = people.people_by_cookie(**page, values=values)
        else:
            field = filterable(filter_type, wire_fields(self.actor))
            find = people.people_by_key if field.is_key else people.people_by_value
            found = find(**page, field=field.name, values=values)
        return self.page_of(found, "leads", size)

    def post(self, request: Request) -> Response:
        action, body = _action(self.json.get("action")), self.json
        fields, sent = wire_fields(self.actor), records.objects(self.input)
        lookup = looked_up(body, fields, by_id=action == "updateOnly")
        batch = Batch(sent, fields, lookup)
        partition = optional_text(body, "partitionName")
        outcomes = sync_people(**self.scope, records=batch.records, action=action, lookup=lookup, partition=partition)
        return envelope.leads(batch.answered(outcomes))

    def delete(self, request: Request) -> Response:
        fields = wire_fields(self.actor)
        outcomes = remove_people(**self.scope, people=records.ids(self))
        return envelope.leads([outcome_wire(each, fields) for each in outcomes])


class LeadDeleteView(LeadsView):
    http_method_names = ("post",)

    def post(self, request: Request) -> Response:
        return self.delete(request)


class OneLeadView(LeadView):
    def get(self, request: Request, id: str) -> Response:
        fields = chosen(self.given, wire_fields(self.actor))
        found = people.people_by_id(**self.scope, ids=[whole(id, "id")], after=0, limit=1)
        if not found:
            raise Refused("1004", NOT_FOUND)
        return envelope.leads([lead(each, fields) for each in found])


class MergeView(LeadView):
    def post(self, request: Request, id: int) -> Response:
        """The one of the address stays."""
        losers = self.given.numbers("leadIds") or self.given.numbers("leadId")
        if not losers:
            raise missing("leadId")
        if len(losers) > MOST_MERGED:
            raise Refused("1080", f"At most {MOST_MERGED} leads can be merged at once")
        known = people.seen_ids(**self.scope, ids=[id, *losers])
        unknown = next((each for each in (id, *losers) if each not in known), None)
        if unknown is not None:
            raise Refused("1004", f"Lead '{unknown}' not found")
        merge_people(**self.scope, winner=id, losers=losers, door=self.actor.door)
        return envelope.leads(None)


class AssociateView(LeadView):
    def post(self, request: Request, id: int) -> Response:
        cookie = self.given.needed("cookie")
        if id not in people.seen_ids(**self.scope, ids=[id]):
            raise Refused("1004", f"Lead '{id}' not found")
        try:
            associate(**self.scope, person_id=id, cookie=cookie)
        except Invalid:
            raise Refused("1012", f"Invalid cookie value '{cookie:.100}'") from None
        return envelope.leads(None)


def _action(given: object) -> Action:
    for each in get_args(Action):
        if given in (each, None):
            return cast(Action, each)
    raise wrong_value("action", given)


def filterable(name: str, fields: WireFields) -> WireField:
    """As in Marketo: keys, and custom fields of texts and whole numbers."""
    field = fields.by_rest.get(name)
    return field if field is not None and field.is_filter else searchable(name, fields)


def searchable(name: str, fields: WireFields) -> WireField:
    """Only keys have an index, so only they find people who are synchronised."""
    field = fields.by_rest.get(name)
    if field is None or not field.is_key:
        raise Refused("1011", f"Field '{name:.100}' not supported")
    return field


def looked_up(body: Mapping[str, Any], fields: WireFields, *, by_id: bool) -> str:
    """Our name of the field by which people are found."""
    lookup = body.get("lookupField") or "email"
    if lookup == "id" and by_id:
        return "id"
    if lookup == "id":
        raise wrong_value("lookupField", lookup)
    return searchable(str(lookup), fields).name


def optional_text(body: Mapping[str, Any], name: str) -> str | None:
    value = body.get(name)
    if value is not None and not isinstance(value, str):
        raise wrong_type(value, "String")
    return value or None


class Batch:
    """The records of one call: those that can't be taken are told so, and keep nobody else's out."""

    def __init__(self, sent: Sequence[Mapping[str, Any]], fields: WireFields, lookup: str) -> None:
        self._fields, self._size = fields, len(sent)
        self._refused = {place: said for place, each in enumerate(sent) if (said := _refused(each, fields, lookup))}
        self._taken = {place: _ours(each, fields) for place, each in enumerate(sent) if place not in self._refused}

    @property
    def records(self) -> list[dict[str, Any]]:
        return list(self._taken.values())

    def answered(self, outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
        taken = dict(zip(self._taken, (outcome_wire(each, self._fields) for each in outcomes), strict=True))
        return [self._refused.get(place) or taken[place] for place in range(self._size)]


def outcome_wire(outcome: Outcome, fields: WireFields) -> dict[str, Any]:
    known: dict[str, Any] = {} if outcome.person is None else {"id": outcome.person}
    if outcome.status != "skipped":
        return {**known, "status": outcome.status}
    if outcome.why == "bad_value":
        name, value = outcome.about
        return records.skipped("1003", wrong_value(fields.by_name[name].rest, value).message, **known)
    return records.skipped(*REASONS[outcome.why or "not_found"], **known)


def _refused(sent: Mapping[str, Any], fields: WireFields, lookup: str) -> dict[str, Any] | None:
    """Unknown fields, and an id where people are not looked up by it."""
    for name, value in sent.items():
        if name == "id" and lookup != "id":
            return records.skipped("1003", wrong_value("id", value).message)
        if name != "id" and name not in fields.by_rest:
            return records.skipped("1006", f"Field '{name:.100}' not found")
    return None


def _ours(sent: Mapping[str, Any], fields: WireFields) -> dict[str, Any]:
    return {"id" if name == "id" else fields.by_rest[name].name: value for name, value in sent.items()}


urls = [
    path("rest/v1/leads.json", LeadsView.as_view()),
    path("rest/v1/leads/delete.json", LeadDeleteView.as_view()),
    path("rest/v1/leads/<id:id>/merge.json", MergeView.as_view()),
    path("rest/v1/leads/<id:id>/associate.json", AssociateView.as_view()),
    path("rest/v1/lead/<str:id>.json", OneLeadView.as_view()),
]
