"""Parameters in all the ways in which real clients send them (reference 1.6)."""

import ast
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from designer.marketo import moments
from designer.marketo.errors import blank, missing, wrong_type

LARGEST_ID = 2**53 - 1
_BARE_WORD = re.compile(r"(:\s*)([A-Za-z][A-Za-z0-9_ ]*?)(\s*[,}\]])")
_BRACKETS = re.compile(r"\[\d*\]$")
_YES, _NO = {"true", "1", "yes"}, {"false", "0", "no", ""}


@dataclass(frozen=True, slots=True)
class FolderRef:
    """A folder or a program, by its id on the wire."""

    id: int
    type: Literal["Folder", "Program"]


class Parameters:
    """Query and body in one; names without regard to case and without the brackets of form libraries."""

    def __init__(self, pairs: Iterable[tuple[str, Any]]) -> None:
        self._values: dict[str, list[Any]] = {}
        for name, value in pairs:
            self._values.setdefault(_BRACKETS.sub("", name).lower(), []).append(value)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._values

    def text(self, name: str) -> str | None:
        value = self._first(name)
        return None if value is None else value if isinstance(value, str) else json.dumps(value)

    def needed(self, name: str) -> str:
        """Refused when it is absent, and when it is blank."""
        value = self.text(name)
        if value is None:
            raise missing(name)
        if not value.strip():
            raise blank(name)
        return value

    def whole(self, name: str, default: int, *, at_least: int = 0, at_most: int = LARGEST_ID) -> int:
        text = (self.text(name) or "").strip()
        if not text:
            return default
        number = whole(text, name)
        if not at_least <= number <= at_most:
            raise wrong_type(text, f"Integer from {at_least} to {at_most}")
        return number

    def flag(self, name: str) -> bool | None:
        text = self.text(name)
        if text is None or text.strip().lower() in _YES | _NO:
            return None if text is None else text.strip().lower() in _YES
        raise wrong_type(text, "Boolean")

    def moment(self, name: str) -> datetime | None:
        text = self.text(name)
        return moments.read(text) if text and text.strip() else None

    def words(self, name: str) -> list[str]:
        """Repeated, or parted by commas, or by "&name=" where a client encoded that too."""
        found: list[str] = []
        for value in self._values.get(name.lower(), ()):
            texts = [str(each) for each in value] if isinstance(value, list) else [str(value)]
            for text in texts:
                found += [each.strip() for each in text.replace(f"&{name}=", ",").split(",")]
        return [each for each in found if each]

    def numbers(self, name: str) -> list[int]:
        return [whole(word, name) for word in self.words(name)]

    def json(self, name: str) -> Any:
        """JSON, or what Python prints of a dict, or that with words that nobody quoted."""
        value = self._first(name)
        return loose_json(value) if isinstance(value, str) else value

    def folder(self, name: str) -> FolderRef | None:
        """{"id": 12, "type": "Folder"}, or the bare number of a folder."""
        value = self.json(name)
        if value is None or value == "":
            return None
        if isinstance(value, int) and not isinstance(value, bool):
            return FolderRef(value, "Folder")
        if not isinstance(value, dict) or "id" not in value:
            raise wrong_type(self.text(name), "FolderId")
        return FolderRef(whole(value["id"], name), folder_type(str(value.get("type", "Folder"))))

    def needed_folder(self, name: str) -> FolderRef:
        found = self.folder(name)
        if found is None:
            raise missing(name)
        return found

    def _first(self, name: str) -> Any:
        return next(iter(self._values.get(name.lower(), ())), None)


def whole(value: object, name: str) -> int:
    text = str(value).strip()
    if isinstance(value, bool) or not re.fullmatch(r"-?[0-9]{1,15}", text):
        raise wrong_type(value, "Integer")
    return int(text)


def folder_type(text: str) -> Literal["Folder", "Program"]:
    match text.strip().lower():
        case "folder":
            return "Folder"
        case "program":
            return "Program"
        case _:
            raise wrong_type(text, "FolderVariantType")


def loose_json(text: str) -> Any:
    stripped = text.strip()
    if not stripped:
        return None
    try:
        return json.loads(stripped)
    except (ValueError, RecursionError):
        pass
    try:
        return ast.literal_eval(_BARE_WORD.sub(r"\1'\2'\3", stripped))
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        raise wrong_type(text, "JSON") from None
