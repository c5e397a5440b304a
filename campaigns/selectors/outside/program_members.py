"""Members of programs as integrations read them."""

from datetime import datetime

from django.db.models import QuerySet

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.errors import NotFound
from campaigns.models import Program, ProgramMember
from campaigns.selectors.outside.people import OutsidePerson, refuse_unseen
from campaigns.selectors.people import seen_from
from campaigns.selectors.rights import require


class OutsideMember(Frozen):
    """`id` is the program's."""

    id: int
    person: int
    status: str
    success: bool
    since: datetime


def programs_of_person(actor: Actor, *, workspace_id: int, person: int, after: int, limit: int) -> list[OutsideMember]:
    refuse_unseen(actor, workspace_id, person)
    found = ProgramMember.objects.filter(person=person, program__workspace=workspace_id, program__gt=after)
    return _members(found.order_by("program")[:limit])


def members_of_program(
    actor: Actor, *, workspace_id: int, program_id: int, after: int, limit: int
) -> list[tuple[OutsidePerson, OutsideMember]]:
    """By person."""
    workspace = require(actor, workspace_id)
    refuse_unknown(workspace_id, program_id)
    found = ProgramMember.objects.filter(
        program=program_id, person__gt=after, person__in=seen_from(workspace)
    ).select_related("person", "status")
    rows = list(found.order_by("person")[:limit])
    people = [
        OutsidePerson(
            id=each.person.pk,
            values=each.person.values,
            created_at=each.person.created_at,
            updated_at=each.person.updated_at,
        )
        for each in rows
    ]
    return list(zip(people, [_member(each) for each in rows], strict=True))


def refuse_unknown(workspace_id: int, program_id: int) -> None:
    if not Program.objects.filter(workspace_id=workspace_id, pk=program_id).exists():
        raise NotFound("There is no such program in this workspace.")


def _members(found: QuerySet[ProgramMember]) -> list[OutsideMember]:
    return [_member(each) for each in found.select_related("status")]


def _member(row: ProgramMember) -> OutsideMember:
    return OutsideMember(
        id=row.program_id,
        person=row.person_id,
        status=row.status.name,
        success=row.reached_success,
        since=row.member_since,
    )
