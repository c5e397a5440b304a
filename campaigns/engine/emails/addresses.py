"""E-mail addresses: which are acceptable, and lists of them in one text."""

import re

_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]{1,64}@[^\s@<>,;:\"()\[\]\\]{1,189}", re.ASCII)
_DOMAIN = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")


def is_address(text: str) -> bool:
    """One plain address of letters that every mail server takes; whether somebody reads there, only mail can tell."""
    if not _ADDRESS.fullmatch(text):
        return False
    local, _, domain = text.partition("@")
    labels = domain.split(".")
    if local.startswith(".") or local.endswith(".") or ".." in local:
        return False
    return all(_DOMAIN.fullmatch(label) for label in labels)


def split_addresses(text: str) -> tuple[str, ...]:
    """Parted by commas, semicolons or line breaks; each once."""
    return tuple(dict.fromkeys(each.strip() for each in re.split(r"[,;\n]", text) if each.strip()))
