"""The addresses in an e-mail that lead back to us: signed, so that nobody can make them up or redirect elsewhere."""

from uuid import UUID

from django.conf import settings
from django.core import signing

from campaigns.engine.emails.compose import Links

_OPEN, _CLICK, _UNSUBSCRIBE, _VIEW = "mail.open", "mail.click", "mail.unsubscribe", "mail.view"


def links_of(key: UUID, *, tracked: bool) -> Links:
    """Of one delivery. Without tracking links lead straight to where they lead."""
    name = key.hex
    unsubscribe, view = _address("u", _signed(name, _UNSUBSCRIBE)), _address("v", _signed(name, _VIEW))
    if not tracked:
        return Links(unsubscribe, view)
    return Links(unsubscribe, view, lambda url: _address("c", _click(name, url)), _address("o", _signed(name, _OPEN)))


def message_id(key: UUID) -> str:
    """The same however often the delivery is tried (F09)."""
    return f"<{key.hex}@{_host()}>"


def key_in(message_id: str) -> UUID | None:
    """The delivery that a Message-ID of ours names."""
    name, _, host = message_id.strip().strip("<>").partition("@")
    return _key(name) if host == _host() else None


def opened(token: str) -> UUID | None:
    return _unsigned(token, _OPEN)


def unsubscribing(token: str) -> UUID | None:
    return _unsigned(token, _UNSUBSCRIBE)


def viewing(token: str) -> UUID | None:
    return _unsigned(token, _VIEW)


def clicked(token: str) -> tuple[UUID, str] | None:
    """The delivery, and where the link leads."""
    try:
        name, url = signing.loads(token, salt=_CLICK)
        return UUID(name), str(url)
    except (signing.BadSignature, ValueError, TypeError):
        return None


def _click(name: str, url: str) -> str:
    return signing.dumps([name, url], salt=_CLICK, compress=True)


def _signed(name: str, salt: str) -> str:
    return signing.Signer(salt=salt).sign(name)


def _unsigned(token: str, salt: str) -> UUID | None:
    try:
        return _key(signing.Signer(salt=salt).unsign(token))
    except signing.BadSignature:
        return None


def _key(name: str) -> UUID | None:
    try:
        return UUID(name)
    except ValueError:
        return None


def _address(what: str, token: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}/m/{what}/{token}"


def _host() -> str:
    return settings.SITE_URL.partition("://")[2].partition("/")[0].partition(":")[0] or "localhost"
