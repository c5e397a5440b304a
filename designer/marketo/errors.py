"""The one place where a refusal becomes an error code of Marketo's; all but a few answer with HTTP 200."""

import logging
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from campaigns.errors import (
    AlreadyQueued,
    CampaignError,
    ExportQuotaReached,
    Invalid,
    NameTaken,
    NotAllowed,
    NotFound,
    StillUsed,
    TokenExpired,
    TokenInvalid,
    TooManyExports,
    TooManyImports,
    UnknownStatus,
    WarningsNotConfirmed,
)
from designer.marketo.envelope import failure

_log = logging.getLogger(__name__)

# Code of the lead database, code of the assets.
CODES: dict[type[CampaignError], tuple[str, str]] = {
    TokenInvalid: ("601", "601"),
    TokenExpired: ("602", "602"),
    NotAllowed: ("603", "603"),
    NotFound: ("1013", "702"),
    Invalid: ("1003", "709"),
    NameTaken: ("1003", "709"),
    StillUsed: ("1003", "709"),
    AlreadyQueued: ("1029", "1029"),
    TooManyExports: ("1029", "1029"),
    ExportQuotaReached: ("1029", "1029"),
    TooManyImports: ("1016", "1016"),
    UnknownStatus: ("1025", "1025"),
}
REFUSED = ("1003", "709")


class Refused(Exception):
    """A refusal that this door makes itself, with its code."""

    def __init__(self, code: str, message: str) -> None:
        self.code, self.message = code, message
        super().__init__(message)


def blank(name: str) -> Refused:
    return Refused("701", f"{name} cannot be blank")


def missing(name: str) -> Refused:
    return Refused("1002", f"Missing value for the required parameter '{name}'")


def wrong_type(value: object, type_: str) -> Refused:
    return Refused("1001", f"Invalid value '{value!s:.200}'. Required of type '{type_}'")


def wrong_value(name: str, value: object) -> Refused:
    return Refused("1003", f"Invalid value for field '{name:.200}' and value '{value!s:.200}'")


def answer_error(error: Exception, context: dict[str, Any]) -> Response:
    """Nothing that a client sends is answered with a 500; what nobody foresaw is logged and says 611."""
    set_rollback()
    view = context["view"]
    if isinstance(error, RequestDataTooBig):
        return Response({"detail": "The body is too large."}, status=413)
    code, message = _said(error, view)
    return failure(code, message, assets=view.assets)


def _said(error: Exception, view: Any) -> tuple[str, str]:
    match error:
        case Refused():
            return error.code, error.message
        case NotFound() if view.not_found_code:
            return view.not_found_code, view.not_found
        case NameTaken() if view.taken_code:
            return view.taken_code, error.message
        case CampaignError():
            return CODES.get(type(error), REFUSED)[int(view.assets)], _sentence(error, view)
        case exceptions.MethodNotAllowed():
            return "605", f"HTTP Method '{view.request.method}' not supported"
        case exceptions.UnsupportedMediaType():
            return "612", "Invalid Content Type"
        case SuspiciousOperation():
            return "1003", "There are more parameters than can be read"
        case exceptions.ParseError() if (view.request.content_type or "").startswith("multipart/"):
            return "613", "Invalid multipart request"
        case exceptions.ParseError():
            return "609", "Invalid JSON"
        case _:
            _log.error("A call of the Marketo-compatible API failed", exc_info=error)
            return "611", "System error"


def _sentence(error: CampaignError, view: Any) -> str:
    """In Marketo's words where its clients look for them, with ours behind where they say more."""
    match error:
        case NotFound():
            return str(view.not_found)
        case NotAllowed():
            return f"Access denied. {error.message}"
        case WarningsNotConfirmed():
            said = error.message.removesuffix(" Confirm to start all the same.")
            return f"{said} Mend that campaign first, or start this one in the designer, where it can be confirmed."
        case NameTaken() if view.assets:
            return f"{view.noun} with the same name already exists"
        case _:
            return error.message
