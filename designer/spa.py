"""The shell of the browser app: one page for every address that is not the API's."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from campaigns.selectors.users import me
from designer.access import actor_of

ENTRY = "src/main.tsx"


@require_safe
@login_required
@never_cache
@ensure_csrf_cookie
def app(request: HttpRequest) -> HttpResponse:
    """With what it would ask first: who is here."""
    known = me(actor_of(request.user)).model_dump(mode="json")
    return render(request, "app.html", {"entry": built_entry(), "me": known})


def no_such_api(request: HttpRequest) -> JsonResponse:
    body = {"code": "not_found", "message": f"There is no API at {request.path}.", "details": {}}
    return JsonResponse(body, status=404)


def built_entry() -> dict[str, Any] | None:
    """The built files of the app, or None when the front end has not been built."""
    manifest = settings.FRONTEND_DIST / ".vite" / "manifest.json"
    if not manifest.is_file():
        return None
    return _entry_of(manifest, manifest.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _entry_of(manifest: Path, changed: int) -> dict[str, Any]:
    chunks: dict[str, Any] = json.loads(manifest.read_text())
    entry = chunks[ENTRY]
    return {
        "script": f"app/{entry['file']}",
        "imports": [f"app/{chunks[name]['file']}" for name in entry.get("imports", ())],
        "styles": [f"app/{css}" for css in entry.get("css", ())],
    }
