"""Users who may own people and tasks of a workspace; tasks that a wave makes."""

from collections.abc import Collection

from campaigns.engine.flow import FlowDraft
from campaigns.engine.scope import UserInfo
from campaigns.models import Run, Task, User, WorkspaceRole


def users_of(workspace_id: int, only: Collection[int] | None = None) -> dict[int, UserInfo]:
    """Whoever has a role there and may still sign in."""
    grants = WorkspaceRole.objects.filter(workspace=workspace_id, user__is_active=True).select_related("user")
    if only is not None:
        grants = grants.filter(user__in=only)
    return {grant.user_id: info_of(grant.user) for grant in grants}


def info_of(user: User) -> UserInfo:
    """People hold their owner by e-mail address, as filters, tokens and imports read it."""
    return UserInfo(user.pk, user.get_full_name() or user.get_username(), user.email or user.get_username())


def write_tasks(draft: FlowDraft, run: Run) -> None:
    if not draft.tasks:
        return
    Task.objects.bulk_create(
        Task(
            workspace_id=run.workspace_id,
            person_id=draft.facts.ids[task.person],
            owner_id=task.owner,
            subject=task.subject,
            description=task.description,
            due_on=task.due_on,
            created_at=draft.now,
        )
        for task in draft.tasks
    )
