"""Programs, static lists and smart lists as integrations browse them."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.errors import NotFound
from campaigns.models import Program, SmartListAsset, StaticList
from campaigns.selectors.outside.placed import Lies, Wanted, found, lies
from campaigns.selectors.rights import require

PROGRAM, STATIC_LIST, SMART_LIST = "program", "list", "smart_list"


class OutsideAsset(Frozen):
    """`channel` is a program's."""

    id: int
    name: str
    description: str
    created_at: datetime
    updated_at: datetime
    lies: Lies
    channel: str | None = None


def assets(actor: Actor, kind: str, *, workspace_id: int, wanted: Wanted) -> list[OutsideAsset]:
    require(actor, workspace_id)
    rows, changed = _of(kind)
    return [_row(each) for each in found(rows.filter(workspace_id=workspace_id), wanted, changed=changed)]


def asset(actor: Actor, kind: str, *, workspace_id: int, id: int) -> OutsideAsset:
    rows = assets(actor, kind, workspace_id=workspace_id, wanted=Wanted(ids=[id], limit=1))
    if not rows:
        raise NotFound
    return rows[0]


def _of(kind: str) -> tuple[QuerySet[Any], str]:
    match kind:
        case "program":
            return Program.objects.select_related("channel"), "updated_at"
        case "list":
            return StaticList.objects.all(), "updated_at"
        case _:
            return SmartListAsset.objects.filter(system=None), "saved_at"  # as Marketo, which shows own ones only


def _row(row: Program | StaticList | SmartListAsset) -> OutsideAsset:
    return OutsideAsset(
        id=row.pk,
        name=row.name,
        description=row.description,
        created_at=row.created_at,
        updated_at=row.saved_at if isinstance(row, SmartListAsset) else row.updated_at,
        lies=lies(row),
        channel=row.channel.name if isinstance(row, Program) else None,
    )
