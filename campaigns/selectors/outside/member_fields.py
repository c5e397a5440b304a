"""Fields of program members as integrations know them."""

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.custom_activities import api_name_for
from campaigns.definitions.fields import FieldType
from campaigns.models import MemberField
from campaigns.selectors.rights import require


class OutsideMemberField(Frozen):
    """`name` is what member tokens say."""

    id: int
    name: str
    api_name: str
    type: FieldType
    description: str
    by_api: bool


def outside_member_fields(actor: Actor, *, workspace_id: int) -> list[OutsideMemberField]:
    """Those that the designer made are called by their names, as integrations write names."""
    require(actor, workspace_id)
    rows = list(MemberField.objects.filter(workspace=workspace_id).order_by("pk"))
    taken = {each.api_name for each in rows if each.api_name}
    found: list[OutsideMemberField] = []
    for row in rows:
        api_name = row.api_name or api_name_for(row.name, taken)
        taken.add(api_name)
        found.append(
            OutsideMemberField(
                id=row.pk,
                name=row.name,
                api_name=api_name,
                type=FieldType(row.type),
                description=row.description,
                by_api=bool(row.api_name),
            )
        )
    return found
