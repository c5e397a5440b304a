"""Where a webhook may call, and how long, how large and how loud its answer may be (F07)."""

import gzip
import tracemalloc
from typing import Any

import pytest

from campaigns.models import Delivery, Webhook
from campaigns.runtime.senders import webhook as sending
from tests.factories import make_person, make_workspace
from tests.stories.acting import (
    EVERY_TIME,
    let_pass,
    note,
    notes_of,
    published,
    rows_of,
    run,
    values_of,
)
from tests.stories.service import Service, call, make_webhook

pytestmark = pytest.mark.django_db


def test_f07_a_service_that_does_not_answer_costs_its_limit(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    service.answering.clear()
    with monkeypatch.context() as short:
        short.setattr(sending, "LIMIT", 0.1)
        run(published(workspace, "Parent", call(make_webhook(workspace, service)), note("after")))
    assert Delivery.objects.get().reason.startswith("There was no answer within")
    service.answering.set()
    let_pass(minutes=1)
    assert notes_of(person) == ["after"]


def test_f07_private_addresses_are_refused_unless_a_setting_allows_them(service: Service, settings: Any) -> None:
    settings.WEBHOOKS_MAY_BE_PRIVATE = False
    workspace = make_workspace()
    person = make_person(workspace)
    webhook = make_webhook(workspace, service)
    Webhook.objects.update(definition={"url": service.url.replace("127.0.0.1", "localhost")})
    run(published(workspace, "Parent", call(webhook), note("after")))
    assert service.asked == []
    (row,) = rows_of(person, "call_webhook")
    assert row.attributes["Error Type"] == "private address"
    assert notes_of(person) == ["after"]


def test_f07_an_answer_may_be_packed_but_not_fill_the_memory(service: Service) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    webhook = make_webhook(workspace, service, fields={"city": "city"})
    asks = published(workspace, "Parent", call(webhook), settings=EVERY_TIME)
    service.answer(200, gzip.compress(b'{"city": "Rome"}'), Content_Encoding="gzip")
    run(asks)
    assert values_of(person)["city"] == "Rome"
    service.answer(200, gzip.compress(b" " * 50_000_000), Content_Encoding="gzip")
    service.answer(200, gzip.compress(gzip.compress(b" " * 50_000_000)), Content_Encoding="gzip, gzip")
    for _ in range(2):
        tracemalloc.start()
        run(asks)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
        tracemalloc.stop()
    assert [row.attributes["Status Code"] for row in rows_of(person, "call_webhook")] == [200, 200, 200]


def test_f07_what_stands_in_the_address_is_not_written_to_the_log(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    workspace = make_workspace()
    make_person(workspace)
    caplog.set_level("INFO")
    run(published(workspace, "Parent", call(make_webhook(workspace, service, "/enrich?key=hush"))))
    assert service.asked[0].path == "/enrich?key=hush"
    assert "hush" not in caplog.text
