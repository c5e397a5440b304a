"""The page of a form, made to stand in a frame of another site; what is sent from it comes back here."""

from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urlsplit

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_exempt
from rest_framework.parsers import FormParser
from rest_framework.request import Request
from rest_framework.views import APIView

from campaigns.definitions.fields import FieldType
from campaigns.errors import Invalid, NotFound
from campaigns.selectors.public import PublicForm, public_form
from campaigns.services.submissions import submit_page
from campaigns.services.tracking import PageView
from designer.web.limits import FormRate, refuse_larger

_LARGEST = 64 * 1024
_TRAP = "company_fax"  # nobody sees it; whoever fills it is a machine
_INPUTS = {
    FieldType.EMAIL: "email",
    FieldType.PHONE: "tel",
    FieldType.URL: "url",
    FieldType.INTEGER: "number",
    FieldType.NUMBER: "number",
    FieldType.SCORE: "number",
    FieldType.BOOLEAN: "checkbox",
    FieldType.DATE: "date",
    FieldType.DATETIME: "datetime-local",
}


@method_decorator([xframe_options_exempt, never_cache], name="dispatch")
class FormView(APIView):
    authentication_classes = []
    permission_classes = []
    parser_classes = [FormParser]
    schema = None  # no part of the API

    def get_throttles(self) -> list[Any]:
        return [FormRate()] if self.request.method == "POST" else []

    def get(self, request: Request, key: str) -> HttpResponse:
        form = _form(key)
        if form is None:
            return _page(request, None, status=404, title="Form not found")
        return _asked(request, form, request.query_params, {})

    def post(self, request: Request, key: str) -> HttpResponse:
        refuse_larger(request, _LARGEST)
        form = _form(key)
        if form is None:
            return _page(request, None, status=404, title="Form not found")
        if not _from_our_page(request):
            return _page(request, form, status=403, title="Not sent", refused=True)
        given = cast(Mapping[str, str], request.data)
        if given.get(_TRAP):
            return _thanked(request, form)
        view = PageView(
            given.get("page", "")[:4_000] or request.build_absolute_uri(),
            given.get("referrer", "")[:4_000],
            request.headers.get("User-Agent", ""),
        )
        try:
            submit_page(form.key, values=_values(form, given), view=view, cookie=_cookie(given))
        except Invalid as refused:
            return _asked(request, form, given, _said(refused), status=400)
        return _thanked(request, form)


def _form(key: str) -> PublicForm | None:
    try:
        return public_form(key)
    except NotFound:
        return None


def _from_our_page(request: Request) -> bool:
    """A browser names the page that sends; ours is the only one with this form."""
    origin = request.headers.get("Origin")
    return origin is None or origin == request.build_absolute_uri("/").rstrip("/")


def _values(form: PublicForm, given: Mapping[str, str]) -> dict[str, object]:
    return {
        each.name: (each.name in given) if each.type is FieldType.BOOLEAN else given.get(each.name, "")
        for each in form.fields
    }


def _cookie(given: Mapping[str, str]) -> str:
    text = given.get("visitor", "")
    return text if 16 <= len(text) <= 64 and text.replace("-", "").isalnum() and text.isascii() else ""


def _said(refused: Invalid) -> dict[str, list[str]]:
    fields = refused.details.get("fields")
    return fields if isinstance(fields, dict) else {"": [refused.message]}


def _asked(
    request: Request, form: PublicForm, given: Mapping[str, str], wrong: Mapping[str, list[str]], *, status: int = 200
) -> HttpResponse:
    inputs = [
        {
            "name": each.name,
            "label": each.label,
            "required": each.required,
            "type": _INPUTS.get(each.type, "text"),
            "step": "any" if each.type is FieldType.NUMBER else "",
            "value": given.get(each.name, ""),
            "problem": " ".join(wrong.get(each.name, ())),
        }
        for each in form.fields
    ]
    about = {name: given.get(name, "")[:4_000] for name in ("visitor", "page", "referrer")}
    return _page(request, form, status=status, title=form.name, inputs=inputs, about=about, trap=_TRAP)


def _thanked(request: Request, form: PublicForm) -> HttpResponse:
    if form.thank_you_url:
        return _framed(HttpResponseRedirect(form.thank_you_url), form)
    return _page(request, form, title=form.name, thanks=form.thank_you_text or "Thank you.")


def _page(request: Request, form: PublicForm | None, *, status: int = 200, **shown: Any) -> HttpResponse:
    return _framed(render(request, "form.html", {"form": form, **shown}, status=status), form)


def _framed(answer: HttpResponse, form: PublicForm | None) -> HttpResponse:
    """May stand in frames of the sites that the workspace's tracker listens to."""
    sites = " ".join(["'self'", *(form.sites if form else ())])
    thanks = urlsplit(form.thank_you_url) if form else urlsplit("")
    goes_to = f" {thanks.scheme}://{thanks.netloc}" if thanks.netloc else ""
    answer.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
        f"frame-ancestors {sites}; form-action 'self'{goes_to}"
    )
    return answer


urls = [path("f/<slug:key>", FormView.as_view(), name="form_page")]
