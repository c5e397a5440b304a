"""The audit log's one writing point: a service that changes something says so by its decorator (W01).

A service without it, that takes an actor, must say why in tests/access/test_audit.py.
"""

import inspect
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from datetime import timedelta
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from campaigns.definitions.actor import Actor
from campaigns.models import AuditEntry, Channel, Person, Program, Run, ScheduledRun, Workspace

P = ParamSpec("P")
Result = TypeVar("Result")
Values = dict[str, Any]

SITTING = timedelta(minutes=10)  # edits of one person that follow each other this closely are one entry
HIDDEN = "(hidden)"
_SECRETS = ("password", "secret", "digest", "headers")
_NOISE = {
    "id",
    "workspace",
    "name_normal",
    "label_normal",
    "created_at",
    "saved_at",
    "updated_at",
    "saved_by",
    "edit_number",
    "plan",
    "last_login",
    "counts",
}


def audited(
    action: str,
    model: type[Model],
    *,
    id: str | None = None,
    key: str = "pk",
    made: str = "",
    merges: bool = False,
    whole: bool = True,
    counts: str = "",
) -> Callable[[Callable[P, Result]], Callable[P, Result]]:
    """One transaction that leaves an entry: `action` in the past tense, and the row of `model` before and after.

    `id` names the argument that finds the row by `key`; without it the service makes one and returns it,
    or its id as `made`. `merges` joins what the same person did to the same thing just before, as autosaves are. Not
    `whole`: a service that does long work in transactions of its own; the entry follows it. `counts` names the argument
    that says to whom it was done: how many is kept, for the people's own logs tell the rest.
    """

    def decorate(service: Callable[P, Result]) -> Callable[P, Result]:
        signature = inspect.signature(service)

        @wraps(service)
        def recording(*args: P.args, **kwargs: P.kwargs) -> Result:
            given = signature.bind(*args, **kwargs).arguments
            with transaction.atomic() if whole else nullcontext():
                old = _find(model, key, given[id]) if id else None
                before = _values(old) if old else {}
                result = service(*args, **kwargs)
                if old is not None:
                    new = _find(model, "pk", old.pk)
                elif id is not None:
                    new = _find(model, key, given[id])
                else:
                    new = _find(model, key, getattr(result, made) if made else _made(result, key))
                changes = _changes(before, _values(new) if new else {})
                if counts:
                    changes[counts] = [None, len(set(given[counts]))]
                _write(given["actor"], given.get("workspace_id"), action, new or old, changes, merges=merges)
                return result

        recording.is_audited = True  # type: ignore[attr-defined]
        return recording

    return decorate


def _find(model: type[Model], key: str, value: Any) -> Model | None:
    return model._default_manager.filter(**{key: value}).first()


def _made(result: Any, key: str) -> Any:
    """The key of what a service has made and returns: the row, a value that shows it, or its id."""
    return getattr(result, key, None) or getattr(result, "id", result)


def _values(thing: Model) -> Values:
    if isinstance(thing, Person):  # what is told of people stays with them, and goes with them
        return {"deleted_at": thing.deleted_at, "merged_into": thing.merged_into}
    columns = {field.name: field.value_from_object(thing) for field in thing._meta.concrete_fields}
    shown: Values = _without_secrets(columns)
    return {name: value for name, value in shown.items() if name not in _NOISE} | _parts(thing)


def _without_secrets(value: Any) -> Any:
    match value:
        case dict():
            return {
                name: HIDDEN if each and _is_secret(name) else _without_secrets(each) for name, each in value.items()
            }
        case list():
            return [_without_secrets(each) for each in value]
        case _:
            return value


def _is_secret(name: str) -> bool:
    return any(each in name for each in _SECRETS)


def _parts(thing: Model) -> Values:
    """What stands in rows of its own and is still a part of it."""
    match thing:
        case Channel():
            return {"statuses": list(thing.statuses.values("name", "step", "success", "hidden"))}
        case Workspace():
            return {"partitions": list(thing.partitions.values_list("name", flat=True))}
        case _:
            return {}


def _write(
    actor: Actor, workspace_id: int | None, action: str, thing: Model | None, changes: Values, *, merges: bool
) -> None:
    if thing is None:
        return  # nothing was made, so nothing was changed
    entry = AuditEntry(
        workspace_id=thing.pk if isinstance(thing, Workspace) else workspace_id,
        at=timezone.now(),
        user_id=actor.user_id,
        user_name=actor.name,
        action=action,
        target_type=_type_of(thing),
        target_id=thing.pk,
        target_name=_name_of(thing)[:255],
        changes=changes,
    )
    if not (merges and _merged(entry)):
        entry.save()


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Values:
    names = [*after, *(name for name in before if name not in after)]
    return {
        name: [before.get(name), after.get(name)]
        for name in names
        if before.get(name) != after.get(name) and (before.get(name), after.get(name)) != (None, "")
    }


def _merged(entry: AuditEntry) -> bool:
    """Into the last entry on the same thing, where that is of the same sitting; the oldest values stay."""
    of_target = AuditEntry.objects.filter(target_type=entry.target_type, target_id=entry.target_id)
    last = of_target.order_by("-id").first()
    if last is None or (last.user_id, last.action) != (entry.user_id, entry.action) or entry.at - last.at > SITTING:
        return False
    for name, (old, new) in entry.changes.items():
        first = last.changes.get(name, [old])[0]
        last.changes[name] = [first, new]
    last.at, last.target_name = entry.at, entry.target_name
    last.save(update_fields=["at", "target_name", "target_normal", "changes"])
    return True


_TYPES = {
    "smartcampaign": "campaign",
    "smartlistasset": "smart_list",
    "staticlist": "list",
    "customactivitytype": "custom_activity",
    "webtracker": "tracker",
    "emailasset": "email",
    "mytoken": "token",
    "fielddefinition": "field",
    "workspacerole": "role",
    "apiuser": "api_user",
    "job": "import",
    "scheduledrun": "scheduled_run",
    "memberfield": "member_field",
}


def _type_of(thing: Model) -> str:
    name = thing._meta.model_name or ""
    return _TYPES.get(name, name)


def _name_of(thing: Model) -> str:
    match thing:
        case Run(campaign=campaign) | ScheduledRun(campaign=campaign) if campaign is not None:
            return f"{campaign.name}, run {thing.pk}"
        case Program():
            return thing.name
    for name in ("name", "label", "file_name", "username"):
        if getattr(thing, name, None):
            return str(getattr(thing, name))
    user = getattr(thing, "user", None)
    return user.username if user else f"{_type_of(thing)} {thing.pk}"
