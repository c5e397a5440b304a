"""One person: fields, and where the person stands in this workspace."""

from datetime import datetime

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.person import display_name
from campaigns.engine.wave import Value
from campaigns.models import CampaignMember, ListMember, Person, ProgramMember
from campaigns.selectors.names import key_fields
from campaigns.selectors.people import person_seen_from
from campaigns.selectors.rights import require

MOST = 500


class OnList(Frozen):
    id: int
    name: str


class InProgram(Frozen):
    id: int
    name: str
    status: str
    success: bool


class InCampaign(Frozen):
    id: int
    name: str
    first: datetime
    last: datetime
    entries: int


class PersonDetail(Frozen):
    """`values` holds every field that is not empty, by its name."""

    id: int
    name: str
    email: str | None
    values: dict[str, Value]
    created_at: datetime
    updated_at: datetime
    lists: tuple[OnList, ...]
    programs: tuple[InProgram, ...]
    campaigns: tuple[InCampaign, ...]


def person(actor: Actor, workspace_id: int, person_id: int) -> PersonDetail:
    found = person_seen_from(require(actor, workspace_id), person_id)
    return PersonDetail(
        id=found.pk,
        name=display_name(found.pk, found.values, key_fields()),
        email=found.values.get("email"),
        values=found.values,
        created_at=found.created_at,
        updated_at=found.updated_at,
        lists=_lists(workspace_id, found),
        programs=_programs(workspace_id, found),
        campaigns=_campaigns(workspace_id, found),
    )


def _lists(workspace_id: int, person: Person) -> tuple[OnList, ...]:
    rows = ListMember.objects.filter(person=person, list__workspace=workspace_id).select_related("list")
    return tuple(OnList(id=each.list_id, name=each.list.name) for each in rows.order_by("list__name_normal")[:MOST])


def _programs(workspace_id: int, person: Person) -> tuple[InProgram, ...]:
    rows = ProgramMember.objects.filter(person=person, program__workspace=workspace_id)
    return tuple(
        InProgram(id=each.program_id, name=each.program.name, status=each.status.name, success=each.reached_success)
        for each in rows.select_related("program", "status").order_by("program__name_normal")[:MOST]
    )


def _campaigns(workspace_id: int, person: Person) -> tuple[InCampaign, ...]:
    rows = CampaignMember.objects.filter(person=person, campaign__workspace=workspace_id)
    return tuple(
        InCampaign(id=each.campaign_id, name=each.campaign.name, first=each.first, last=each.last, entries=each.entries)
        for each in rows.select_related("campaign").order_by("-last", "-pk")[:MOST]
    )
