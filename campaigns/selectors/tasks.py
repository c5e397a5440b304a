"""Tasks about a person, and partitions into which one can be moved."""

from datetime import date, datetime

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.models import Task
from campaigns.selectors.people import person_seen_from
from campaigns.selectors.rights import display_name, require
from campaigns.storage.scope import partitions_of

MOST = 500


class TaskRow(Frozen):
    id: int
    subject: str
    description: str
    due_on: date
    owner: str | None
    done_at: datetime | None
    created_at: datetime


class PartitionRow(Frozen):
    id: int
    name: str


def tasks_of_person(actor: Actor, *, workspace_id: int, person_id: int) -> list[TaskRow]:
    """Open ones first, the next due on top."""
    person = person_seen_from(require(actor, workspace_id), person_id)
    rows = Task.objects.filter(workspace_id=workspace_id, person=person).select_related("owner")
    newest = sorted(rows.order_by("-pk")[:MOST], key=lambda task: (task.done_at is not None, task.due_on, task.pk))
    return [task_row(task) for task in newest]


def task_row(task: Task) -> TaskRow:
    return TaskRow(
        id=task.pk,
        subject=task.subject,
        description=task.description,
        due_on=task.due_on,
        owner=display_name(task.owner) if task.owner else None,
        done_at=task.done_at,
        created_at=task.created_at,
    )


def partitions(actor: Actor, *, workspace_id: int) -> list[PartitionRow]:
    require(actor, workspace_id)
    found = sorted(partitions_of(workspace_id).items(), key=lambda each: each[1].casefold())
    return [PartitionRow(id=id, name=name) for id, name in found]
