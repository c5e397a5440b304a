"""The tracker: its script, and the door through which it tells of visits and clicks."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from campaigns.errors import CampaignError
from campaigns.selectors.public import PublicTracker, public_tracker
from campaigns.services.tracking import PageView, note_view
from designer.parsing import JsonParser
from designer.web.limits import TrackerRate, refuse_larger

_LARGEST = 16 * 1024
_SCRIPT = Path(__file__).resolve().parent.parent / "static" / "designer" / "track.js"


class PlainJson(JsonParser):
    """Browsers send JSON as text/plain without asking first."""

    media_type = "text/plain"


class Seen(serializers.Serializer[Any]):
    visitor = serializers.RegexField(r"^[A-Za-z0-9-]{16,64}$")
    url = serializers.URLField(max_length=4_000)
    referrer = serializers.CharField(max_length=4_000, allow_blank=True, default="")
    link = serializers.CharField(max_length=4_000, allow_blank=True, default="")
    consent = serializers.BooleanField(default=False)


@require_safe
def script(request: HttpRequest, key: str) -> HttpResponse:
    """The script, with the tracker's settings; an empty one where it is switched off, so that no page breaks."""
    try:
        tracker = public_tracker(key)
    except CampaignError:
        text = "/* This tracker is switched off. */"
    else:
        text = f"({_script()})({json.dumps(_settings(request, tracker))});"
    answer = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "public, max-age=300"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


@lru_cache(maxsize=1)
def _script() -> str:
    return _SCRIPT.read_text().strip().removesuffix(";")


def _settings(request: HttpRequest, tracker: PublicTracker) -> dict[str, Any]:
    site = request.build_absolute_uri("/").rstrip("/")
    return {
        "key": tracker.key,
        "site": site,
        "events": f"{site}/track/{tracker.key}",
        "asksConsent": tracker.asks_consent,
    }


class EventsView(APIView):
    """Answers with what happened only by its status; pages of other sites may read just that they may send."""

    authentication_classes = []
    permission_classes = []
    parser_classes = [PlainJson, JsonParser]
    throttle_classes = [TrackerRate]
    schema = None  # no part of the API

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        answer = super().finalize_response(request, response, *args, **kwargs)
        origin = request.headers.get("Origin", "")
        answer.headers["Vary"] = "Origin"
        if origin and _listens_to(kwargs["key"], origin):
            answer.headers["Access-Control-Allow-Origin"] = origin
            answer.headers["Access-Control-Allow-Methods"] = "POST"
            answer.headers["Access-Control-Allow-Headers"] = "Content-Type"
        return answer

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        return Response(status=204)

    def post(self, request: Request, key: str) -> Response:
        """Who asks not to be tracked, by Do Not Track or Global Privacy Control, is not."""
        if "1" in (request.headers.get("DNT"), request.headers.get("Sec-GPC")):
            return Response(status=204)
        refuse_larger(request, _LARGEST)
        checked = Seen(data=request.data)
        checked.is_valid(raise_exception=True)
        seen = checked.validated_data
        view = PageView(seen["url"], seen["referrer"], request.headers.get("User-Agent", ""), seen["link"])
        origin = request.headers.get("Origin", "")
        note_view(key, seen["visitor"], view, origin=origin, consent=seen["consent"])
        return Response(status=204)


def _listens_to(key: str, origin: str) -> bool:
    try:
        return origin in public_tracker(key).origins
    except CampaignError:
        return False


urls = [
    path("track/<slug:key>.js", script, name="tracker_script"),
    path("track/<slug:key>", EventsView.as_view(), name="tracker_events"),
]
