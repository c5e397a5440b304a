"""How each kind of thing that lies in a program is copied into another one (C05)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from campaigns.models import EmailAsset, EmailVersion, Form, SmartCampaign, SmartListAsset, StaticList
from campaigns.models.web import new_key
from campaigns.models.workspace import Placed
from campaigns.runtime.record import Source, put_on_list
from campaigns.services.emails import index
from campaigns.services.references import index_form

MOST_PEOPLE = 999  # a longer list arrives empty


@dataclass(frozen=True, slots=True)
class Copies:
    """Where the copies go, and who makes them."""

    program_id: int
    folder_id: int | None
    user_id: int | None


@dataclass(frozen=True, slots=True)
class Copier:
    """`copy` gives the id of the new row."""

    model: type[Placed]
    copy: Callable[[Any, Copies], int]


def _placed(row: Placed, copies: Copies) -> dict[str, Any]:
    return {
        "workspace_id": row.workspace_id,
        "program_id": copies.program_id,
        "folder_id": copies.folder_id,
        "name": row.name,
    }


def _copy_list(row: StaticList, copies: Copies) -> int:
    made = StaticList.objects.create(**_placed(row, copies), description=row.description)
    people = list(row.members.filter(person__deleted_at=None).values_list("person", flat=True)[: MOST_PEOPLE + 1])
    if 0 < len(people) <= MOST_PEOPLE:
        put_on_list(made.pk, people, source=Source("Program clone", row.name, row.workspace_id))
    return made.pk


def _copy_smart_list(row: SmartListAsset, copies: Copies) -> int:
    parts = {"description": row.description, "definition": row.definition, "saved_by_id": copies.user_id}
    return SmartListAsset.objects.create(**_placed(row, copies), **parts).pk


def _copy_email(row: EmailAsset, copies: Copies) -> int:
    """What is approved stays approved, as the first version of the copy."""
    made = EmailAsset.objects.create(
        **_placed(row, copies), description=row.description, draft=row.draft, saved_by_id=copies.user_id
    )
    if row.approved is not None:
        same = row.approved.content == row.draft
        made.approved = EmailVersion.objects.create(
            workspace_id=row.workspace_id,
            email=made,
            number=1,
            edit_number=0,
            content=row.approved.content,
            approved_at=timezone.now(),
            approved_by_id=copies.user_id,
        )
        made.edit_number = 0 if same else 1
        made.save(update_fields=["approved", "edit_number"])
    index(made)
    return made.pk


def _copy_campaign(row: SmartCampaign, copies: Copies) -> int:
    """Its kind stays: executables stay executable. Activation, schedule, members and runs are not copied."""
    made = SmartCampaign.objects.create(
        **_placed(row, copies),
        description=row.description,
        executable=row.executable,
        settings=row.settings,
        draft_smart_list=row.draft_smart_list,
        draft_flow=row.draft_flow,
        saved_at=timezone.now(),
        saved_by_id=copies.user_id,
    )
    return made.pk


def _copy_form(row: Form, copies: Copies) -> int:
    """It has an address of its own."""
    parts = ("description", "fields", "key_field", "submit_label", "thank_you_text", "thank_you_url")
    same = {part: getattr(row, part) for part in parts}
    made = Form.objects.create(**_placed(row, copies), key=new_key(), **same)
    index_form(made)
    return made.pk


COPIERS: Mapping[str, Copier] = {
    "list": Copier(StaticList, _copy_list),
    "email": Copier(EmailAsset, _copy_email),
    "form": Copier(Form, _copy_form),
    "smart_list": Copier(SmartListAsset, _copy_smart_list),
    "campaign": Copier(SmartCampaign, _copy_campaign),
}
