"""Member fields of a workspace, by name."""

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.fields import FieldType
from campaigns.models import MemberField, Reference
from campaigns.selectors.rights import require

MOST = 500


class MemberFieldRow(Frozen):
    """`used`: a step writes it or a token reads it."""

    id: int
    name: str
    type: FieldType
    used: bool


def member_fields(actor: Actor, workspace_id: int) -> list[MemberFieldRow]:
    require(actor, workspace_id)
    of_workspace = Reference.objects.filter(workspace=workspace_id, target_type="member_field")
    used = set(of_workspace.values_list("target_name", flat=True).distinct().order_by())
    found = MemberField.objects.filter(workspace=workspace_id).order_by("name_normal")
    return [member_field_row(field, used=field.name_normal in used) for field in found[:MOST]]


def member_field_row(field: MemberField, *, used: bool = False) -> MemberFieldRow:
    return MemberFieldRow(id=field.pk, name=field.name, type=FieldType(field.type), used=used)
