"""What visitors send through forms: finds or makes the person, writes the values, logs Fill Out Form (S10, C18)."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from django.db import transaction

from campaigns.definitions.activity_types import BY_KEY
from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.fields import FieldType
from campaigns.definitions.forms import FormField
from campaigns.definitions.text import normal
from campaigns.engine.token_scopes import as_text
from campaigns.engine.wave import Value
from campaigns.errors import Invalid, NotFound
from campaigns.models import Form, Workspace
from campaigns.runtime.happenings import Happening, log_happenings, promote
from campaigns.runtime.record import Source, change_people, create_people
from campaigns.selectors.people import seen_from
from campaigns.selectors.public import public_form
from campaigns.selectors.rights import require
from campaigns.services.forms import fields_of
from campaigns.services.tracking import PageView, visitor_of
from campaigns.storage.fields import all_fields
from campaigns.storage.key_locks import lock_keys
from campaigns.storage.values import clean

_LONGEST_KEY = 255
_LONGEST_LOGGED = 2_000


def submit_page(key: str, *, values: Mapping[str, object], view: PageView, cookie: str = "") -> int:
    """From the form's own page, by nobody who is signed in."""
    form = Form.objects.select_related("workspace").get(key=public_form(key).key)
    return submit(form, values=values, view=view, cookie=cookie)


def submit_by_api(
    actor: Actor, *, workspace_id: int, form_id: int, values: Mapping[str, object], view: PageView, cookie: str = ""
) -> int:
    require(actor, workspace_id, Role.MARKETER)
    form = Form.objects.select_related("workspace").filter(workspace_id=workspace_id, pk=form_id).first()
    if form is None:
        raise NotFound("There is no such form in this workspace.")
    return submit(form, values=values, view=view, cookie=cookie)


def submit(form: Form, *, values: Mapping[str, object], view: PageView, cookie: str = "") -> int:
    """`values` by the fields' names. The person's id; what the browser did before joins the person (C18)."""
    workspace, asked = form.workspace, fields_of(form)
    given = _cleaned(workspace, asked, values)
    key = normal(str(given[form.key_field]))
    source = Source("Form", form.name, workspace.pk)
    with transaction.atomic():
        person = _find_or_make(workspace, form.key_field, key, given, source)
        if cookie:
            visitor = visitor_of(workspace, cookie)
            if visitor.person_id != person:
                promote(visitor, person, source=source)
        attributes = (form.name, _said(asked, given), *view.page)
        log_happenings([Happening(person, BY_KEY["fill_out_form"], attributes, asset=form.pk)], source=source)
    return person


def _find_or_make(workspace: Workspace, field: str, key: str, given: Mapping[str, Value], source: Source) -> int:
    """Two submissions of one address at the same moment make one person."""
    lock_keys(workspace.primary_partition_id, field, [key])
    known = seen_from(workspace).filter(keys__field=field, keys__value=key).order_by("pk").first()
    if known is None:
        return create_people(workspace.primary_partition_id, [given], source=source)[0]
    change_people({known.pk: given}, source=source)
    return known.pk


def _cleaned(workspace: Workspace, asked: Sequence[FormField], values: Mapping[str, object]) -> dict[str, Value]:
    """What was filled in, and boxes that were left unticked; everything that is wrong is told at once, at its field."""
    fields, zone = all_fields(), ZoneInfo(workspace.timezone)
    cleaned: dict[str, Value] = {}
    wrong: dict[str, list[str]] = {}
    for each in asked:
        if each.field not in fields:
            continue
        try:
            value = clean(fields[each.field], values.get(each.field), zone)
        except Invalid as refused:
            wrong[each.field] = [refused.message]
            continue
        if value is not None and fields[each.field].is_key and len(str(value)) > _LONGEST_KEY:
            wrong[each.field] = [f"{each.label} has at most {_LONGEST_KEY} characters."]
        elif value is not None:
            cleaned[each.field] = value
        elif each.required:
            wrong[each.field] = [f"{each.label} is needed."]
        elif fields[each.field].type is FieldType.BOOLEAN and values.get(each.field) not in (None, ""):
            cleaned[each.field] = False
    if wrong:
        raise Invalid(next(iter(wrong.values()))[0], fields=wrong)
    return cleaned


def _said(asked: Sequence[FormField], given: Mapping[str, Value]) -> str:
    said = (f"{each.label}: {as_text(given[each.field])}" for each in asked if each.field in given)
    return "; ".join(said)[:_LONGEST_LOGGED]
