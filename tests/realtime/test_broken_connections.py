"""A console whose connection breaks again and again, beside writers that commit all the while."""

import random
import threading
from typing import Any

import pytest
from django.db import connection, transaction

from campaigns.definitions.actor import Role
from campaigns.models import Activity, Person, Run
from campaigns.storage import journal
from tests.factories import make_campaign, make_people, make_user, make_workspace
from tests.feeds import log, make_run
from tests.realtime.sockets import Console, in_browser

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, TRANSACTIONS = 3, 40


def write(run: Run, people: list[Person], seed: int) -> None:
    """As workers do: rows first, the number after the commit."""
    chance = random.Random(seed)
    try:
        for _ in range(TRANSACTIONS):
            with transaction.atomic():
                log(run, people[: chance.randint(0, len(people))], numbered=False)
                journal.number_soon()
    finally:
        connection.close()


class Page:
    """What the browser keeps between two connections."""

    def __init__(self, run: Run) -> None:
        self.path = f"/ws/workspaces/{run.workspace_id}/runs/{run.pk}"
        self.user = make_user(Role.VIEWER, run.workspace)
        self.cursor: str | None = None
        self.rows: list[int] = []

    def visit(self, messages: int) -> None:
        async def story(console: Console) -> None:
            await console.follow(self.cursor)
            for _ in range(messages):
                if await console.hears_nothing(within=1.5):
                    return
                self.take(await console.hear())

        in_browser(Console(self.path, self.user), story)

    def take(self, message: dict[str, Any]) -> None:
        assert message.get("skipped", 0) == 0
        self.rows += [row["id"] for row in message["activities"]]
        self.cursor = message["cursor"]


def test_no_row_is_lost_and_none_comes_twice() -> None:
    workspace = make_workspace()
    run = make_run(make_campaign(workspace))
    people = make_people(workspace, 4)
    writers = [threading.Thread(target=write, args=(run, people, seed)) for seed in range(WRITERS)]
    page = Page(run)
    page.visit(1)
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        page.visit(2)
    for writer in writers:
        writer.join()
    page.visit(50)

    in_order = Activity.objects.order_by("journal__feed_no", "pk").values_list("pk", flat=True)
    assert page.rows == list(in_order)
    assert len(page.rows) > WRITERS * TRANSACTIONS
