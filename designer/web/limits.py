"""How much, and how often, a stranger may send."""

from typing import Any

from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle


class TooLarge(APIException):
    status_code = 413
    default_code = "too_large"
    default_detail = "This is more than may be sent here."


class _PerAddress(SimpleRateThrottle):
    def get_cache_key(self, request: Request, view: Any) -> str:
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


class TrackerRate(_PerAddress):
    scope = "tracker"


class FormRate(_PerAddress):
    scope = "form"


def refuse_larger(request: Request, most: int) -> None:
    """Before a byte of the body is read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > most:
        raise TooLarge
