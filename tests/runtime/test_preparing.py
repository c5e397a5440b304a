"""Preparing a run: once, whoever else is at it."""

import pytest

from campaigns.definitions.actor import SYSTEM
from campaigns.models import Run, Wave
from campaigns.runtime import launch
from campaigns.runtime.preparing import prepare, prepare_runs
from tests.factories import make_people, make_workspace
from tests.stories.acting import field_is, published, smart_list, step

pytestmark = pytest.mark.django_db


def test_a_run_that_another_worker_prepared_meanwhile_keeps_its_waves() -> None:
    workspace = make_workspace()
    make_people(workspace, 3, city="Graz")
    score = step("change_score", id="s1", field="score", change="+1")
    campaign = published(workspace, "Graz", score, who=smart_list(field_is("city", "Graz")))
    run = launch.start_batch(campaign, actor=SYSTEM)
    seen_before = Run.objects.select_related("campaign").get(pk=run.pk)
    prepare_runs()
    waves = list(Wave.objects.filter(run=run).values_list("pk", flat=True))

    prepare(seen_before)

    assert waves
    assert list(Wave.objects.filter(run=run).values_list("pk", flat=True)) == waves
    run.refresh_from_db()
    assert (run.state, run.total) == (Run.State.RUNNING, 3)
