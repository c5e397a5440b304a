"""What every test may lean on: which tests run on which database, and the processes that some need."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import hypothesis
import pytest
from django.test import TransactionTestCase
from playwright.sync_api import Browser

import tests.servers.house as house_processes
from tests.servers.browser import chromium as start_chromium
from tests.servers.missing import Missing, is_ci

if not os.environ.get("DATABASE_URL"):

    @pytest.fixture(scope="session")
    def django_db_modify_db_settings_xdist_suffix() -> None:
        """Each worker has a data folder of its own; the processes that tests start look for the usual name in it."""


# How long an example takes says more of the machine's load than of what is tested.
hypothesis.settings.register_profile("patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("patient")

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server", "own_environment"}
Thing = TypeVar("Thing")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Beside PostgreSQL (`python -m tests.servers pytest`) only what touches a database runs, and no browser."""
    is_scaled = bool(os.environ.get("DATABASE_URL"))
    kept = [item for item in items if (runs_scaled(item) if is_scaled else not item.get_closest_marker("scaled"))]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def runs_scaled(item: pytest.Item) -> bool:
    return uses_database(item) and not item.get_closest_marker("browser")


def uses_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    test_class = getattr(item, "cls", None)
    is_django_case = isinstance(test_class, type) and issubclass(test_class, TransactionTestCase)
    return bool(item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES) or is_django_case


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A run of the second pass that has nothing to do is no failure."""
    if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and os.environ.get("DATABASE_URL"):
        session.exitstatus = pytest.ExitCode.OK


@contextlib.contextmanager
def or_skip(start: contextlib.AbstractContextManager[Thing]) -> Iterator[Thing]:
    """What is not installed here skips the test with one line; under CI it fails it."""
    try:
        with start as thing:
            yield thing
    except Missing as missing:
        (pytest.fail if is_ci() else pytest.skip)(str(missing))


@pytest.fixture
def own_environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Environment variables for processes of the house that share an empty database; works on both databases."""
    with house_processes.own_environment(tmp_path) as environment:
        yield environment


@pytest.fixture
def house(own_environment: dict[str, str]) -> Iterator[str]:
    """The address of a running designer without demo; more is done to it with own_environment and manage.py."""
    with house_processes.whole(own_environment, "--without-demo") as address:
        yield address


@pytest.fixture(scope="module")  # not longer: while Playwright runs, Django takes this thread for an event loop's
def chromium() -> Iterator[Browser]:
    with or_skip(start_chromium()) as browser:
        yield browser
