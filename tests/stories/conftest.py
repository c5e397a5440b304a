"""Kinds that only stories need."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from campaigns import actions
from campaigns.catalog import catalog
from campaigns.runtime.senders.registry import SENDERS
from tests.servers.smtp import MailServer, mail_server
from tests.stories.bell import Bell
from tests.stories.service import Service, serving


@pytest.fixture
def stumble() -> Iterator[str]:
    """The name of an action that raises an unexpected error for people of the city that it is given."""
    folder = str(Path(__file__).parent / "kinds")
    actions.__path__.append(folder)
    catalog.cache_clear()
    yield "stumble"
    actions.__path__.remove(folder)
    sys.modules.pop("campaigns.actions.stumble", None)
    catalog.cache_clear()


@pytest.fixture
def bell(stumble: str) -> Iterator[Bell]:
    """Answers the steps “ring”."""
    before = dict(SENDERS)
    SENDERS["alert"] = bell = Bell()
    yield bell
    SENDERS.clear()
    SENDERS.update(before)


@pytest.fixture
def mailbox(settings: Any) -> Iterator[MailServer]:
    """A real mail server, to which the house sends."""
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.SITE_URL = "https://house.example"
        yield server


@pytest.fixture
def service(settings: Any) -> Iterator[Service]:
    settings.WEBHOOKS_MAY_BE_PRIVATE = True
    with serving() as service:
        yield service
