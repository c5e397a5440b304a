"""Fields that integrations define: several at once, all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from campaigns.definitions.actor import Actor
from campaigns.definitions.fields import FieldType
from campaigns.errors import Invalid, NameTaken
from campaigns.selectors.outside.member_fields import OutsideMemberField, outside_member_fields
from campaigns.services.fields import create_field, describe_field, rename_field
from campaigns.services.member_fields import create_member_field, describe_member_field


@dataclass(frozen=True, slots=True)
class NewField:
    name: str
    label: str
    type: FieldType
    description: str = ""


@transaction.atomic
def create_fields(actor: Actor, *, new: Sequence[NewField]) -> None:
    for each in new:
        create_field(actor, label=each.label, type=each.type, name=each.name, description=each.description, by_api=True)


@transaction.atomic
def change_field(actor: Actor, *, name: str, label: str | None = None, description: str | None = None) -> None:
    if label is not None:
        rename_field(actor, name, label=label)
    if description is not None:
        describe_field(actor, name, description=description)


@transaction.atomic
def create_member_fields(actor: Actor, *, workspace_id: int, new: Sequence[NewField]) -> None:
    taken = {each.api_name.lower() for each in outside_member_fields(actor, workspace_id=workspace_id)}
    for each in new:
        if each.name.lower() in taken:
            raise NameTaken(f"There is already a member field with the API name {each.name}.")
        if not each.name.isidentifier() or not each.name.isascii():
            raise Invalid("An API name has letters, digits and underscores, and begins with a letter.")
        taken.add(each.name.lower())
        create_member_field(
            actor,
            workspace_id=workspace_id,
            name=each.label,
            type=each.type,
            api_name=each.name,
            description=each.description,
        )


def change_member_field(
    actor: Actor,
    *,
    workspace_id: int,
    field: OutsideMemberField,
    label: str | None = None,
    description: str | None = None,
) -> None:
    """Tokens and steps say its name, so that stays."""
    if label is not None and label != field.name:
        raise Invalid("A member field can't be renamed, for tokens say its name. Make another one.")
    if description is not None:
        describe_member_field(actor, workspace_id=workspace_id, field_id=field.id, description=description)
