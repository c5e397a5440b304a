"""What workers keep in memory outlives no failed transaction, which gives its numbers back."""

import pytest
from django.db import transaction

from campaigns.engine.plan import PlanContent, PlannedCampaign
from campaigns.models import Plan
from campaigns.storage import plans, triggers
from tests.factories import make_workspace
from tests.stories.acting import activate, published, smart_list

pytestmark = pytest.mark.django_db


class Cut(Exception):
    pass


def content(root: int) -> PlanContent:
    return PlanContent(root=root, campaigns={root: PlannedCampaign(id=root, revision=0, executable=False)})


def test_a_plan_that_was_never_committed_is_not_taken_for_the_next_one_of_its_number() -> None:
    with pytest.raises(Cut), transaction.atomic():
        number = plans.store(content(1)).pk
        plans.compiled(number)
        raise Cut
    row = Plan.objects.create(pk=number, digest="other", content=content(2).model_dump(mode="json"))
    assert plans.compiled(row.pk).content.root == 2


def test_triggers_of_an_activation_that_failed_are_forgotten() -> None:
    workspace = make_workspace()
    created = smart_list(triggers=[{"kind": "person_is_created", "params": {}}])
    first, second = published(workspace, "First", who=created), published(workspace, "Second", who=created)
    with pytest.raises(Cut), transaction.atomic():
        activate(first)
        triggers.active()
        raise Cut
    activate(second)
    assert {each.campaign for group in triggers.active().values() for each in group} == {second.pk}
