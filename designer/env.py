"""Typed readers of the environment: a wrong value stops the start with a sentence, never with a surprise later."""

import os
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"0", "false", "no", "off"})


class BadEnvironment(Exception):
    """A setting in the environment cannot be understood."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def number(name: str, default: int, *, at_least: int = 0) -> int:
    raw = text(name)
    if not raw:
        return default
    if not raw.isascii() or not raw.isdigit() or int(raw) < at_least:
        raise BadEnvironment(f"{name} must be a whole number of at least {at_least}, not {raw!r}.")
    return int(raw)


def switch(name: str, *, default: bool) -> bool:
    raw = text(name).lower()
    if not raw:
        return default
    if raw not in YES | NO:
        raise BadEnvironment(f"{name} must be true or false, not {raw!r}.")
    return raw in YES


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """A list parted by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()] or list(default)


def is_loopback(host: str) -> bool:
    """Whether only this machine itself reaches it."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def folder(name: str, default: Path) -> Path:
    """A folder that exists afterwards and can be written to."""
    path = Path(text(name) or default).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadEnvironment(f"{name}: the folder {path} cannot be made ({error.strerror}).") from error
    if not os.access(path, os.W_OK):
        raise BadEnvironment(f"{name}: the folder {path} cannot be written to.")
    return path


def secret(name: str, kept_in: Path) -> str:
    """The secret from the environment, else one made once and kept in a file that only its owner reads."""
    given = text(name)
    if given:
        return given
    if not kept_in.exists():
        _keep_once(kept_in, os.urandom(48).hex())
    return kept_in.read_text().strip()


def _keep_once(path: Path, made: str) -> None:
    """Two processes that start together end up with the same secret: linking a whole file lets only one win."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(made)
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
