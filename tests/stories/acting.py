"""What the stories' people do: draw and publish campaigns, run them to the end, read activity logs."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from campaigns.definitions.activity_types import BY_ID
from campaigns.definitions.actor import SYSTEM
from campaigns.models import Activity, Person, Revision, Run, SmartCampaign, Workspace
from campaigns.runtime import launch
from campaigns.runtime.drain import drain
from campaigns.storage import journal, plans
from tests.factories import make_campaign

EVERY_TIME = {"qualification": {"mode": "every_time"}}


def step(kind: str, *, id: str = "", choices: Iterable[Mapping[str, Any]] = (), **params: Any) -> dict[str, Any]:
    return {
        "id": id or f"{kind}-{abs(hash(str(sorted(params.items())))) % 10**6}",
        "kind": kind,
        "choices": list(choices),
        "default": {"params": params},
    }


def choice(id: str, condition: Mapping[str, Any], **params: Any) -> dict[str, Any]:
    return {"id": id, "condition": condition, "params": params}


def field_is(field: str, *values: str, operator: str = "is") -> dict[str, Any]:
    return {"kind": "person_field", "params": {"field": field, "operator": operator, "values": list(values)}}


def smart_list(*filters: Mapping[str, Any], triggers: Iterable[Mapping[str, Any]] = ()) -> dict[str, Any]:
    return {
        "triggers": [{"id": f"t{number}", **each} for number, each in enumerate(triggers)],
        "filters": [{"id": f"f{number}", **each} for number, each in enumerate(filters)],
    }


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


def publish(campaign: SmartCampaign, *steps: Mapping[str, Any], who: Mapping[str, Any] | None = None) -> SmartCampaign:
    """The next revision, straight into the database: these stories are about running, not about the editor."""
    number = campaign.revisions.count() + 1
    flow, smart = {"steps": list(steps)}, dict(who or {})
    campaign.published = Revision.objects.create(
        campaign=campaign, number=number, edit_number=number, smart_list=smart, flow=flow, published_at=timezone.now()
    )
    campaign.draft_flow, campaign.draft_smart_list = flow, smart
    campaign.save()
    plans.forget(SmartCampaign.objects.filter(workspace=campaign.workspace_id).values_list("pk", flat=True))
    campaign.refresh_from_db()
    return campaign


def run(campaign: SmartCampaign, *, given: Mapping[str, str] | None = None) -> Run:
    """Runs it once, now, and works until nothing is left to do."""
    started = launch.start_batch(campaign, actor=SYSTEM, given=given)
    work()
    started.refresh_from_db()
    return started


def activate(campaign: SmartCampaign) -> Run:
    return launch.activate(campaign, actor=SYSTEM)


def work() -> None:
    """All that workers would do now."""
    while drain("trigger") or drain("batch") or _more():
        pass
    journal.number()


def _more() -> bool:
    return drain("trigger", claims=1)


def log_of(person: Person, *types: str) -> list[tuple[str, dict[str, Any]]]:
    """The person's activities in order: type key and attributes."""
    rows = Activity.objects.filter(person=person).order_by("occurred_at", "id")
    found = [(BY_ID[row.type_id].key, row.attributes) for row in rows]
    return [each for each in found if not types or each[0] in types]


def values_of(person: Person) -> dict[str, Any]:
    person.refresh_from_db()
    return dict(person.values)
