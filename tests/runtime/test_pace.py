"""Waves stay short enough for users' saves, whatever the machine (engine.md 15)."""

from campaigns.runtime.pace import SHARED, SMALL, Pace


def test_a_slow_machine_takes_fewer_people_at_once() -> None:
    pace = Pace(SHARED)
    for _ in range(20):
        pace.note(people=1000, seconds=0.2)
    assert SMALL < pace.people_at_once() < 500


def test_a_fast_machine_takes_no_more_than_a_large_wave() -> None:
    pace = Pace(SHARED)
    for _ in range(20):
        pace.note(people=1000, seconds=0.01)
    assert pace.people_at_once() == SHARED.large


def test_trigger_work_makes_waves_small() -> None:
    pace = Pace(SHARED)
    pace.note_trigger_work()
    assert pace.people_at_once() == SMALL


def test_single_people_say_nothing_about_large_waves() -> None:
    pace = Pace(SHARED)
    pace.note(people=1, seconds=0.01)
    assert pace.people_at_once() == SHARED.large
