"""Records of a call on the wire: who they are about, and why one of them was skipped."""

from collections.abc import Sequence
from typing import Any

from designer.marketo.base import View
from designer.marketo.errors import Refused, missing, wrong_type
from designer.marketo.parameters import whole

MOST = 300


def skipped(code: str, message: str, **more: Any) -> dict[str, Any]:
    return {**more, "status": "skipped", "reasons": [{"code": code, "message": message}]}


def objects(given: Any) -> list[dict[str, Any]]:
    """Some records, at most 300."""
    if not isinstance(given, list):
        raise wrong_type(given, "Array")
    if not given:
        raise missing("input")
    if len(given) > MOST:
        raise Refused("1003", f"At most {MOST} records can be sent at once; these are {len(given)}.")
    if not all(isinstance(each, dict) for each in given):
        raise wrong_type(next(each for each in given if not isinstance(each, dict)), "Object")
    return given


def ids(view: View, name: str = "id") -> list[int]:
    """From a JSON body, or from parameters, as clients send both."""
    if name in view.given and "input" not in view.given:
        return _few(view.given.numbers(name))
    return [whole(each.get(name), name) for each in objects(view.input)]


def _few(found: Sequence[int]) -> list[int]:
    if len(found) > MOST:
        raise Refused("1003", f"At most {MOST} records can be sent at once; these are {len(found)}.")
    return list(found)
