"""A process dies in mid-run, and while a run is prepared."""

import time

import pytest
from django.db.models import Max

from campaigns.models import Run, Wave
from tests.crash.campaigns import draw_family, draw_one_step
from tests.crash.scene import Scene, logged_since, repeat
from tests.until import until

pytestmark = pytest.mark.crash
A_WAVE = 0.1  # seconds that one takes, about
A_MOMENT = 0.005


def test_kills_in_mid_run_lose_and_repeat_nothing(scene: Scene) -> None:
    def crash(_: int) -> int:
        family = draw_family(scene.workspace)
        rows = scene.chance.random() * len(family.deeds(scene.people))

        def in_mid_run(run: Run) -> None:
            until(lambda: logged_since(run) >= rows, within=60)
            time.sleep(scene.chance.uniform(0, A_WAVE))

        return scene.crash(family, moment=in_mid_run, is_hit=has_a_wave_cut_off)

    repeat(crash)


def test_kills_in_preparation_begin_it_afresh(crowded_scene: Scene) -> None:
    scene = crowded_scene

    def crash(kills: int) -> int:
        one_step = draw_one_step(scene.workspace)
        return scene.crash(one_step, moment=in_preparation, is_hit=is_preparing, kills=kills)

    def in_preparation(run: Run) -> None:
        """As soon as new waves are there, while more are being written."""
        waves = Wave.objects.filter(run=run)
        newest = waves.aggregate(newest=Max("pk"))["newest"] or 0
        until(lambda: waves.filter(pk__gt=newest).exists() or not is_preparing(run), within=60)
        time.sleep(scene.chance.uniform(0, A_MOMENT))

    repeat(crash)


def has_a_wave_cut_off(run: Run) -> bool:
    """Somebody had claimed it, and nobody finished it."""
    return Wave.objects.filter(attempt__gt=0).exists()


def is_preparing(run: Run) -> bool:
    return Run.objects.filter(pk=run.pk, state=Run.State.PREPARING).exists()
