"""The one place where a refusal becomes an HTTP answer."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from pydantic import ValidationError as BadDefinition
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from campaigns.errors import CampaignError, Invalid, NotAllowed, NotFound

STATUS: dict[type[CampaignError], int] = {Invalid: 400, NotAllowed: 403, NotFound: 404}
REFUSED = 409
NOT_READABLE = "What was sent is not readable JSON. Nothing was changed."
NOT_VALID = "Some of the values can't be accepted. Nothing was changed."


def answer_error(error: Exception, context: dict[str, Any]) -> Response | None:
    """None lets Django answer 500: only what nobody foresaw gets there."""
    answered = _answer(error)
    if answered is not None:
        set_rollback()
    return answered


def refusal_body(error: CampaignError) -> dict[str, Any]:
    return {"code": error.code, "message": error.message, "details": error.details}


def _answer(error: Exception) -> Response | None:
    match error:
        case CampaignError():
            return Response(refusal_body(error), status=STATUS.get(type(error), REFUSED))
        case BadDefinition():
            return _invalid(_definition_fields(error))
        case exceptions.ValidationError():
            return _invalid(_form_fields(error.detail))
        case exceptions.ParseError():
            return _say("invalid", NOT_READABLE, status=400)
        case exceptions.NotAuthenticated() | exceptions.AuthenticationFailed():
            return _say("not_signed_in", "You are not signed in, or your session has ended. Sign in again.", status=401)
        case exceptions.PermissionDenied() | PermissionDenied():
            return _say("not_allowed", f"This was not allowed. {error}".strip(), status=403)
        case exceptions.NotFound() | Http404():
            return _say("not_found", NotFound().message, status=404)
        case exceptions.APIException():
            return _say(str(error.default_code), str(error.detail), status=error.status_code)
        case _:
            return None


def _say(code: str, message: str, *, status: int, **details: Any) -> Response:
    return Response({"code": code, "message": message, "details": details}, status=status)


def _invalid(fields: Mapping[str, list[str]]) -> Response:
    first = next(((name, said[0]) for name, said in fields.items() if said), None)
    message = NOT_VALID if first is None else f"{first[0]}: {first[1]}"
    return _say("invalid", message, status=400, fields=fields)


def _form_fields(detail: Any, name: str = "") -> dict[str, list[str]]:
    """Nested errors of a serializer as flat names: {"statuses.0.name": ["…"]}."""
    if isinstance(detail, Mapping):
        pairs = [(str(key), each) for key, each in detail.items() if each]
    elif isinstance(detail, list) and any(isinstance(each, Mapping | list) for each in detail):
        pairs = [(str(index), each) for index, each in enumerate(detail) if each]
    else:
        return {name or "body": [str(each) for each in (detail if isinstance(detail, list) else [detail])]}
    found: dict[str, list[str]] = {}
    for key, each in pairs:
        found.update(_form_fields(each, f"{name}.{key}" if name else key))
    return found


def _definition_fields(error: BadDefinition) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in error.errors(include_url=False, include_context=False, include_input=False)[:50]:
        found.setdefault(".".join(str(part) for part in each["loc"]) or "body", []).append(each["msg"])
    return found
