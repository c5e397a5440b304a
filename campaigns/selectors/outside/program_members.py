"""Members of programs as integrations read them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import QuerySet, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.text import normal
from campaigns.errors import NotFound
from campaigns.models import ChannelStatus, Program, ProgramMember
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
    changed: datetime
    values: Mapping[str, str]


class WantedMembers(Frozen):
    """All that is asked for must hold. `value` is a member field's name and the texts that it may have."""

    people: tuple[int, ...] | None = None
    statuses: tuple[str, ...] | None = None
    success: bool | None = None
    since: datetime | None = None
    until: datetime | None = None
    value: tuple[str, tuple[str, ...]] | None = None


def programs_of_person(
    actor: Actor,
    *,
    workspace_id: int,
    person: int,
    after: int,
    limit: int,
    wanted: WantedMembers,
    programs: Sequence[int] | None = None,
) -> list[OutsideMember]:
    """By program."""
    refuse_unseen(actor, workspace_id, person)
    found = ProgramMember.objects.filter(person=person, program__workspace=workspace_id, program__gt=after)
    if programs is not None:
        found = found.filter(program__in=programs)
    found = _changed_between(found, wanted)
    return _members(found.order_by("program")[:limit])


def members_of_program(
    actor: Actor, *, workspace_id: int, program_id: int, after: int, limit: int, wanted: WantedMembers
) -> list[tuple[OutsidePerson, OutsideMember]]:
    """By person."""
    workspace = require(actor, workspace_id)
    refuse_unknown(workspace_id, program_id)
    members = ProgramMember.objects.filter(program=program_id, person__gt=after, person__in=seen_from(workspace))
    found = _only(program_id, members, wanted).select_related("person", "status")
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


def _only(program_id: int, members: QuerySet[ProgramMember], wanted: WantedMembers) -> QuerySet[ProgramMember]:
    if wanted.people is not None:
        members = members.filter(person__in=wanted.people)
    if wanted.statuses is not None:
        names = {normal(each) for each in wanted.statuses}
        of_channel = ChannelStatus.objects.filter(channel__programs=program_id)
        members = members.filter(status__in=[each.pk for each in of_channel if normal(each.name) in names])
    if wanted.success is not None:
        members = members.filter(reached_success=wanted.success)
    if wanted.value is not None:
        name, texts = wanted.value
        members = members.annotate(wanted=Cast(KeyTextTransform(name, "values"), TextField())).filter(wanted__in=texts)
    return _changed_between(members, wanted)


def _changed_between(members: QuerySet[ProgramMember], wanted: WantedMembers) -> QuerySet[ProgramMember]:
    if wanted.since is not None:
        members = members.filter(updated_at__gte=wanted.since)
    if wanted.until is not None:
        members = members.filter(updated_at__lte=wanted.until)
    return members


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
        changed=row.updated_at,
        values=row.values,
    )
