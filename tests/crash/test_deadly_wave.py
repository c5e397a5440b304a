"""A wave that kills its worker again and again (engine.md 13)."""

import pytest
from django.utils import timezone

from campaigns.definitions.actor import SYSTEM
from campaigns.models import Person, Run, SmartCampaign, Waiting, Wave, Workspace
from campaigns.runtime import control, launch
from tests.crash import books
from tests.crash.campaigns import scored_by
from tests.crash.processes import environment, workers
from tests.factories import make_workspace
from tests.stories.acting import field_is, published, smart_list, step, work
from tests.until import until

pytestmark = [pytest.mark.crash, pytest.mark.django_db(transaction=True)]
DEADLY = 987_654_321  # an id that no other parameter looks like


def test_a_deadly_person_is_held_and_stops_neither_companions_nor_other_runs() -> None:
    workspace = make_workspace()
    companions, others = make_inhabitants(workspace, "Graz", 2), make_inhabitants(workspace, "Linz", 50)
    make_inhabitants(workspace, "Graz", 1, pk=DEADLY)
    deadly, harmless = draw(workspace, "Graz"), draw(workspace, "Linz")
    first, second = launch.start_batch(deadly, actor=SYSTEM), launch.start_batch(harmless, actor=SYSTEM)
    poisoned = environment(settings="tests.crash.poisoned") | {"DEADLY_PERSON": str(DEADLY)}

    with workers(poisoned) as victim:
        until(lambda: not victim.revive() and is_quiet(), within=120)

    held = Waiting.objects.get()
    assert (held.run, held.person_id, held.state) == (first, DEADLY, Waiting.State.HELD)
    assert held.reason == "The worker stopped several times while it worked on this person."
    assert [state_of(first), state_of(second)] == [Run.State.WAITING, Run.State.DONE]
    books.check_deeds([first], scored_by(deadly, companions))
    books.check_deeds([second], scored_by(harmless, others))
    books.check_journals()

    control.retry_held(first, [held.entry])  # by a worker that stands it
    work()

    assert state_of(first) == Run.State.DONE
    books.check_deeds([first], scored_by(deadly, [*companions, DEADLY]))
    books.check_counters(first, people=3)


def make_inhabitants(workspace: Workspace, city: str, count: int, **values: int) -> list[int]:
    now = timezone.now()
    return [
        Person.objects.create(
            partition_id=workspace.primary_partition_id,
            values={"city": city},
            normal={"city": city.lower()},
            created_at=now,
            updated_at=now,
            **values,
        ).pk
        for _ in range(count)
    ]


def draw(workspace: Workspace, city: str) -> SmartCampaign:
    score = step("change_score", id="s1", field="score", change="+1")
    return published(workspace, city, score, who=smart_list(field_is("city", city)))


def is_quiet() -> bool:
    return not Wave.objects.exists() and not Run.objects.filter(state=Run.State.PREPARING).exists()


def state_of(run: Run) -> str:
    run.refresh_from_db()
    return run.state
