"""What files of exported leads and program members say (reference 5.2)."""

from collections.abc import Sequence
from typing import Any

from campaigns.definitions.actor import SYSTEM
from campaigns.definitions.exports import ExportOrder, MembersAsked, PeopleAsked, Position, Row
from campaigns.selectors.outside import exported
from campaigns.selectors.outside.exported import ExportedMember, ExportedPerson
from designer.marketo.field_names import WireField, wire_fields
from designer.marketo.lead_wire import value_of
from designer.marketo.moments import written

AT_ONCE = 2_000  # ids that a page looks at
EMPTY = "null"
MEMBER_FIELDS = (
    *("leadId", "program", "programId", "statusName", "reachedSuccess", "membershipDate", "updatedAt"),
    *("acquiredBy", "isExhausted"),
)


def text(value: Any) -> str:
    match value:
        case None:
            return EMPTY
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)


def following(last: int, end: int) -> Position | None:
    """Where the page behind `last` begins."""
    return {"from": last + 1, "to": end} if last < end else None


class LeadColumns:
    """Some fields of people, "id" among them, as texts. A field that was deleted meanwhile is empty."""

    def __init__(self, names: Sequence[str]) -> None:
        known = wire_fields(SYSTEM).by_rest
        self._fields: list[WireField | str | None] = [each if each == "id" else known.get(each) for each in names]

    def of(self, person: ExportedPerson) -> list[str]:
        return [text(self._value(person, each)) for each in self._fields]

    def _value(self, person: ExportedPerson, field: WireField | str | None) -> Any:
        match field:
            case WireField():
                return value_of(person, field)
            case str():
                return person.id
            case None:
                return None


class LeadContents:
    def __init__(self, order: ExportOrder) -> None:
        self.headings: Row = [each.heading for each in order.columns]
        self._columns = LeadColumns([each.name for each in order.columns])
        asked = PeopleAsked.model_validate(order.asked)
        self._people = exported.people(order.workspace_id, asked, now=order.began)

    def first(self) -> Position | None:
        span = self._people.span()
        return following(span[0] - 1, span[1]) if span else None

    def page(self, at: Position) -> tuple[list[Row], Position | None]:
        last = min(at["from"] + AT_ONCE - 1, at["to"])
        found = self._people.between(at["from"], last)
        return [self._columns.of(each) for each in found], following(last, at["to"])


class MemberContents:
    """Program after program, by person."""

    def __init__(self, order: ExportOrder) -> None:
        self._workspace_id = order.workspace_id
        self.headings: Row = [each.heading for each in order.columns]
        self._names = [each.name for each in order.columns]
        self._of_lead = [each for each in self._names if each not in MEMBER_FIELDS]
        self._columns = LeadColumns(self._of_lead)
        self._asked = MembersAsked.model_validate(order.asked)

    def first(self) -> Position | None:
        return {"program": 0, "after": 0} if self._asked.programs else None

    def page(self, at: Position) -> tuple[list[Row], Position | None]:
        program = self._asked.programs[at["program"]]
        found = exported.members_after(self._workspace_id, program, after=at["after"], limit=AT_ONCE)
        rows: list[Row] = [self._row(each) for each in found if self._is_asked(each)]
        if len(found) == AT_ONCE:
            return rows, {**at, "after": found[-1].person.id}
        more = at["program"] + 1 < len(self._asked.programs)
        return rows, {"program": at["program"] + 1, "after": 0} if more else None

    def _is_asked(self, member: ExportedMember) -> bool:
        statuses, updated = self._asked.statuses, self._asked.updated
        if updated is not None and not updated.start <= member.updated_at < updated.end:
            return False
        return statuses is None or member.status in statuses

    def _row(self, member: ExportedMember) -> list[str]:
        own = dict(zip(MEMBER_FIELDS, map(text, _own(member)), strict=True))
        texts = own | dict(zip(self._of_lead, self._columns.of(member.person), strict=True))
        return [texts[each] for each in self._names]


def _own(member: ExportedMember) -> tuple[Any, ...]:
    """In the order of MEMBER_FIELDS."""
    known = (member.person.id, member.program, member.program_id, member.status, member.success)
    return (*known, written(member.since), written(member.updated_at), False, False)
