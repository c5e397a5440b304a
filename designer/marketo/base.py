"""What every view stands on: who calls, the limits, the parameters, and Marketo's order of checks (reference 1.4)."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import QueryDict
from django.urls import register_converter
from django.urls.converters import IntConverter
from django.utils.decorators import method_decorator
from django.views.decorators.gzip import gzip_page
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from campaigns.definitions.actor import Actor, Role
from campaigns.selectors.api_users import Caller, caller_of
from campaigns.selectors.rights import require
from campaigns.services.api_usage import count_call
from designer.marketo import envelope, limits
from designer.marketo.errors import Refused, answer_error, missing
from designer.marketo.parameters import Parameters
from designer.parsing import JsonParser, is_storable

METHODS = {"GET", "POST", "DELETE"}
WRITING = {"POST", "DELETE"}
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class Id(IntConverter):
    """An id in an address; one that no database could hold is no such address."""

    regex = "[0-9]{1,18}"


register_converter(Id, "id")


class _OurOwn(BaseContentNegotiation):
    """JSON, whatever is asked for: `format` is a parameter of imports."""

    def select_parser(self, request: Any, parsers: Any) -> Any:
        kind = (request.content_type or "").partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == kind), None)

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> Any:
        return renderers[0], renderers[0].media_type


@method_decorator(gzip_page, name="dispatch")
class View(APIView):
    """A view parses, makes one call, and answers. `assets` chooses the envelope; `not_found` and `noun` the words."""

    http_method_names: Sequence[str] = ("get", "head", "post", "delete")  # DRF would answer OPTIONS by itself
    authentication_classes = ()
    permission_classes = ()
    parser_classes = (JsonParser, FormParser, MultiPartParser)
    content_negotiation_class = _OurOwn
    schema = None
    assets = False
    changes = True  # something, by POST and DELETE: that takes a marketer
    noun = "Object"
    not_found = "Object not found"
    not_found_code: str | None = None  # where it is neither 1013 nor 702
    taken_code: str | None = None  # where it is neither 1003 nor 709
    caller: Caller | None = None
    has_entered = False

    @property
    def actor(self) -> Actor:
        return self._known.actor

    @property
    def client_id(self) -> str:
        return self._known.client_id

    @property
    def workspace_id(self) -> int:
        return self._known.workspace_id

    @property
    def workspace(self) -> str:
        return self._known.workspace_name

    @property
    def scope(self) -> dict[str, Any]:
        """Who acts where, as selectors and services want it."""
        return {"actor": self.actor, "workspace_id": self.workspace_id}

    @cached_property
    def given(self) -> Parameters:
        """Query and form in one; an object in a JSON body counts as a form."""
        pairs = list(_pairs(self.request.query_params))
        body = self.request.data
        if isinstance(body, QueryDict):
            pairs += _pairs(body)
        elif isinstance(body, dict):
            pairs += body.items()
        if not all(is_storable(each) for pair in pairs for each in pair if isinstance(each, str)):
            raise Refused("1003", "Texts can't hold the character NUL, nor half a character.")
        return Parameters(pairs)

    @property
    def json(self) -> dict[str, Any]:
        """The body of a call that takes JSON; an empty one is an empty object."""
        body = self.request.data
        if isinstance(body, QueryDict):
            if body:
                raise Refused("612", "Invalid Content Type")
            return {}
        if not isinstance(body, dict):
            raise Refused("609", "Invalid JSON")
        return body

    @property
    def input(self) -> Any:
        found = self.json.get("input")
        if found is None:
            raise missing("input")
        return found

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.caller = caller_of(_token(request))
        limits.refuse_too_many(self.caller.client_id, self.caller.api_user_id)
        limits.enter(self.caller.client_id)
        self.has_entered = True
        _measure(request)
        _override_method(request)
        if self.changes and request.method in WRITING and hasattr(self, request.method.lower()):
            require(**self.scope, role=Role.MARKETER)  # services ask again; here it comes before the parameters

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Response:
        if self.caller is not None:
            if self.has_entered:
                limits.leave(self.caller.client_id)
            errors = response.data.get("errors") if isinstance(getattr(response, "data", None), dict) else None
            error = str(errors[0]["code"]) if errors else None
            count_call(self.caller.api_user_id, day=limits.today(), error=error)
        return super().finalize_response(request, response, *args, **kwargs)

    def get_exception_handler(self) -> Callable[[Exception, dict[str, Any]], Response]:
        return answer_error

    @property
    def _known(self) -> Caller:
        assert self.caller is not None
        return self.caller


class AssetView(View):
    assets = True


class Unknown(View):
    """Any address that is none; also what this API leaves out (docs/marketo-api.md)."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise Refused("610", "Requested resource not found")


class NotKept(AssetView):
    """Assets of a kind that this product doesn't have: there are none of them."""

    def get(self, request: Request, **kwargs: Any) -> Response:
        return envelope.assets([])

    def post(self, request: Request, **kwargs: Any) -> Response:
        raise Refused("610", "Requested resource not found")


def _pairs(values: QueryDict) -> list[tuple[str, Any]]:
    return [(name, value) for name, held in values.lists() for value in held if isinstance(value, str)]


def _token(request: Request) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return token.strip()
    if settings.API_TOKEN_IN_URL:
        given = request.query_params.get("access_token") or _in_form(request, "access_token")
        if given:
            return given
    raise Refused("600", "Access token not specified")


def _measure(request: Request) -> None:
    """Of a body that comes in chunks nobody said the length, and what has no length is no body to DRF."""
    if "chunked" in request.headers.get("Transfer-Encoding", "").lower():
        length = len(request._request.body)
        if length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig
        request._request.META["CONTENT_LENGTH"] = str(length)


def _override_method(request: Request) -> None:
    """`_method` in the query or in a form; in JSON it is a word like any other."""
    if request.method != "POST":
        return
    wanted = (request.query_params.get("_method") or _in_form(request, "_method")).upper()
    if wanted in METHODS:
        request._request.method = wanted


def _in_form(request: Request, name: str) -> str:
    """Read only where the body is a form: what is wrong with another is told later (609, 612)."""
    if request.method == "GET" or not (request.content_type or "").lower().startswith(FORMS):
        return ""
    data = request.data
    return str(data.get(name, "")) if isinstance(data, QueryDict) else ""
