"""Access tokens for a client id and its secret; the same one until it expires (reference 2)."""

from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from campaigns.errors import BadSecret, UnknownClient
from campaigns.services.api_users import issue_token
from designer.parsing import is_storable


@csrf_exempt
@require_http_methods(["GET", "POST"])
def token(request: HttpRequest) -> JsonResponse:
    try:
        given = request.GET.dict() | request.POST.dict()
    except (MultiPartParserError, SuspiciousOperation):
        return _answer(400, error="invalid_request", error_description="What was sent can't be read")
    if given.get("grant_type", "client_credentials") != "client_credentials":
        return _answer(401, error="unsupported_grant_type", error_description="Only client_credentials is supported")
    client_id = given.get("client_id", "")
    try:
        issued = issue_token(client_id if is_storable(client_id) else "", given.get("client_secret", ""))
    except UnknownClient as refused:
        return _answer(401, error="unauthorized", error_description=refused.message)
    except BadSecret:
        return _answer(401, error="invalid_client", error_description="Bad client credentials")
    return _answer(200, token_type="bearer", **issued.model_dump())


def _answer(status: int, **body: Any) -> JsonResponse:
    headers = {"Cache-Control": "no-store", "Pragma": "no-cache"}
    return JsonResponse(body, status=status, headers=headers, content_type="application/json;charset=UTF-8")


urls = [path("identity/oauth/token", token)]
