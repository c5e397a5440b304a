"""Versions of smart lists: one for each sitting of one person, as campaigns have; any of them comes back (F10)."""

from datetime import datetime, timedelta

from campaigns.definitions.smart_list import SmartList
from campaigns.models import SmartListAsset, SmartListVersion

SITTING = timedelta(minutes=10)  # edits of one person that follow each other this closely are one version


def keep_version(asset: SmartListAsset, *, before: SmartListAsset, anew: bool = False) -> None:
    """Of the list as it was just saved, on its locked row. What it held before its first edit here, as a copy does, is
    a version too."""
    last = asset.versions.order_by("-number").first()
    if last is None and SmartList.model_validate(before.definition) != SmartList():
        last = _added(before, 1, before.saved_at)
    if last is not None and not anew and _is_same_sitting(last, asset):
        last.definition, last.saved_at = asset.definition, asset.saved_at
        last.save(update_fields=["definition", "saved_at"])
    else:
        _added(asset, last.number + 1 if last else 1, asset.saved_at)


def _is_same_sitting(last: SmartListVersion, asset: SmartListAsset) -> bool:
    return last.saved_by_id == asset.saved_by_id and asset.saved_at - last.saved_at < SITTING


def _added(asset: SmartListAsset, number: int, at: datetime) -> SmartListVersion:
    return SmartListVersion.objects.create(
        smart_list_id=asset.pk, number=number, definition=asset.definition, saved_at=at, saved_by_id=asset.saved_by_id
    )
