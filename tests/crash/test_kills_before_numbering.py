"""A worker dies after a wave's commit and before the wave's journal got its number (engine.md 5)."""

import time
from contextlib import ExitStack

import pytest

from campaigns.models import Journal, Run, Wave
from campaigns.storage.journal import NUMBERING_LOCK
from campaigns.storage.sql import query
from tests.crash.campaigns import draw_family
from tests.crash.scene import Scene, logged_since, repeat
from tests.until import until

pytestmark = [pytest.mark.crash, pytest.mark.scaled]
A_MOMENT = 0.05  # seconds


def test_kills_between_commit_and_number_leave_no_gap_in_the_feed(scene: Scene) -> None:
    """Somebody else numbers just then, so the worker waits where it otherwise passes in a millisecond."""

    def crash(_: int) -> int:
        family = draw_family(scene.workspace)
        rows = scene.chance.uniform(0, 0.8) * len(family.deeds(scene.people))
        with ExitStack() as numbering:

            def waiting_for_its_number(run: Run) -> None:
                until(lambda: logged_since(run) >= rows, within=60)
                query("SELECT pg_advisory_lock(%s)", [NUMBERING_LOCK])
                numbering.callback(query, "SELECT pg_advisory_unlock(%s)", [NUMBERING_LOCK])
                until(lambda: has_unnumbered(run) or not Wave.objects.exists(), within=30)
                time.sleep(scene.chance.uniform(0, A_MOMENT))

            return scene.crash(family, moment=waiting_for_its_number, is_hit=has_unnumbered, then=numbering.close)

    repeat(crash)


def has_unnumbered(run: Run) -> bool:
    return Journal.objects.filter(run__gte=run.pk, feed_no=None).exists()
