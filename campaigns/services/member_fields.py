"""Member fields: what members of programs may have of their own, defined by admins (F07)."""

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.fields import FieldType
from campaigns.engine.member_values import LONGEST_NAME, checked_name
from campaigns.errors import Invalid
from campaigns.models import MemberField
from campaigns.selectors.rights import require
from campaigns.selectors.used_by import refuse_while_used, used_by
from campaigns.services.audit import audited
from campaigns.services.campaigns.faults import recheck_users
from campaigns.services.naming import clean_name, name_is_free
from campaigns.services.placing import load

MOST_FIELDS = 100


@audited("made", MemberField)
def create_member_field(
    actor: Actor, *, workspace_id: int, name: str, type: FieldType, api_name: str = "", description: str = ""
) -> MemberField:
    """What members have under this name already stays as it is, whether it fits the type or not. Steps that write what
    does not fit are told of."""
    require(actor, workspace_id, Role.ADMIN)
    if type is FieldType.SCORE:
        raise _wrong("type", "Members have no scores; take a whole number.")
    if MemberField.objects.filter(workspace_id=workspace_id).count() >= MOST_FIELDS:
        raise Invalid(f"A workspace has at most {MOST_FIELDS} member fields.")
    name = _clean(name)
    with name_is_free(name):
        made = MemberField.objects.create(
            workspace_id=workspace_id, name=name, type=type, api_name=api_name, description=description
        )
    recheck_users(workspace_id, "member_field", names=[made.name_normal])
    return made


@audited("described", MemberField, id="field_id")
def describe_member_field(actor: Actor, *, workspace_id: int, field_id: int, description: str) -> None:
    """What integrations say that it is for."""
    field = load(MemberField, actor, workspace_id=workspace_id, id=field_id, role=Role.ADMIN)
    field.description = description
    field.save(update_fields=["description"])


@audited("deleted", MemberField, id="field_id")
def delete_member_field(actor: Actor, *, workspace_id: int, field_id: int) -> None:
    """Refused while something names it (C17); members keep their values, which are any texts from then on."""
    field = load(MemberField, actor, workspace_id=workspace_id, id=field_id, role=Role.ADMIN)
    refuse_while_used(field.name, used_by(workspace_id, "member_field", names=[field.name_normal]))
    field.delete()


def _clean(name: str) -> str:
    try:
        return checked_name(clean_name(name, most=LONGEST_NAME))
    except ValueError as refused:
        raise _wrong("name", str(refused)) from refused


def _wrong(field: str, sentence: str) -> Invalid:
    return Invalid(sentence, fields={field: [sentence]})
