"""People, made and changed by hand; what is written goes through the one door (engine.md 8)."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.db import transaction

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.fields import Field
from campaigns.definitions.text import normal
from campaigns.engine.wave import Value
from campaigns.errors import Invalid, NameTaken
from campaigns.models import Person, Workspace
from campaigns.runtime.record import Source, change_owner, change_people, create_people, delete_people
from campaigns.selectors.people import person_seen_from, seen_from
from campaigns.selectors.rights import require
from campaigns.services.audit import audited
from campaigns.storage.fields import all_fields
from campaigns.storage.sales import users_of
from campaigns.storage.values import clean


@transaction.atomic
def create_person(actor: Actor, workspace_id: int, *, values: Mapping[str, object]) -> int:
    """In the workspace's primary partition; the id of the new person."""
    workspace = require(actor, workspace_id, Role.MARKETER)
    given = {name: value for name, value in _cleaned(workspace, values).items() if value is not None}
    if not given:
        raise Invalid("Give the new person at least one value, such as a name or an e-mail address.")
    _refuse_known_address(workspace, given.get("email"))
    made = create_people(workspace.primary_partition_id, [given], source=Source(actor.door, actor.name, workspace_id))
    return made[0]


@transaction.atomic
def change_person(actor: Actor, workspace_id: int, person_id: int, *, values: Mapping[str, object]) -> None:
    """None clears a field; fields that are not named stay as they are."""
    workspace = require(actor, workspace_id, Role.MARKETER)
    person_seen_from(workspace, person_id)
    change_people({person_id: _cleaned(workspace, values)}, source=Source(actor.door, actor.name, workspace_id))


@audited("deleted", Person, id="person_id")
def delete_person(actor: Actor, workspace_id: int, person_id: int) -> None:
    """For good, and in every workspace that sees the person; every campaign is left."""
    workspace = require(actor, workspace_id, Role.MARKETER)
    person_seen_from(workspace, person_id)
    delete_people([person_id], source=Source(actor.door, actor.name, workspace_id))


@transaction.atomic
def change_person_owner(actor: Actor, workspace_id: int, person_id: int, *, owner: int | None) -> None:
    """A user with a role in the workspace, or None for nobody."""
    workspace = require(actor, workspace_id, Role.MARKETER)
    person_seen_from(workspace, person_id)
    user = users_of(workspace_id, [owner]).get(owner) if owner is not None else None
    if owner is not None and user is None:
        raise Invalid("The owner must be somebody with a role in this workspace.", fields={"owner": ["Not here."]})
    source = Source(actor.door, actor.name, workspace_id)
    change_owner([person_id], user.email if user else None, owner_id=owner, source=source)


def _cleaned(workspace: Workspace, values: Mapping[str, object]) -> dict[str, Value]:
    """Everything that is wrong is told at once, at its field."""
    fields, zone = all_fields(), ZoneInfo(workspace.timezone)
    cleaned: dict[str, Value] = {}
    wrong: dict[str, list[str]] = {}
    for name, raw in values.items():
        try:
            cleaned[name] = clean(_writable(fields, name), raw, zone)
        except Invalid as refused:
            wrong[name] = [refused.message]
    if wrong:
        raise Invalid(next(iter(wrong.values()))[0], fields=wrong)
    return cleaned


def _writable(fields: Mapping[str, Field], name: str) -> Field:
    field = fields.get(name)
    if field is None:
        raise Invalid(f"There is no field “{name:.100}”.")
    if field.read_only:
        raise Invalid(f"{field.label} is kept by the designer itself and can't be changed.")
    return field


def _refuse_known_address(workspace: Workspace, address: Value) -> None:
    if address is None:
        return
    known = seen_from(workspace).filter(keys__field="email", keys__value=normal(str(address))).first()
    if known is not None:
        raise NameTaken(f"There is already a person with the e-mail address {address}.", person=known.pk)
