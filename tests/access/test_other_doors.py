"""W01 at the addresses beside the API: each is known here, with what opens it."""

import re
from collections.abc import Iterable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from designer.api.urls import urlpatterns as api

pytestmark = pytest.mark.django_db
PUBLIC = {
    "sign-in",
    "sign-out",
    "^api/",  # says that there is nothing
    "identity/oauth/token",  # by client id and secret
    "track/<slug:key>.js",  # the tracker's script, and what it tells
    "track/<slug:key>",
    "f/<slug:key>",  # a form's page
    "m/o/<str:token>",  # signed: the token is the right
    "m/c/<str:token>",
    "m/u/<str:token>",
    "m/v/<str:token>",
    "m/events",  # by the mail service's own secret
}
BY_SESSION = {"api/v1/schema", "api/v1/docs", "^(?!static/|ws/|m/).*$"}
BY_ACCESS_TOKEN = ("rest/", "^rest/", "bulk/", "^(rest|bulk)/")


def beside_the_api() -> Iterator[str]:
    def walk(patterns: Iterable[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, URLPattern]]:
        for each in patterns:
            if isinstance(each, URLResolver):
                yield from walk(each.url_patterns, before + str(each.pattern))
            else:
                yield before + str(each.pattern), each

    return (address for address, pattern in walk(get_resolver().url_patterns, "") if pattern not in api)


def test_w01_every_address_beside_the_api_says_what_opens_it() -> None:
    known = PUBLIC | BY_SESSION
    assert {each for each in beside_the_api() if not each.startswith(BY_ACCESS_TOKEN)} == known


@pytest.mark.parametrize("address", sorted({each for each in beside_the_api() if each.startswith(("rest/", "bulk/"))}))
def test_w01_without_an_access_token_the_marketo_api_answers_nothing(address: str) -> None:
    path = "/" + re.sub("<[a-z]+:[a-z_]+>", "1", address)
    for answer in (Client().get(path), Client().get(path, headers={"Authorization": "Bearer wrong"})):
        assert answer.json()["success"] is False
        assert answer.json()["errors"][0]["code"] in ("600", "601")


@pytest.mark.parametrize("path", ["/api/v1/schema", "/api/v1/docs", "/", "/w/1/campaigns/1"])
def test_w01_pages_send_who_is_not_signed_in_to_the_sign_in_page(path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code in (302, 401, 403)
