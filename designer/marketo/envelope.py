"""What every answer is wrapped in: one shape for the lead database, a slightly different one for assets."""

import secrets
import time
from collections.abc import Sequence
from typing import Any

from rest_framework.response import Response

JSON = "application/json;charset=UTF-8"
NOTHING_FOUND = "No assets found for the given search criteria."


def leads(result: Sequence[Any] | None, *, warnings: Sequence[str] = (), **more: Any) -> Response:
    """`more` holds moreResult and nextPageToken; what is None is left out."""
    body: dict[str, Any] = {"requestId": request_id(), "success": True}
    if result is not None:
        body["result"] = list(result)
    if warnings:
        body["warnings"] = list(warnings)
    body |= {name: value for name, value in more.items() if value is not None}
    return Response(body, content_type=JSON)


def assets(result: Sequence[Any], *, warnings: Sequence[str] = ()) -> Response:
    """A search that finds nothing has no result at all, and says so in words that clients wait for."""
    body: dict[str, Any] = {"success": True, "errors": [], "requestId": request_id(), "warnings": list(warnings)}
    if result:
        body["result"] = list(result)
    else:
        body["warnings"].append(NOTHING_FOUND)
    return Response(body, content_type=JSON)


def failure(code: str, message: str, *, assets: bool) -> Response:
    body: dict[str, Any] = {
        "requestId": request_id(),
        "success": False,
        "errors": [{"code": code, "message": message}],
    }
    if assets:
        body["warnings"] = []
    return Response(body, content_type=JSON)


def request_id() -> str:
    return f"{secrets.randbelow(0xFFFFF):x}#{int(time.time() * 1000):x}"
