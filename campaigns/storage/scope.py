"""What definitions may refer to in one workspace, read for editors and for waves."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from campaigns.definitions.custom_activities import CustomActivity
from campaigns.definitions.fields import Field, FieldType
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.request_sources import ALL_SOURCES
from campaigns.engine.scope import CampaignInfo, ProgramInfo, Scope, StatusInfo
from campaigns.models import (
    CustomActivityType,
    Form,
    MemberField,
    Partition,
    Program,
    SmartCampaign,
    SmartListAsset,
    StaticList,
    Workspace,
)
from campaigns.storage.emails import emails_of, limits_of
from campaigns.storage.fields import all_fields
from campaigns.storage.on_demand import OnDemand
from campaigns.storage.sales import users_of
from campaigns.storage.webhooks import webhooks_of


def load_scope(workspace_id: int, *, now: datetime | None = None, campaign: CampaignInfo | None = None) -> Scope:
    """Everything of the workspace, as an editor and a check need it."""
    workspace = Workspace.objects.get(pk=workspace_id)
    return Scope(
        fields=all_fields(),
        now=now or datetime.now(UTC),
        zone=ZoneInfo(workspace.timezone),
        lists=dict(StaticList.objects.filter(workspace=workspace).values_list("id", "name")),
        smart_lists=smart_lists_of(workspace_id),
        programs=programs_of(workspace_id),
        campaigns=campaigns_of(workspace_id),
        emails=OnDemand(lambda: emails_of(workspace_id)),
        email_limits=limits_of(workspace),
        webhooks=OnDemand(lambda: webhooks_of(workspace_id)),
        forms=OnDemand(lambda: forms_of(workspace_id)),
        custom_activities=OnDemand(lambda: custom_activities_of(workspace_id)),
        users=OnDemand(lambda: users_of(workspace_id)),
        partitions=OnDemand(lambda: partitions_of(workspace_id)),
        member_fields=OnDemand(lambda: member_fields_of(workspace_id)),
        campaign=campaign,
    )


def partitions_of(workspace_id: int) -> dict[int, str]:
    return dict(Partition.objects.filter(workspaces=workspace_id).values_list("id", "name"))


def member_fields_of(workspace_id: int) -> dict[str, Field]:
    """By the normal form of their names, in that order."""
    rows = MemberField.objects.filter(workspace=workspace_id).order_by("name_normal")
    columns = rows.values_list("name_normal", "name", "type")
    return {key: Field(name=name, label=name, type=FieldType(type_)) for key, name, type_ in columns}


def smart_lists_of(workspace_id: int) -> dict[int, tuple[str, SmartList]]:
    rows = SmartListAsset.objects.filter(workspace=workspace_id).values_list("id", "name", "definition")
    return {id_: (name, SmartList.model_validate(definition)) for id_, name, definition in rows}


def forms_of(workspace_id: int) -> dict[int, str]:
    return dict(Form.objects.filter(workspace=workspace_id).values_list("id", "name"))


def custom_activities_of(workspace_id: int) -> dict[int, CustomActivity]:
    types = CustomActivityType.objects.filter(workspace=workspace_id, approved=True)
    rows = types.values_list("id", "name", "attributes")
    return {id_: CustomActivity(id=id_, name=name, attributes=attributes) for id_, name, attributes in rows}


def programs_of(workspace_id: int, only: Collection[int] | None = None) -> dict[int, ProgramInfo]:
    rows = Program.objects.filter(workspace=workspace_id)
    if only is not None:
        rows = rows.filter(pk__in=only)
    found: dict[int, ProgramInfo] = {}
    statuses: dict[int, dict[int, StatusInfo]] = defaultdict(dict)
    columns = ("id", "name", *(f"channel__statuses__{column}" for column in ("id", "name", "step", "success")))
    for program, name, *status in rows.order_by("id", "channel__statuses__step").values_list(*columns):
        found.setdefault(program, ProgramInfo(program, name, statuses[program]))
        if status[0] is not None:
            statuses[program][status[0]] = StatusInfo(*status)
    return found


def campaigns_of(workspace_id: int, only: Collection[int] | None = None) -> dict[int, CampaignInfo]:
    rows = SmartCampaign.objects.filter(workspace=workspace_id)
    if only is not None:
        rows = rows.filter(pk__in=only)
    columns = ("id", "name", "executable", "active", "published__smart_list")
    return {
        id_: CampaignInfo(id_, name, executable, active, _sources(smart_list) if active else frozenset())
        for id_, name, executable, active, smart_list in rows.values_list(*columns)
    }


def _sources(smart_list: Mapping[str, Any] | None) -> frozenset[str]:
    return request_sources((smart_list or {}).get("triggers") or ())


def request_sources(triggers: Iterable[dict[str, Any]]) -> frozenset[str]:
    """The sources that the triggers Campaign is Requested among these accept (C15)."""
    sources: set[str] = set()
    for trigger in triggers:
        if trigger.get("kind") == "campaign_is_requested":
            params = trigger.get("params") or {}
            any_source = params.get("operator", "is_any") == "is_any"
            sources |= set(ALL_SOURCES if any_source else params.get("sources") or ())
    return frozenset(sources)
