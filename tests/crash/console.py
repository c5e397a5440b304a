"""A marketer's browser: starts runs over HTTP, and follows their feeds by cursor whatever becomes of the server."""

import secrets
import threading
from contextlib import suppress
from typing import Self

import httpx
from django.conf import settings
from django.test import Client

from campaigns.definitions.actor import Role
from campaigns.models import Run, SmartCampaign, Workspace
from tests.crash.processes import Environment
from tests.factories import make_user
from tests.servers.house import address_of

START = "0.0"
ROWS = 500
PAUSE = 0.1  # seconds between two looks at a feed that has nothing new


class Marketer:
    def __init__(self, workspace: Workspace, environment: Environment) -> None:
        browser = Client()
        browser.force_login(make_user(Role.MARKETER, workspace))
        session = browser.cookies[settings.SESSION_COOKIE_NAME].value
        token = secrets.token_hex(16)
        self._http = httpx.Client(
            base_url=f"{address_of(environment)}/api/v1/workspaces/{workspace.pk}",
            cookies={f"designer_session_{environment['PORT']}": session, "csrftoken": token},
            headers={"X-CSRFToken": token},
            timeout=60,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def run(self, campaign: SmartCampaign) -> Run:
        answer = self._http.post(f"/campaigns/{campaign.pk}/run", json={}).raise_for_status()
        return Run.objects.get(pk=answer.json()["run"])

    def rows_after(self, run: Run, cursor: str) -> tuple[list[tuple[int, int]], str, bool]:
        """Up to ROWS rows as (feed_no, id), the cursor behind them, and whether there are more."""
        asked: dict[str, str | int] = {"after": cursor, "limit": ROWS}
        page = self._http.get(f"/runs/{run.pk}/activities", params=asked).raise_for_status().json()
        return [(row["feed_no"], row["id"]) for row in page["items"]], page["newest"], page["more"]


class Console(threading.Thread):
    """Reads one run's feed from its start, in a thread of its own; a server that is gone is asked again."""

    def __init__(self, marketer: Marketer, run: Run) -> None:
        super().__init__(name=f"console of run {run.pk}", daemon=True)
        self.rows: list[tuple[int, int]] = []
        self._marketer, self._run = marketer, run
        self._cursor = START
        self._over = threading.Event()
        self._error: Exception | None = None
        self.start()

    def run(self) -> None:
        try:
            while not self._over.is_set():
                with suppress(httpx.TransportError):
                    self._read()
                self._over.wait(PAUSE)
        except Exception as error:  # noqa: BLE001  (told to the test by `to_the_end`)
            self._error = error

    def to_the_end(self) -> list[tuple[int, int]]:
        """Everything it has seen, once the run is over."""
        self._over.set()
        self.join()
        if self._error:
            raise self._error
        self._read()
        return self.rows

    def _read(self) -> None:
        more = True
        while more:
            rows, self._cursor, more = self._marketer.rows_after(self._run, self._cursor)
            self.rows += rows
