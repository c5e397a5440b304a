"""The fields of a person, standard and custom, as screens list them."""

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.base import Frozen
from campaigns.definitions.fields import Field, FieldType
from campaigns.errors import NotAllowed, NotFound
from campaigns.models import Reference
from campaigns.storage.fields import all_fields


class FieldRow(Frozen):
    """`used`: a campaign or smart list names it. `key`: imports may find people by it."""

    name: str
    label: str
    type: FieldType
    family: str
    standard: bool
    read_only: bool
    company: bool
    key: bool
    used: bool


def fields(actor: Actor) -> list[FieldRow]:
    require_somewhere(actor, Role.VIEWER)
    used = set(Reference.objects.filter(target_type="field").values_list("target_name", flat=True).distinct())
    return [row_of(field, used=field.name in used) for field in all_fields().values()]


def row_of(field: Field, *, used: bool) -> FieldRow:
    return FieldRow(
        name=field.name,
        label=field.label,
        type=field.type,
        family=field.type.family,
        standard=field.standard,
        read_only=field.read_only,
        company=field.company,
        key=field.is_key,
        used=used,
    )


def require_somewhere(actor: Actor, role: Role) -> None:
    """Fields belong to the whole installation, so the role counts in whichever workspace it is held."""
    held = [Role.ADMIN] if actor.superuser else list(actor.roles.values())
    if not held:
        raise NotFound("You have no workspace yet. Ask an administrator for a role in one.")
    if not any(each.includes(role) for each in held):
        raise NotAllowed(f"This takes the role {role.value} in a workspace. Ask a workspace admin.")
