"""A process dies while a service has its request and has not answered yet (engine.md 18)."""

import pytest
from django.db.models import F

from campaigns.definitions.activity_types import BY_KEY
from campaigns.definitions.actor import SYSTEM
from campaigns.models import Activity, Delivery, Run, Webhook
from campaigns.runtime import launch
from campaigns.storage.deliveries import LEASE
from tests.crash import books
from tests.crash.processes import environment, workers
from tests.factories import make_people, make_workspace
from tests.stories.acting import note, published, step
from tests.stories.service import serving
from tests.until import until

pytestmark = [pytest.mark.crash, pytest.mark.django_db(transaction=True)]


def test_f09_a_call_that_was_cut_is_repeated_under_its_key_and_logged_once() -> None:
    workspace = make_workspace()
    people = make_people(workspace, 3)
    may_be_private = environment() | {"WEBHOOKS_MAY_BE_PRIVATE": "true"}
    with serving() as service, workers(may_be_private) as victim:
        webhook = Webhook.objects.create(workspace=workspace, name="Slow", definition={"url": service.url})
        calling = published(workspace, "Calls", step("call_webhook", webhook=webhook.pk), note("after"))
        service.answering.clear()
        run = launch.start_batch(calling, actor=SYSTEM)
        until(lambda: service.asked, within=60)
        victim.kill()
        service.answering.set()
        Delivery.objects.filter(state=Delivery.State.SENDING).update(next_at=F("next_at") - LEASE)
        victim.start()
        until(lambda: books.is_over(run), within=120)
    books.check_nobody_is_stuck()
    books.check_journals()
    called = Activity.objects.filter(run=run.pk, type_id=BY_KEY["call_webhook"].id)
    assert sorted(called.values_list("person", flat=True)) == [person.pk for person in people]
    assert len(set(service.keys)) == len(people) < len(service.keys)
    run.refresh_from_db()
    assert (run.state, run.counts["finished"]) == (Run.State.DONE, len(people))
