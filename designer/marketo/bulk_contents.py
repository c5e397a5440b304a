"""What files of exported leads and program members say (reference 5.2)."""

from collections.abc import Sequence
from typing import Any

from campaigns.definitions.actor import SYSTEM
from campaigns.definitions.exports import ExportOrder, MembersAsked, PeopleAsked, Position, Row
from campaigns.definitions.text import normal
from campaigns.selectors.outside import exported
from campaigns.selectors.outside.assets import PROGRAM as PROGRAMS
from campaigns.selectors.outside.assets import asset
from campaigns.selectors.outside.exported import ExportedPerson
from campaigns.selectors.outside.people import OutsidePerson
from campaigns.selectors.outside.program_members import OutsideMember, WantedMembers, members_of_program
from designer.marketo.field_names import WireField, wire_fields
from designer.marketo.lead_wire import value_of
from designer.marketo.member_names import member_fields, wire

AT_ONCE = 2_000  # ids that a page looks at
EMPTY = "null"
PROGRAM = "program"  # a column of its name, which a member itself doesn't have


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

    def of(self, person: ExportedPerson | OutsidePerson) -> list[str]:
        return [text(self._value(person, each)) for each in self._fields]

    def _value(self, person: ExportedPerson | OutsidePerson, field: WireField | str | None) -> Any:
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
    """Program after program, by person. What members and leads both have is the member's."""

    def __init__(self, order: ExportOrder) -> None:
        self.headings: Row = [each.heading for each in order.columns]
        self._scope: dict[str, Any] = {"actor": SYSTEM, "workspace_id": order.workspace_id}
        self._asked = MembersAsked.model_validate(order.asked)
        self._names = [each.name for each in order.columns]
        known = member_fields(**self._scope)
        self._of_member = [known[each] for each in self._names if each in known]
        self._of_lead = [each for each in self._names if each not in known and each != PROGRAM]
        self._columns = LeadColumns(self._of_lead)

    def first(self) -> Position | None:
        return {"program": 0, "after": 0} if self._asked.programs else None

    def page(self, at: Position) -> tuple[list[Row], Position | None]:
        program = asset(**self._scope, kind=PROGRAMS, id=self._asked.programs[at["program"]])
        found = members_of_program(
            **self._scope, program_id=program.id, after=at["after"], limit=AT_ONCE, wanted=WantedMembers()
        )
        rows: list[Row] = [self._row(program.name, *each) for each in found if self._is_asked(each[1])]
        if len(found) == AT_ONCE:
            return rows, {**at, "after": found[-1][1].person}
        more = at["program"] + 1 < len(self._asked.programs)
        return rows, {"program": at["program"] + 1, "after": 0} if more else None

    def _is_asked(self, member: OutsideMember) -> bool:
        """Asked here and not of the database, so that a page looks at so many members and no more."""
        statuses, updated = self._asked.statuses, self._asked.updated
        if updated is not None and not updated.start <= member.changed < updated.end:
            return False
        return statuses is None or normal(member.status) in {normal(each) for each in statuses}

    def _row(self, program: str, person: OutsidePerson, member: OutsideMember) -> list[str]:
        texts = {name: text(value) for name, value in wire(member, self._of_member).items()}
        texts |= zip(self._of_lead, self._columns.of(person), strict=True)
        texts[PROGRAM] = program
        return [texts[each] for each in self._names]
