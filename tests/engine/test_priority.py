"""In which order work is done: classes by the steps, executables' included, and nobody starves (S07)."""

from typing import Any

import pytest

from campaigns.catalog import catalog
from campaigns.definitions.flow import Flow
from campaigns.engine.plan import PlanContent, PlannedCampaign, compile_plan
from campaigns.engine.priority import class_of
from campaigns.engine.ranking import CLASS_DELAY, rank


def planned(id: int, *kinds: str, **params: Any) -> PlannedCampaign:
    steps = [{"id": f"s{n}", "kind": kind, "default": {"params": params}} for n, kind in enumerate(kinds)]
    return PlannedCampaign(id=id, revision=1, executable=id > 1, flow=Flow.model_validate({"steps": steps}))


def found(*campaigns: PlannedCampaign, triggered: bool = True) -> str:
    content = PlanContent(root=1, campaigns={each.id: each for each in campaigns})
    return class_of(compile_plan(content, catalog().actions), triggered=triggered)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["change_score", "change_data_value", "wait"], "low"),
        (["change_score", "add_to_list"], "medium"),
        (["change_score", "send_email", "add_to_list"], "high"),
        (["interesting_moment"], "medium"),
        ([], "medium"),
    ],
)
def test_s07_the_default_class_is_the_highest_among_the_steps(kinds: list[str], expected: str) -> None:
    assert found(planned(1, *kinds)) == expected


def test_s07_an_executables_steps_count_as_its_callers() -> None:
    assert found(planned(1, "change_score", "execute_campaign"), planned(2, "change_score")) == "low"
    assert found(planned(1, "change_score", "execute_campaign"), planned(2, "send_alert")) == "high"


def test_s07_a_batchs_mail_is_no_more_urgent_than_its_other_work() -> None:
    assert found(planned(1, "send_email"), triggered=False) == "medium"


def test_s07_whoever_waits_long_enough_comes_before_any_newcomer() -> None:
    patient = rank(ready_at=1000.0, priority="low", queued=50_000)
    newcomer = rank(ready_at=1000.0 + CLASS_DELAY["low"] + 6, priority="high", queued=0)
    assert patient < newcomer
