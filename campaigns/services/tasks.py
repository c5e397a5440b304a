"""Tasks: done, or open again."""

from django.utils import timezone

from campaigns.definitions.actor import Actor
from campaigns.models import Task
from campaigns.services.audit import audited
from campaigns.services.placing import load


@audited("settled", Task, id="task_id")
def settle_task(actor: Actor, *, workspace_id: int, task_id: int, done: bool) -> Task:
    """Done keeps its first moment."""
    task = load(Task, actor, workspace_id=workspace_id, id=task_id)
    task.done_at = (task.done_at or timezone.now()) if done else None
    task.save(update_fields=["done_at"])
    return task
