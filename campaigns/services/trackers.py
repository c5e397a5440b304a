"""The workspace's tracker: switched on and off, and told which web sites are ours."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from campaigns.definitions.actor import Actor, Role
from campaigns.errors import Invalid
from campaigns.models import WebTracker
from campaigns.models.web import new_key
from campaigns.selectors.rights import require
from campaigns.services.audit import audited

_MOST_ORIGINS = 50


@audited("changed", WebTracker, id="workspace_id", key="workspace_id")
def update_tracker(
    actor: Actor,
    *,
    workspace_id: int,
    active: bool | None = None,
    asks_consent: bool | None = None,
    origins: Sequence[str] | None = None,
) -> WebTracker:
    require(actor, workspace_id, Role.ADMIN)
    tracker, _ = WebTracker.objects.select_for_update().get_or_create(
        workspace_id=workspace_id, defaults={"key": new_key()}
    )
    if active is not None:
        tracker.active = active
    if asks_consent is not None:
        tracker.asks_consent = asks_consent
    if origins is not None:
        tracker.origins = _origins(origins)
    if tracker.active and not tracker.origins:
        raise _wrong("Name at least one web site, such as https://www.example.com, before you switch the tracker on.")
    tracker.save()
    return tracker


def _origins(given: Sequence[str]) -> list[str]:
    """Scheme, host and port, as browsers send them."""
    if len(given) > _MOST_ORIGINS:
        raise _wrong(f"At most {_MOST_ORIGINS} web sites.")
    return list(dict.fromkeys(_origin(each) for each in given if each.strip()))


def _origin(text: str) -> str:
    try:
        parts = urlsplit(text.strip().lower())
        port = parts.port
    except ValueError:
        raise _wrong(f"“{text:.100}” is not the address of a web site.") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or any(mark in text for mark in " ;,'\"*"):
        raise _wrong(f"“{text:.100}” is not the address of a web site. Write it like https://www.example.com.")
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{parts.hostname}" + (f":{port}" if port and port != usual else "")


def _wrong(sentence: str) -> Invalid:
    return Invalid(sentence, fields={"origins": [sentence]})
