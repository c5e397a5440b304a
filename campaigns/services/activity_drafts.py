"""Custom activities as integrations make them: in a draft, of which nothing counts until it is approved."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils import timezone
from pydantic import ValidationError

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.custom_activities import ActivityDraft, CustomAttribute
from campaigns.errors import Invalid, NameTaken
from campaigns.models import CustomActivityType
from campaigns.selectors.outside.custom_activities import OutsideActivityType, draft_of, live_of, outside_type
from campaigns.selectors.rights import require
from campaigns.services.audit import audited
from campaigns.services.campaigns.faults import recheck_users
from campaigns.services.custom_activities import api_names, longer, refuse_senseless, refuse_too_many
from campaigns.services.naming import clean_name, name_is_free
from campaigns.services.placing import load

_API_NAME = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9_]{1,100}")


@audited("drafted", CustomActivityType)
def create_draft(actor: Actor, *, workspace_id: int, api_name: str, content: ActivityDraft) -> OutsideActivityType:
    require(actor, workspace_id, Role.ADMIN)
    refuse_too_many(workspace_id)
    if not _API_NAME.fullmatch(api_name):
        raise Invalid("An API name has letters, digits and underscores, and at least one letter.")
    if api_name in api_names(workspace_id):
        raise NameTaken(f"There is already a custom activity with the API name {api_name}.")
    made = CustomActivityType(workspace_id=workspace_id, api_name=api_name, approved=False)
    return _save(made, content)


@audited("changed the draft of", CustomActivityType, id="type_id")
def change_draft(
    actor: Actor, *, workspace_id: int, type_id: int, changes: Mapping[str, str], primary: CustomAttribute | None = None
) -> OutsideActivityType:
    """`changes` hold name, description, trigger_name or filter_name; `primary` is put in the primary's place."""

    def changed(content: ActivityDraft) -> ActivityDraft:
        attributes = content.attributes if primary is None else (primary, *content.attributes[1:])
        return content.model_copy(update={**changes, "attributes": attributes})

    return _edit(actor, workspace_id, type_id, changed)


@audited("changed the draft of", CustomActivityType, id="type_id")
def add_attributes(
    actor: Actor, *, workspace_id: int, type_id: int, attributes: Sequence[CustomAttribute]
) -> OutsideActivityType:
    return _edit(actor, workspace_id, type_id, lambda content: _with(content, [*content.attributes, *attributes]))


@audited("changed the draft of", CustomActivityType, id="type_id")
def change_attributes(
    actor: Actor, *, workspace_id: int, type_id: int, changes: Mapping[str, Mapping[str, Any]]
) -> OutsideActivityType:
    """By the attributes' API names."""

    def changed(content: ActivityDraft) -> ActivityDraft:
        _refuse_unknown(content, list(changes))
        return _with(content, [each.model_copy(update=changes.get(each.known_as(), {})) for each in content.attributes])

    return _edit(actor, workspace_id, type_id, changed)


@audited("changed the draft of", CustomActivityType, id="type_id")
def remove_attributes(actor: Actor, *, workspace_id: int, type_id: int, names: Sequence[str]) -> OutsideActivityType:
    def changed(content: ActivityDraft) -> ActivityDraft:
        _refuse_unknown(content, names)
        if content.attributes[0].known_as() in names:
            raise Invalid("The primary attribute can't be deleted. Put another one in its place.")
        return _with(content, [each for each in content.attributes if each.known_as() not in names])

    return _edit(actor, workspace_id, type_id, changed)


@audited("approved", CustomActivityType, id="type_id")
def approve_draft(actor: Actor, *, workspace_id: int, type_id: int) -> OutsideActivityType:
    """From now on it counts: people can be given such activities, and campaigns listen to them."""
    found = load(CustomActivityType, actor, workspace_id=workspace_id, id=type_id, role=Role.ADMIN)
    content = draft_of(found)
    if content is None:
        raise Invalid(f"“{found.name}” has no draft to approve.")
    found.attributes = longer(found, content.attributes)
    found.name, found.description = content.name, content.description
    found.trigger_name, found.filter_name = content.trigger_name, content.filter_name
    found.approved, found.draft = True, None
    shown = _touched(found)
    recheck_users(workspace_id, "custom_activity", [found.pk])
    return shown


@audited("discarded the draft of", CustomActivityType, id="type_id")
def discard_draft(actor: Actor, *, workspace_id: int, type_id: int) -> OutsideActivityType:
    found = load(CustomActivityType, actor, workspace_id=workspace_id, id=type_id, role=Role.ADMIN)
    if not found.approved:
        raise Invalid(f"“{found.name}” was never approved, so there is only the draft. Delete it instead.")
    if found.draft is None:
        raise Invalid(f"“{found.name}” has no draft to discard.")
    found.draft = None
    return _touched(found)


def _edit(
    actor: Actor, workspace_id: int, type_id: int, change: Callable[[ActivityDraft], ActivityDraft]
) -> OutsideActivityType:
    """The draft, which begins as what is approved."""
    found = load(CustomActivityType, actor, workspace_id=workspace_id, id=type_id, role=Role.ADMIN)
    content = change(draft_of(found) or live_of(found))
    if found.approved:
        longer(found, content.attributes)
    return _save(found, content)


def _save(found: CustomActivityType, content: ActivityDraft) -> OutsideActivityType:
    refuse_senseless(content.attributes)
    names = [each.known_as() for each in content.attributes]
    if len(set(names)) < len(names):
        raise Invalid("Each attribute needs an API name of its own.")
    content = _valid(content.model_copy(update={"name": clean_name(content.name, most=100)}))
    found.draft = content.model_dump(mode="json")
    if not found.approved:
        found.name = content.name
    return _touched(found)


def _valid(content: ActivityDraft) -> ActivityDraft:
    try:
        return ActivityDraft.model_validate(content.model_dump())
    except ValidationError as error:
        first = error.errors()[0]
        raise Invalid(f"{'.'.join(map(str, first['loc']))}: {first['msg']}.") from error


def _touched(found: CustomActivityType) -> OutsideActivityType:
    found.updated_at = timezone.now()
    with name_is_free(found.name):
        found.save()
    return outside_type(found)


def _with(content: ActivityDraft, attributes: Sequence[CustomAttribute]) -> ActivityDraft:
    return content.model_copy(update={"attributes": tuple(attributes)})


def _refuse_unknown(content: ActivityDraft, names: Sequence[str]) -> None:
    known = {each.known_as() for each in content.attributes}
    strange = next((each for each in names if each not in known), None)
    if strange is not None:
        raise Invalid(f"{content.name} has no attribute “{strange:.100}”.")
