"""The two flows that are measured: five steps, and three nested executables; drawn as a marketer would."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from campaigns.models import (
    Channel,
    ChannelStatus,
    FieldDefinition,
    Program,
    Revision,
    SmartCampaign,
    StaticList,
    Workspace,
)
from campaigns.storage import plans

EVERY_TIME = {"qualification": {"mode": "every_time"}}
Json = dict[str, Any]


@dataclass(frozen=True)
class Drawn:
    """Ids that the hand-written SQL names too. `children` run inside each other."""

    workspace: Workspace
    program: int
    statuses: dict[str, int]
    list_id: int
    five: SmartCampaign
    nested: SmartCampaign
    children: list[SmartCampaign]


def draw(workspace: Workspace) -> Drawn:
    FieldDefinition.objects.get_or_create(name="plan", defaults={"label": "Plan", "type": "text"})
    channel = Channel.objects.create(workspace=workspace, name="Bench")
    for number, name in enumerate(("Low", "Middle", "High"), 1):
        ChannelStatus.objects.create(channel=channel, name=name, step=10 * number)
    statuses = dict(ChannelStatus.objects.filter(channel=channel).values_list("name", "id"))
    program = Program.objects.create(workspace=workspace, name="Bench", channel=channel)
    list_ = StaticList.objects.create(workspace=workspace, name="Bench")
    steps = _five_steps(list_.pk, program.pk, statuses)
    five = publish(workspace, "Five steps", steps)
    third = publish(workspace, "Third", [steps[3], steps[4]], who=_is("country", "India"), executable=True)
    second = publish(workspace, "Second", [steps[2], _execute("x3", third)], who=_above("score", "10"), executable=True)
    first = publish(
        workspace, "First", [steps[1], _execute("x2", second)], who=_above("employees", "99"), executable=True
    )
    nested = publish(workspace, "Nested", [steps[0], _execute("x1", first)])
    return Drawn(workspace, program.pk, statuses, list_.pk, five, nested, [first, second, third])


def publish(
    workspace: Workspace, name: str, steps: list[Json], *, who: Json | None = None, executable: bool = False
) -> SmartCampaign:
    campaign = SmartCampaign.objects.create(
        workspace=workspace, name=name, executable=executable, settings=EVERY_TIME, draft_flow={"steps": steps}
    )
    campaign.published = Revision.objects.create(
        campaign=campaign,
        number=1,
        edit_number=0,
        flow={"steps": steps},
        smart_list={"filters": [{"id": "f", **who}]} if who else {},
        published_at=timezone.now(),
    )
    campaign.save()
    plans.forget([campaign.pk])
    campaign.refresh_from_db()
    return campaign


def _five_steps(list_id: int, program: int, statuses: dict[str, int]) -> list[Json]:
    def status(name: str) -> Json:
        return {"program": program, "status": statuses[name]}

    return [
        _step(
            "s1",
            "change_data_value",
            {"field": "lead_source", "value": "Web"},
            _choice("a", _is("country", "India"), {"field": "lead_source", "value": "Partner"}),
            _choice("b", _is("country", "Germany"), {"field": "lead_source", "value": "Event"}),
        ),
        _step(
            "s2",
            "change_data_value",
            {"field": "plan", "value": "Free"},
            _choice("a", _above("score", "80"), {"field": "plan", "value": "Enterprise"}),
            _choice("b", _above("score", "40"), {"field": "plan", "value": "Team"}),
        ),
        _step("s3", "change_score", {"field": "score", "change": "+5"}),
        _step("s4", "add_to_list", {"list": list_id}),
        _step(
            "s5",
            "change_program_status",
            status("Low"),
            _choice("a", _above("score", "90"), status("High")),
            _choice("b", _is("plan", "Team"), status("Middle")),
        ),
    ]


def _step(id_: str, kind: str, params: Json, *choices: Json) -> Json:
    return {"id": id_, "kind": kind, "default": {"params": params}, "choices": list(choices)}


def _choice(id_: str, condition: Json, params: Json) -> Json:
    return {"id": id_, "condition": condition, "params": params}


def _execute(id_: str, campaign: SmartCampaign) -> Json:
    return _step(id_, "execute_campaign", {"campaign": campaign.pk, "parent_context": False})


def _is(field: str, value: str) -> Json:
    return {"kind": "person_field", "params": {"field": field, "operator": "is", "values": [value]}}


def _above(field: str, value: str) -> Json:
    return {"kind": "person_field", "params": {"field": field, "operator": "greater_than", "values": [value]}}
