"""Custom fields: made, renamed, and deleted once nothing holds on to them. They belong to the whole installation."""

import re
from collections.abc import Container

from django.db import transaction
from django.utils.text import slugify

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.fields import READ_ONLY_FIELDS, STANDARD_FIELDS, Field, FieldType
from campaigns.definitions.text import normal
from campaigns.errors import Invalid, NameTaken, NotFound, StillUsed
from campaigns.models import FieldDefinition, Person, Reference
from campaigns.selectors.fields import FieldRow, require_somewhere, row_of
from campaigns.selectors.used_by import Use, refuse_while_used, used_by
from campaigns.services.audit import audited
from campaigns.services.naming import clean_name, name_is_free
from campaigns.storage.fields import all_fields

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,99}")
_OURS = {field.name: field for field in (*STANDARD_FIELDS, *READ_ONLY_FIELDS)}
_OUR_LABELS = {normal(field.label) for field in _OURS.values()}


@audited("made", FieldDefinition, key="name")
def create_field(
    actor: Actor, *, label: str, type: FieldType, name: str = "", description: str = "", by_api: bool = False
) -> FieldRow:
    """Marketers may, for an import needs it. The name is made from the label unless it is given."""
    require_somewhere(actor, Role.MARKETER)
    made = add_field(label=label, type=type, name=name)
    FieldDefinition.objects.filter(name=made.name).update(description=description, api_created=by_api)
    return row_of(made, used=False)


@transaction.atomic
def add_field(*, label: str, type: FieldType, name: str = "") -> Field:
    """Without the check of the right, for services that made it."""
    label = _free_label(label)
    taken = {*_OURS, *FieldDefinition.objects.values_list("name", flat=True)}
    if name and not _NAME.fullmatch(name):
        raise _wrong("name", "An API name has letters, digits and underscores, and begins with a letter.")
    if name.lower() in {each.lower() for each in taken}:
        raise NameTaken(f"There is already a field with the API name {name}.")
    with name_is_free(label):
        made = FieldDefinition.objects.create(name=name or name_for(label, taken), label=label, type=type)
    return Field(name=made.name, label=label, type=type)


@audited("described", FieldDefinition, id="name", key="name")
def describe_field(actor: Actor, name: str, *, description: str) -> None:
    """What integrations say that it is for."""
    require_somewhere(actor, Role.ADMIN)
    field = _locked(name)
    field.description = description
    field.save(update_fields=["description"])


@audited("renamed", FieldDefinition, id="name", key="name")
def rename_field(actor: Actor, name: str, *, label: str) -> FieldRow:
    """The API name stays, and tokens that say the old label still mean the field, so nothing that uses it breaks."""
    require_somewhere(actor, Role.ADMIN)
    field = _locked(name)
    if normal(label) != field.label_normal:
        label = _free_label(label, of=name)
        field.former_labels = sorted({*field.former_labels, field.label_normal} - {normal(label)})
    field.label = clean_name(label)
    with name_is_free(field.label):
        field.save(update_fields=["label", "label_normal", "former_labels"])
    return row_of(all_fields()[name], used=_is_used(name))


@audited("deleted", FieldDefinition, id="name", key="name")
def delete_field(actor: Actor, name: str) -> None:
    """Refused while a campaign or smart list names it, or a person has a value in it (C17)."""
    require_somewhere(actor, Role.ADMIN)
    field = _locked(name)
    refuse_while_used(field.label, _uses(actor, name))
    if _is_used(name):
        raise StillUsed(f"“{field.label}” is used in a workspace that you can't see. Ask its admin first.")
    if Person.objects.filter(deleted_at=None, values__has_key=name).exists():
        raise StillUsed(f"People still have a value in “{field.label}”. Clear it with Change Data Value, NULL, first.")
    field.delete()


def name_for(label: str, taken: Container[str]) -> str:
    """An API name that is still free, made from the label: "Lead Profile" gives lead_profile."""
    slug = slugify(label).replace("-", "_").strip("_")[:90]
    base = slug if slug and slug[0].isalpha() else f"field_{slug}".rstrip("_")
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base}_{number}"
    return name


def _free_label(label: str, *, of: str = "") -> str:
    """Neither a standard field's, nor what another field was called while tokens were written."""
    label = clean_name(label)
    if normal(label) in _OUR_LABELS:
        raise NameTaken(f"“{label}” is a standard field already.")
    for field in all_fields().values():
        if field.name != of and normal(label) in field.former:
            raise NameTaken(f"“{label}” was the name of “{field.label}”, and tokens may still say so. Choose another.")
    return label


def _locked(name: str) -> FieldDefinition:
    if name in _OURS:
        raise Invalid(f"{_OURS[name].label} is a standard field; it can't be renamed or deleted.")
    field = FieldDefinition.objects.select_for_update().filter(name=name).first()
    if field is None:
        raise NotFound("There is no such field.")
    return field


def _is_used(name: str) -> bool:
    return Reference.objects.filter(target_type="field", target_name=name).exists()


def _uses(actor: Actor, name: str) -> list[Use]:
    """Those in workspaces that the actor sees; the others keep their names to themselves (W01)."""
    workspaces = Reference.objects.filter(target_type="field", target_name=name).values_list("workspace", flat=True)
    seen = [each for each in workspaces.distinct().order_by() if actor.role_in(each)]
    return [use for each in seen for use in used_by(each, "field", names=[name])]


def _wrong(field: str, sentence: str) -> Invalid:
    return Invalid(sentence, fields={field: [sentence]})
