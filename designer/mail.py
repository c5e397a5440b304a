"""The addresses that e-mails lead to: opens, clicks, unsubscribing, the web page, and reports of mail servers."""

import json
import secrets
from base64 import b64decode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from pydantic import TypeAdapter, ValidationError

from campaigns.services.mail_reports import MailReport, take_report
from campaigns.services.reading_mail import (
    Reader,
    follow_link,
    open_mail,
    page_of,
    unsubscribe,
    whom_to_unsubscribe,
)
from designer.headers import MAIL_POLICY

PIXEL = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
MOST_REPORTS = 1_000
_REPORTS = TypeAdapter(list[MailReport])


@require_safe
@never_cache
def open_pixel(request: HttpRequest, token: str) -> HttpResponse:
    """The picture comes whoever asks."""
    if request.method == "GET":
        open_mail(token, _reader(request))
    return HttpResponse(PIXEL, content_type="image/gif")


@require_safe
@never_cache
def click(request: HttpRequest, token: str) -> HttpResponse:
    """Leads where the signed link says and nowhere else."""
    url = follow_link(token, _reader(request) if request.method == "GET" else None)
    if url is None:
        raise Http404
    return HttpResponseRedirect(url)


@csrf_exempt  # the signed address is the right to do it; mail programs send no cookie (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def unsubscribe_page(request: HttpRequest, token: str) -> HttpResponse:
    """Asks first, as scanners of mail follow every link; a POST does it."""
    if request.method == "POST":
        one_click = request.POST.get("List-Unsubscribe") == "One-Click"
        address, page = unsubscribe(token, _reader(request), one_click=one_click), "mail/unsubscribed.html"
    else:
        address, page = whom_to_unsubscribe(token), "mail/unsubscribe.html"
    if address is None:
        raise Http404
    return render(request, page, {"address": address})


@require_safe
@never_cache
def view_as_page(request: HttpRequest, token: str) -> HttpResponse:
    html = page_of(token)
    if html is None:
        raise Http404
    return HttpResponse(html, headers={"Content-Security-Policy": f"{MAIL_POLICY}; frame-ancestors 'none'"})


@csrf_exempt  # machines call it, with the secret instead of a session
@require_POST
def events(request: HttpRequest) -> JsonResponse:
    """Bounces and complaints as JSON: a list of reports. All of them are read before the first is taken."""
    secret = settings.MAIL_EVENTS_SECRET
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not secret or not secrets.compare_digest(given.encode(), secret.encode()):
        return _refused("not_signed_in", "Give the secret of MAIL_EVENTS_SECRET as a bearer token.", status=401)
    try:
        reports = _REPORTS.validate_json(request.body)
    except (ValidationError, json.JSONDecodeError) as error:
        return _refused("invalid", f"This is no list of reports: {_first(error)}", status=400)
    if len(reports) > MOST_REPORTS:
        return _refused("invalid", f"At most {MOST_REPORTS:,} reports at once.", status=400)
    return JsonResponse({"taken": sum(take_report(report) for report in reports), "reports": len(reports)})


def _reader(request: HttpRequest) -> Reader:
    return Reader(request.headers.get("User-Agent", ""), request.META.get("REMOTE_ADDR", ""))


def _first(error: Exception) -> str:
    return error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)


def _refused(code: str, message: str, *, status: int) -> JsonResponse:
    return JsonResponse({"code": code, "message": message, "details": {}}, status=status)


urls = [
    path("m/o/<str:token>", open_pixel),
    path("m/c/<str:token>", click),
    path("m/u/<str:token>", unsubscribe_page),
    path("m/v/<str:token>", view_as_page),
    path("m/events", events),
]
