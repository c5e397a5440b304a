"""The history of a smart list: who changed it when, and how, in words (F10)."""

from datetime import datetime

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.flow import Flow
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.differences import Change
from campaigns.engine.scope import Scope
from campaigns.errors import NotFound
from campaigns.models import SmartListAsset, SmartListVersion
from campaigns.selectors.pages import Page, after, cut
from campaigns.selectors.rights import display_name
from campaigns.selectors.smart_lists import find_smart_list, scope_inside
from campaigns.selectors.versions import VERSIONS_PER_PAGE, difference
from campaigns.storage.scope import load_scope

NO_FLOW = Flow()


class SmartListVersionRow(Frozen):
    """`changes` are against the version before."""

    number: int
    saved_at: datetime
    saved_by: str | None
    current: bool
    changes: tuple[Change, ...]


class SmartListVersionPage(Page[SmartListVersionRow]):
    pass


class SmartListVersionWhole(Frozen):
    """`restoring` is what bringing it back would change."""

    number: int
    saved_at: datetime
    saved_by: str | None
    smart_list: SmartList
    restoring: tuple[Change, ...]


def smart_list_versions(
    actor: Actor, *, workspace_id: int, smart_list_id: int, cursor: str | None = None
) -> SmartListVersionPage:
    """The latest first; none before the first edit."""
    asset = find_smart_list(actor, workspace_id=workspace_id, smart_list_id=smart_list_id)
    found = asset.versions.select_related("saved_by").order_by("-number")
    latest = found.values_list("number", flat=True).first()
    if start := after(cursor):
        found = found.filter(number__lt=start)
    rows = list(found[: VERSIONS_PER_PAGE + 1])
    shown, following = cut(rows, VERSIONS_PER_PAGE, lambda version: version.number)
    scope = scope_inside(asset, load_scope(workspace_id))
    items = tuple(
        SmartListVersionRow(
            number=version.number,
            saved_at=version.saved_at,
            saved_by=_saver(version),
            current=version.number == latest,
            changes=_changes(before.definition if before else {}, version.definition, scope),
        )
        for version, before in zip(shown, [*rows[1:], None], strict=False)
    )
    return SmartListVersionPage(items=items, next=following)


def smart_list_version(actor: Actor, *, workspace_id: int, smart_list_id: int, number: int) -> SmartListVersionWhole:
    asset = find_smart_list(actor, workspace_id=workspace_id, smart_list_id=smart_list_id)
    version = find_version(asset, number)
    return SmartListVersionWhole(
        number=version.number,
        saved_at=version.saved_at,
        saved_by=_saver(version),
        smart_list=SmartList.model_validate(version.definition),
        restoring=_changes(asset.definition, version.definition, scope_inside(asset, load_scope(workspace_id))),
    )


def find_version(asset: SmartListAsset, number: int) -> SmartListVersion:
    found = asset.versions.select_related("saved_by").filter(number=number).first()
    if found is None:
        raise NotFound(f"“{asset.name}” has no version {number}.")
    return found


def _changes(before: object, after: object, scope: Scope) -> tuple[Change, ...]:
    lists = SmartList.model_validate(before), SmartList.model_validate(after)
    return tuple(difference((lists[0], NO_FLOW), (lists[1], NO_FLOW), scope))


def _saver(version: SmartListVersion) -> str | None:
    return display_name(version.saved_by) if version.saved_by else None
