"""What the stories' people do: draw and publish campaigns, run them to the end, let time pass, read activity logs."""

import itertools
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from campaigns.definitions.activity_types import BY_ID
from campaigns.definitions.actor import SYSTEM
from campaigns.models import (
    Activity,
    CampaignMember,
    Delivery,
    EmailAsset,
    Journal,
    Person,
    Revision,
    Run,
    ScheduledRun,
    SmartCampaign,
    Waiting,
    Wave,
    Workspace,
)
from campaigns.runtime import deliver, launch
from campaigns.runtime.drain import drain
from campaigns.runtime.due import wake_due
from campaigns.runtime.scheduling import start_due
from campaigns.storage import journal, plans
from campaigns.storage.waiting import WAKE_GRID
from tests.factories import make_campaign

EVERY_TIME = {"qualification": {"mode": "every_time"}}
ONCE = {"qualification": {"mode": "once"}}
_steps = itertools.count(1)


# Drawing.


def step(kind: str, *, id: str = "", choices: Iterable[Mapping[str, Any]] = (), **params: Any) -> dict[str, Any]:
    return {
        "id": id or f"{kind[:20]}-{next(_steps)}",
        "kind": kind,
        "choices": list(choices),
        "default": {"params": params},
    }


def score(change: str, *, field: str = "score", id: str = "") -> dict[str, Any]:
    return step("change_score", id=id, field=field, change=change)


def write(field: str, value: str, *, id: str = "") -> dict[str, Any]:
    return step("change_data_value", id=id, field=field, value=value)


def note(text: str, *, id: str = "") -> dict[str, Any]:
    return step("interesting_moment", id=id, type="Milestone", description=text)


def execute(child: SmartCampaign, *, parent_context: bool = False, id: str = "") -> dict[str, Any]:
    return step("execute_campaign", id=id, campaign=child.pk, parent_context=parent_context)


def request(target: SmartCampaign, *, id: str = "") -> dict[str, Any]:
    return step("request_campaign", id=id, campaign=target.pk)


def send(email: EmailAsset, *, id: str = "") -> dict[str, Any]:
    return step("send_email", id=id, email=email.pk)


def remove_from(campaign: SmartCampaign | None = None) -> dict[str, Any]:
    return step("remove_from_flow", campaign=campaign.pk if campaign else None)


def wait(duration: str = "", **params: Any) -> dict[str, Any]:
    return step("wait", duration=duration, **params)


def choice(id: str, condition: Mapping[str, Any], **params: Any) -> dict[str, Any]:
    return {"id": id, "condition": condition, "params": params}


def field_is(field: str, *values: str, operator: str = "is") -> dict[str, Any]:
    return {"kind": "person_field", "params": {"field": field, "operator": operator, "values": list(values)}}


def on_list(list_id: int) -> dict[str, Any]:
    return {"kind": "member_of_list", "params": {"operator": "in", "lists": [list_id]}}


def on_smart_list(smart_list_id: int) -> dict[str, Any]:
    return {"kind": "member_of_smart_list", "params": {"operator": "in", "smart_lists": [smart_list_id]}}


def was_executed(campaign: SmartCampaign, **params: Any) -> dict[str, Any]:
    return {"kind": "campaign_was_executed", "params": {"operator": "occurred", "campaigns": [campaign.pk], **params}}


def trigger(kind: str, **params: Any) -> dict[str, Any]:
    return {"kind": kind, "params": params}


def is_requested(*sources: str) -> dict[str, Any]:
    return trigger("campaign_is_requested", operator="is" if sources else "is_any", sources=list(sources))


def smart_list(*filters: Mapping[str, Any], triggers: Iterable[Mapping[str, Any]] = ()) -> dict[str, Any]:
    return {
        "triggers": [{"id": f"t{number}", **each} for number, each in enumerate(triggers)],
        "filters": [{"id": f"f{number}", **each} for number, each in enumerate(filters)],
    }


# Publishing and starting.


def published(
    workspace: Workspace,
    name: str,
    *steps: Mapping[str, Any],
    who: Mapping[str, Any] | None = None,
    settings: Mapping[str, Any] | None = None,
    **values: Any,
) -> SmartCampaign:
    """A campaign with this flow and smart list, published; every person passes every time unless settings say else."""
    campaign = make_campaign(workspace, name, settings=EVERY_TIME if settings is None else settings, **values)
    return publish(campaign, *steps, who=who)


def executable(workspace: Workspace, name: str, *steps: Mapping[str, Any], **values: Any) -> SmartCampaign:
    return published(workspace, name, *steps, executable=True, **values)


def listening(
    workspace: Workspace, name: str, *steps: Mapping[str, Any], on: Mapping[str, Any], **values: Any
) -> SmartCampaign:
    """An active trigger campaign; give `who` for its filters."""
    filters = [{key: value for key, value in each.items() if key != "id"} for each in values.pop("filters", ())]
    campaign = published(workspace, name, *steps, who=smart_list(*filters, triggers=[on]), **values)
    activate(campaign)
    return campaign


