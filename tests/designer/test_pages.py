"""Sign-in, the app's shell, the API's own pages, and what the browser may do."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

pytestmark = pytest.mark.django_db
PASSWORD = "a good long password"


@pytest.fixture(autouse=True)
def no_tries_before() -> None:
    cache.clear()


@pytest.fixture
def ada(client: Client) -> Any:
    return get_user_model().objects.create_user("ada", password=PASSWORD)


@pytest.fixture
def built(tmp_path: Path, settings: Any) -> None:
    manifest = tmp_path / ".vite" / "manifest.json"
    manifest.parent.mkdir()
    manifest.write_text(json.dumps({"src/main.tsx": {"file": "assets/main-1.js", "css": ["assets/main-1.css"]}}))
    settings.FRONTEND_DIST = tmp_path


def sign_in(client: Client, password: str, **more: str) -> Any:
    return client.post("/sign-in", {"username": "ada", "password": password, **more})


def test_a_stranger_is_asked_to_sign_in_and_comes_back_to_the_page(client: Client, ada: Any) -> None:
    asked = client.get("/campaigns/3")
    assert asked.headers["Location"] == "/sign-in?next=/campaigns/3"
    assert sign_in(client, PASSWORD, next="/campaigns/3").headers["Location"] == "/campaigns/3"


def test_sign_in_never_leads_to_another_site(client: Client, ada: Any) -> None:
    assert sign_in(client, PASSWORD, next="https://elsewhere.example/").headers["Location"] == "/"


def test_a_wrong_password_is_said_in_plain_words(client: Client, ada: Any) -> None:
    answer = sign_in(client, "wrong")
    assert "do not belong together" in answer.content.decode()
    assert client.get("/").status_code == 302


def test_a_password_is_not_guessed_for_long(client: Client, ada: Any) -> None:
    for _ in range(10):
        assert "do not belong together" in sign_in(client, "wrong").content.decode()
    assert "Too many tries" in sign_in(client, PASSWORD).content.decode()
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert sign_in(elsewhere, PASSWORD).headers["Location"] == "/"


def test_who_signs_in_may_mistype_again_another_day(client: Client, ada: Any) -> None:
    for _ in range(2):
        for _ in range(9):
            sign_in(client, "wrong")
        assert sign_in(client, PASSWORD).status_code == 302
        client.logout()


def test_signing_out_takes_a_post_and_ends_the_session(client: Client, ada: Any) -> None:
    client.force_login(ada)
    assert client.get("/sign-out").status_code == 405
    assert client.post("/sign-out").headers["Location"] == "/sign-in"
    assert client.get("/").status_code == 302


def test_every_page_of_the_app_is_the_same_shell(client: Client, ada: Any, built: None) -> None:
    client.force_login(ada)
    for address in ("/", "/workspaces/1/campaigns/3/flow"):
        page = client.get(address)
        assert '<script type="module" src="/static/app/assets/main-1.js">' in page.content.decode()
        assert "/static/app/assets/main-1.css" in page.content.decode()
        assert '"name": "ada"' in page.content.decode()
        assert "csrftoken" in page.cookies
        assert "no-store" in page.headers["Cache-Control"]


def test_a_front_end_that_is_not_built_is_said(client: Client, ada: Any, settings: Any, tmp_path: Path) -> None:
    settings.FRONTEND_DIST = tmp_path
    client.force_login(ada)
    assert "not built yet" in client.get("/").content.decode()


def test_the_browser_loads_nothing_from_elsewhere(client: Client) -> None:
    headers = client.get("/sign-in").headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_api_says_what_it_does_not_know_as_json(client: Client) -> None:
    answer = client.get("/api/v9/nothing")
    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"


def test_the_schema_and_its_page_need_no_other_host(client: Client, ada: Any) -> None:
    client.force_login(ada)
    assert client.get("/api/v1/schema").status_code == 200
    page = client.get("/api/v1/docs").content.decode()
    assert "https://" not in page
    assert "/static/drf_spectacular_sidecar/swagger-ui-dist/swagger-ui-bundle.js" in page


def test_the_schema_is_for_those_who_signed_in(client: Client) -> None:
    assert client.get("/api/v1/schema").status_code in {401, 403}


def test_a_form_without_its_token_is_refused_with_advice(ada: Any) -> None:
    answer = Client(enforce_csrf_checks=True).post("/sign-in", {"username": "ada", "password": PASSWORD})
    assert answer.status_code == 403
    assert "load the page again" in answer.content.decode()


def test_a_missing_file_is_said_in_plain_words(client: Client) -> None:
    answer = client.get("/static/nothing.css")
    assert answer.status_code == 404
    assert "nothing at this address" in answer.content.decode()
