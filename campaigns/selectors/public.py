"""What strangers may know: a form by its public key, and what a tracker's script needs. No right is asked here."""

from campaigns.definitions.base import Frozen
from campaigns.definitions.fields import FieldType
from campaigns.definitions.forms import FormField
from campaigns.errors import NotFound
from campaigns.models import Form, WebTracker
from campaigns.storage.fields import all_fields


class AskedField(Frozen):
    name: str
    label: str
    type: FieldType
    required: bool


class PublicForm(Frozen):
    """`sites` are those in whose frames it may stand."""

    key: str
    name: str
    fields: tuple[AskedField, ...]
    submit_label: str
    thank_you_text: str
    thank_you_url: str
    sites: tuple[str, ...]


class PublicTracker(Frozen):
    key: str
    asks_consent: bool
    origins: tuple[str, ...]


def public_form(key: str) -> PublicForm:
    """A field that was deleted since is not asked for any more."""
    form = Form.objects.filter(key=key, workspace__archived=False).first()
    if form is None:
        raise NotFound("There is no form at this address any more.")
    tracker = WebTracker.objects.filter(workspace=form.workspace_id).first()
    known = all_fields()
    asked = (FormField.model_validate(each) for each in form.fields)
    return PublicForm(
        key=form.key,
        name=form.name,
        fields=tuple(
            AskedField(name=each.field, label=each.label, type=known[each.field].type, required=each.required)
            for each in asked
            if each.field in known
        ),
        submit_label=form.submit_label,
        thank_you_text=form.thank_you_text,
        thank_you_url=form.thank_you_url,
        sites=tuple(tracker.origins) if tracker else (),
    )


def public_tracker(key: str) -> PublicTracker:
    found = WebTracker.objects.filter(key=key, active=True, workspace__archived=False).first()
    if found is None:
        raise NotFound("There is no tracker at this address, or it is switched off.")
    return PublicTracker(key=found.key, asks_consent=found.asks_consent, origins=tuple(found.origins))
