"""Forms as integrations read them."""

from datetime import datetime

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.forms import FormField
from campaigns.models import Form
from campaigns.selectors.outside.placed import Lies, Wanted, found, lies
from campaigns.selectors.rights import require


class OutsideForm(Frozen):
    id: int
    name: str
    description: str
    created_at: datetime
    lies: Lies
    fields: tuple[FormField, ...]
    submit_label: str


def forms(actor: Actor, *, workspace_id: int, wanted: Wanted) -> list[OutsideForm]:
    require(actor, workspace_id)
    return [_row(each) for each in found(Form.objects.filter(workspace_id=workspace_id), wanted)]


def _row(row: Form) -> OutsideForm:
    return OutsideForm(
        id=row.pk,
        name=row.name,
        description=row.description,
        created_at=row.created_at,
        lies=lies(row),
        fields=tuple(FormField.model_validate(each) for each in row.fields),
        submit_label=row.submit_label,
    )
