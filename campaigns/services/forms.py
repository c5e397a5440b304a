"""Forms: made, changed, deleted; what visitors send through them is in services/submissions."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.fields import Field
from campaigns.definitions.forms import MOST_FIELDS, FormField
from campaigns.errors import Invalid
from campaigns.events import TreeChanged, publish
from campaigns.models import Form
from campaigns.models.web import new_key
from campaigns.selectors.places import find_place
from campaigns.selectors.rights import require
from campaigns.selectors.used_by import refuse_while_used, used_by
from campaigns.services.audit import audited
from campaigns.services.naming import clean_name, name_is_free
from campaigns.services.placing import UNSET, Parent, load, rename_and_move
from campaigns.services.references import drop_index, index_form
from campaigns.storage.fields import all_fields

EMAIL = FormField(field="email", label="Email Address", required=True)


@audited("made", Form)
def create_form(
    actor: Actor, *, workspace_id: int, name: str, parent: str | None = None, description: str = ""
) -> Form:
    """It asks for the e-mail address, by which people are found, until it is told more."""
    require(actor, workspace_id, Role.MARKETER)
    place = find_place(workspace_id, parent)
    made = Form(
        workspace_id=workspace_id,
        name=clean_name(name),
        key=new_key(),
        description=description,
        folder_id=place.folder,
        program_id=place.program,
        fields=[EMAIL.model_dump()],
        thank_you_text="Thank you.",
    )
    with name_is_free(made.name):
        made.save()
    index_form(made)
    publish(TreeChanged(workspace_id))
    return made


@audited("changed", Form, id="form_id")
def update_form(
    actor: Actor,
    *,
    workspace_id: int,
    form_id: int,
    name: str | None = None,
    parent: Parent = UNSET,
    fields: Sequence[FormField] | None = None,
    key_field: str | None = None,
    **texts: str,
) -> Form:
    """`texts` are description, submit_label, thank_you_text and thank_you_url."""
    form = load(Form, actor, workspace_id=workspace_id, id=form_id)
    rename_and_move(form, name=name, parent=parent)
    form.key_field = key_field or form.key_field
    for attribute, text in texts.items():
        setattr(form, attribute, text.strip())
    if fields is not None:
        form.fields = [each.model_dump() for each in fields]
    _refuse_senseless(form)
    with name_is_free(form.name):
        form.save()
    index_form(form)
    publish(TreeChanged(workspace_id))
    return form


@audited("deleted", Form, id="form_id")
def delete_form(actor: Actor, *, workspace_id: int, form_id: int) -> None:
    """Who filled it out stays in the activity logs (C17)."""
    form = load(Form, actor, workspace_id=workspace_id, id=form_id)
    refuse_while_used(form.name, used_by(workspace_id, "form", ids=[form.pk]))
    drop_index("form", form.pk)
    form.delete()
    publish(TreeChanged(workspace_id))


def fields_of(form: Form) -> list[FormField]:
    return [FormField.model_validate(each) for each in form.fields]


def _refuse_senseless(form: Form) -> None:
    known, asked = all_fields(), fields_of(form)
    _refuse_fields(asked, known)
    key = known.get(form.key_field)
    if key is None or not key.is_key:
        raise _wrong("key_field", "People can be found by the e-mail address or by a key field only.")
    if not any(each.field == form.key_field and each.required for each in asked):
        raise _wrong("fields", f"The form must ask for {key.label}, and require it: people are found by it.")
    if not form.submit_label:
        raise _wrong("submit_label", "Give the button a text.")
    if form.thank_you_url and not _is_web_address(form.thank_you_url):
        raise _wrong("thank_you_url", "The address must begin with https:// or http://, and name a site.")


def _is_web_address(text: str) -> bool:
    """Its site is named in the page's content policy, so that it must not hold the marks that part a policy."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not set(parts.netloc) & set(" ;,'\"*\\")


def _refuse_fields(asked: Sequence[FormField], known: Mapping[str, Field]) -> None:
    if not 1 <= len(asked) <= MOST_FIELDS:
        raise _wrong("fields", f"A form asks for 1 to {MOST_FIELDS} fields.")
    if len({each.field for each in asked}) < len(asked):
        raise _wrong("fields", "A field stands in the form twice.")
    for each in asked:
        field = known.get(each.field)
        if field is None or field.read_only:
            raise _wrong("fields", f"{each.label}: there is no such field, or nobody can fill it.")


def _wrong(field: str, sentence: str) -> Invalid:
    return Invalid(sentence, fields={field: [sentence]})
