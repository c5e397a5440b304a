"""A program: what it is, how many members each status has, and who they are."""

from datetime import datetime
from typing import Literal

from django.db.models import Count

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.errors import NotFound
from campaigns.models import Job, Program, ProgramMember
from campaigns.selectors.archive import archive_of
from campaigns.selectors.channels import StatusRow, status_row
from campaigns.selectors.pages import PAGE_SIZE, Page, after, cut
from campaigns.selectors.people import PersonRow, rows_by_id, seen_from
from campaigns.selectors.people_search import matching
from campaigns.selectors.places import parent_of
from campaigns.selectors.rights import require
from campaigns.selectors.used_by import Use, used_by


class ProgramChannel(Frozen):
    id: int
    name: str


class ProgramStatus(StatusRow):
    members: int


class Cloning(Frozen):
    """How far the job is that fills a cloned program; nothing once it is done."""

    state: Literal["queued", "running", "failed"]
    done: int
    total: int
    reason: str


class ProgramRow(Frozen):
    id: int
    node: str
    name: str
    description: str
    parent: str | None
    channel: ProgramChannel
    members: int
    statuses: tuple[ProgramStatus, ...]
    archived: bool
    cloning: Cloning | None


class MemberStatus(Frozen):
    id: int
    name: str


class MemberRow(Frozen):
    """`success` stays once a success status was reached (F07). `values` are the member's own."""

    person: PersonRow
    status: MemberStatus
    success: bool
    since: datetime
    values: dict[str, str]


class MemberPage(Page[MemberRow]):
    pass


def program(actor: Actor, *, workspace_id: int, program_id: int) -> ProgramRow:
    require(actor, workspace_id)
    return program_row(_load(workspace_id, program_id))


def program_row(program: Program) -> ProgramRow:
    counted = ProgramMember.objects.filter(program=program).values_list("status").annotate(Count("pk")).order_by()
    members = dict(counted)
    statuses = [
        ProgramStatus(**status_row(status).model_dump(), members=members.get(status.pk, 0))
        for status in program.channel.statuses.all()
    ]
    return ProgramRow(
        id=program.pk,
        node=f"program:{program.pk}",
        name=program.name,
        description=program.description,
        parent=parent_of(program),
        channel=ProgramChannel(id=program.channel.pk, name=program.channel.name),
        members=sum(members.values()),
        statuses=tuple(statuses),
        archived=archive_of(program.workspace_id).holds(program),
        cloning=_cloning(program),
    )


def members(
    actor: Actor,
    *,
    workspace_id: int,
    program_id: int,
    status: int | None = None,
    q: str = "",
    cursor: str | None = None,
) -> MemberPage:
    """By person id; of those whose words begin as `q` says."""
    workspace = require(actor, workspace_id)
    _load(workspace_id, program_id)
    found = ProgramMember.objects.filter(program_id=program_id, person_id__gt=after(cursor))
    if status is not None:
        found = found.filter(status_id=status)
    if q.strip():
        found = found.filter(person__in=matching(seen_from(workspace), q).values("pk"))
    rows = found.select_related("status").order_by("person_id")[: PAGE_SIZE + 1]
    shown, next = cut(list(rows), PAGE_SIZE, lambda member: member.person_id)
    people = {row.id: row for row in rows_by_id(workspace, [member.person_id for member in shown])}
    return MemberPage(items=tuple(_member(each, people) for each in shown if each.person_id in people), next=next)


def member(actor: Actor, *, workspace_id: int, program_id: int, person_id: int) -> MemberRow:
    workspace = require(actor, workspace_id)
    _load(workspace_id, program_id)
    row = ProgramMember.objects.filter(program_id=program_id, person_id=person_id).select_related("status").first()
    people = {each.id: each for each in rows_by_id(workspace, [person_id])}
    if row is None or person_id not in people:
        raise NotFound("This person is not in the program.")
    return _member(row, people)


def uses(actor: Actor, *, workspace_id: int, program_id: int) -> list[Use]:
    require(actor, workspace_id)
    _load(workspace_id, program_id)
    return used_by(workspace_id, "program", ids=[program_id])


def _cloning(program: Program) -> Cloning | None:
    job = Job.objects.filter(workspace=program.workspace_id, kind="clone_program", params__program=program.pk).first()
    if job is None or job.state == Job.State.DONE:
        return None
    state: Literal["queued", "running", "failed"] = "running"
    if job.state == Job.State.FAILED:
        state = "failed"
    elif job.state == Job.State.QUEUED:
        state = "queued"
    return Cloning(state=state, done=job.done, total=job.total, reason=job.reason)


def _load(workspace_id: int, program_id: int) -> Program:
    found = Program.objects.filter(workspace_id=workspace_id, pk=program_id).select_related("channel").first()
    if found is None:
        raise NotFound
    return found


def _member(member: ProgramMember, people: dict[int, PersonRow]) -> MemberRow:
    return MemberRow(
        person=people[member.person_id],
        status=MemberStatus(id=member.status.pk, name=member.status.name),
        success=member.reached_success,
        since=member.member_since,
        values={name: str(value) for name, value in member.values.items()},
    )
