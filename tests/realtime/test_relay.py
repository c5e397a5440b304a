"""The relay in processes without a server: workers of the scaled set-up have a loop of its own."""

import threading

import pytest
from django.conf import settings

from campaigns.definitions.actor import Role
from campaigns.events import RunProgressed
from campaigns.models import Run
from designer.realtime.relay import Relay
from tests.factories import make_campaign, make_people, make_user, make_workspace
from tests.feeds import log, make_run
from tests.realtime.sockets import Console, ask, in_browser

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def run() -> Run:
    return make_run(make_campaign(make_workspace()))


@pytest.mark.skipif(not settings.REDIS_URL, reason="needs Redis")
def test_a_worker_without_a_server_reaches_the_console(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("designer.realtime.run_console.LOOK", 60.0)
    user = make_user(Role.VIEWER, run.workspace)

    def work() -> None:
        log(run, make_people(run.workspace, 2))
        Relay().tell(RunProgressed(run.workspace_id, run.pk))

    async def story(console: Console) -> None:
        await console.follow()
        await console.hear()
        await ask(work)()
        assert len((await console.hear())["activities"]) == 2

    in_browser(Console(f"/ws/workspaces/{run.workspace_id}/runs/{run.pk}", user), story)


@pytest.mark.skipif(bool(settings.REDIS_URL), reason="needs the layer in memory")
def test_where_nobody_could_hear_nothing_is_started(run: Run) -> None:
    before = threading.active_count()

    Relay().tell(RunProgressed(run.workspace_id, run.pk))

    assert threading.active_count() == before