def requestable(workspace: Workspace, name: str, *steps: Mapping[str, Any], **values: Any) -> SmartCampaign:
    return listening(workspace, name, *steps, on=is_requested(), **values)


def publish(campaign: SmartCampaign, *steps: Mapping[str, Any], who: Mapping[str, Any] | None = None) -> SmartCampaign:
    """The next revision, straight into the database: these stories are about running, not about the editor."""
    number = campaign.revisions.count() + 1
    flow, smart = {"steps": list(steps)}, dict(who or {})
    campaign.published = Revision.objects.create(
        campaign=campaign, number=number, edit_number=number, smart_list=smart, flow=flow, published_at=timezone.now()
    )
    campaign.draft_flow, campaign.draft_smart_list, campaign.edit_number = flow, smart, number
    campaign.save()
    plans.forget(SmartCampaign.objects.filter(workspace=campaign.workspace_id).values_list("pk", flat=True))
    campaign.refresh_from_db()
    return campaign


def start(campaign: SmartCampaign, *, given: Mapping[str, str] | None = None) -> Run:
    return launch.start_batch(campaign, actor=SYSTEM, given=given)


def run(campaign: SmartCampaign, *, given: Mapping[str, str] | None = None) -> Run:
    """Runs it once, now, and works until nothing is left to do."""
    started = start(campaign, given=given)
    work()
    started.refresh_from_db()
    return started


def activate(campaign: SmartCampaign) -> Run:
    return launch.activate(campaign, actor=SYSTEM)


# Working and waiting.


def work() -> None:
    """All that workers would do now."""
    while drain("trigger") or drain("batch") or deliver.send_next(deliver.KINDS) or _more():
        pass
    journal.number()


def _more() -> bool:
    return drain("trigger", claims=1)


def let_pass(**time: float) -> None:
    """So much later, and the few seconds to which wake times round up: all that is stored has become older, and the
    due sweep and the workers have had their turn."""
    journal.number()
    by = timedelta(**time) + timedelta(seconds=WAKE_GRID)
    Waiting.objects.update(wake_at=F("wake_at") - by, since=F("since") - by, begun_at=F("begun_at") - by)
    Wave.objects.update(begun_at=F("begun_at") - by, ready_at=F("ready_at") - by)
    Delivery.objects.update(next_at=F("next_at") - by, created_at=F("created_at") - by)
    Run.objects.update(next_wake_at=F("next_wake_at") - by)
    CampaignMember.objects.update(first=F("first") - by, last=F("last") - by)
    Journal.objects.update(at=F("at") - by)
    Activity.objects.update(occurred_at=F("occurred_at") - by)
    ScheduledRun.objects.filter(schedule=None).update(at=F("at") - by)
    start_due()
    wake_due()
    work()


# Reading.


def rows_of(person: Person, *types: str) -> list[Activity]:
    """The person's activities in the order of the feed."""
    rows = Activity.objects.filter(person=person).select_related("journal").order_by("journal__feed_no", "id")
    return [row for row in rows if not types or BY_ID[row.type_id].key in types]


def log_of(person: Person, *types: str) -> list[tuple[str, dict[str, Any]]]:
    """The person's activities in order: type key and attributes."""
    return [(BY_ID[row.type_id].key, row.attributes) for row in rows_of(person, *types)]


def notes_of(person: Person) -> list[str]:
    """The texts of the person's interesting moments, in order."""
    return [attributes.get("Description", "") for _, attributes in log_of(person, "interesting_moment")]


def calls_of(person: Person) -> list[tuple[str, str, str | None]]:
    """Per Execute Campaign activity the child, Qualified and the reason."""
    found = [attributes for _, attributes in log_of(person, "execute_campaign")]
    return [(each["Campaign"], each["Qualified"], each.get("Reason")) for each in found]


def values_of(person: Person) -> dict[str, Any]:
    person.refresh_from_db()
    return dict(person.values)


def members_of(campaign: SmartCampaign) -> set[int]:
    return set(campaign.members.values_list("person", flat=True))


def numbers_of(run: Run) -> dict[str, int]:
    """Who entered and what became of them; they must add up."""
    journal.number()
    run.refresh_from_db()
    parked = Waiting.objects.filter(run=run, wave=None)
    counts = run.counts
    numbers = {
        "entered": counts.get("entered", 0),
        "finished": counts.get("finished", 0),
        "left": counts.get("left", 0),
        "waiting": parked.filter(state=Waiting.State.WAITING).count(),
        "held": parked.filter(state=Waiting.State.HELD).count(),
    }
    assert numbers["entered"] == sum(numbers.values()) - numbers["entered"], (
        f"the run's numbers don't add up: {numbers}"
    )
    return {name: number for name, number in numbers.items() if number}
