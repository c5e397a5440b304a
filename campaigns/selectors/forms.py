"""Forms: one as its page shows it, and what uses it."""

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.forms import FormField
from campaigns.errors import NotFound
from campaigns.models import Form
from campaigns.selectors.places import node, parent_of
from campaigns.selectors.rights import require
from campaigns.selectors.used_by import Use, used_by


class FormRow(Frozen):
    """`key` stands in its public address, /f/<key>."""

    id: int
    node: str
    name: str
    description: str
    parent: str | None
    key: str
    fields: tuple[FormField, ...]
    key_field: str
    submit_label: str
    thank_you_text: str
    thank_you_url: str


def form_row(form: Form) -> FormRow:
    return FormRow(
        id=form.pk,
        node=node("form", form.pk),
        name=form.name,
        description=form.description,
        parent=parent_of(form),
        key=form.key,
        fields=tuple(FormField.model_validate(each) for each in form.fields),
        key_field=form.key_field,
        submit_label=form.submit_label,
        thank_you_text=form.thank_you_text,
        thank_you_url=form.thank_you_url,
    )


def form(actor: Actor, workspace_id: int, form_id: int) -> FormRow:
    return form_row(_form(actor, workspace_id, form_id))


def form_used_by(actor: Actor, workspace_id: int, form_id: int) -> list[Use]:
    return used_by(workspace_id, "form", ids=[_form(actor, workspace_id, form_id).pk])


def _form(actor: Actor, workspace_id: int, form_id: int) -> Form:
    require(actor, workspace_id)
    found = Form.objects.filter(workspace_id=workspace_id, pk=form_id).first()
    if found is None:
        raise NotFound("There is no such form in this workspace.")
    return found
