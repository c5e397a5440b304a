"""The campaign page, and the list of campaigns: what each is, how it stands, whom it calls, and its last runs."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Count

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.campaign import CampaignKind, CampaignSettings
from campaigns.definitions.text import normal
from campaigns.models import CampaignMember, Reference, SmartCampaign
from campaigns.selectors.campaign_order import CALLS, Sort, in_order, trigger_label, with_order
from campaigns.selectors.drafts import find_campaign, has_unpublished_changes
from campaigns.selectors.pages import Page, after
from campaigns.selectors.places import node, parent_of
from campaigns.selectors.rights import display_name, require
from campaigns.selectors.run_rows import RunRow, last_runs
from campaigns.selectors.standing import Status, standing_of, with_standing
from campaigns.selectors.used_by import Use, used_by

PAGE_SIZE = 50
MOST_CALLS = 200


class Named(Frozen):
    id: int
    name: str


class Call(Frozen):
    """`relation` is executes or requests."""

    id: int
    name: str
    relation: str


class Published(Frozen):
    number: int
    at: datetime
    by: str | None


class CampaignRow(Frozen):
    id: int
    node: str
    name: str
    description: str
    executable: bool
    kind: CampaignKind
    status: Status
    active: bool
    parent: str | None
    program: Named | None
    edit_number: int
    has_unpublished_changes: bool
    published: Published | None
    settings: CampaignSettings
    calls: tuple[Call, ...]
    called_by: tuple[Call, ...]
    runs: tuple[RunRow, ...]
    members: int
    next_run: datetime | None
    triggers: tuple[str, ...]
    steps: int


class CampaignPage(Page[CampaignRow]):
    pass


def campaign(actor: Actor, *, workspace_id: int, campaign_id: int) -> CampaignRow:
    return campaign_row(find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id))


def campaign_row(campaign: SmartCampaign) -> CampaignRow:
    return _rows(campaign.workspace_id, [campaign.pk])[0]


def campaigns(
    actor: Actor,
    *,
    workspace_id: int,
    q: str = "",
    kind: CampaignKind | None = None,
    status: Status | None = None,
    sort: Sort = "name",
    descending: bool = False,
    cursor: str | None = None,
) -> CampaignPage:
    """The cursor counts those passed already, since names change. Equal ones stand by name."""
    require(actor, workspace_id)
    found = with_standing(SmartCampaign.objects.filter(workspace_id=workspace_id))
    for word in normal(q).split()[:8]:
        found = found.filter(name_normal__contains=word)
    found = with_order(found.only("pk", "executable", "active", "fault"), sort)
    standings = [(each, standing_of(each)) for each in found]
    fitting = [
        (each, stands) for each, stands in standings if kind in (None, stands.kind) and status in (None, stands.status)
    ]  # kind and status follow from several tables, so they are judged here
    ids = [each.pk for each, _ in in_order(fitting, sort, workspace_id=workspace_id, descending=descending)]
    start = after(cursor)
    shown = ids[start : start + PAGE_SIZE]
    following = str(start + PAGE_SIZE) if len(ids) > start + PAGE_SIZE else None
    return CampaignPage(items=tuple(_rows(workspace_id, shown)), next=following, total=len(ids))


def campaign_uses(actor: Actor, *, workspace_id: int, campaign_id: int) -> list[Use]:
    """C17."""
    found = find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id)
    return used_by(workspace_id, "campaign", ids=[found.pk])


def _rows(workspace_id: int, ids: list[int]) -> list[CampaignRow]:
    found = with_standing(SmartCampaign.objects.filter(workspace_id=workspace_id, pk__in=ids))
    rows = {row.pk: row for row in found.select_related("published__published_by", "program")}
    runs = last_runs(ids)
    members = _members(ids)
    calls, called_by = _calls(workspace_id, ids)
    return [
        _row(rows[pk], runs.get(pk, ()), members.get(pk, 0), calls.get(pk, ()), called_by.get(pk, ()))
        for pk in ids
        if pk in rows
    ]


def _row(
    row: SmartCampaign, runs: Iterable[RunRow], members: int, calls: Iterable[Call], called_by: Iterable[Call]
) -> CampaignRow:
    stands = standing_of(row)
    return CampaignRow(
        id=row.pk,
        node=node("campaign", row.pk),
        name=row.name,
        description=row.description,
        executable=row.executable,
        kind=stands.kind,
        status=stands.status,
        active=row.active,
        parent=parent_of(row),
        program=Named(id=row.program.pk, name=row.program.name) if row.program else None,
        edit_number=row.edit_number,
        has_unpublished_changes=has_unpublished_changes(row),
        published=_published(row),
        settings=CampaignSettings.model_validate(row.settings),
        calls=tuple(calls),
        called_by=tuple(called_by),
        runs=tuple(runs),
        members=members,
        next_run=vars(row)["next_run"],
        triggers=tuple(trigger_label(each["kind"]) for each in row.draft_smart_list.get("triggers", ())),
        steps=len(row.draft_flow.get("steps", ())),
    )


def _published(row: SmartCampaign) -> Published | None:
    revision = row.published
    if revision is None:
        return None
    by = display_name(revision.published_by) if revision.published_by else None
    return Published(number=revision.number, at=revision.published_at, by=by)


def _members(ids: Iterable[int]) -> dict[int, int]:
    found = CampaignMember.objects.filter(campaign__in=list(ids), person__deleted_at=None)
    return dict(found.values_list("campaign").annotate(Count("pk")).order_by())


def _calls(workspace_id: int, ids: list[int]) -> tuple[dict[int, list[Call]], dict[int, list[Call]]]:
    """Of drafts and published versions alike, by the campaign that calls and by the one that is called."""
    ties = Reference.objects.filter(workspace_id=workspace_id, source_type="campaign", relation__in=CALLS)
    out = ties.filter(source_id__in=ids).values_list("source_id", "target_id", "relation").distinct()
    into = ties.filter(target_id__in=ids).values_list("target_id", "source_id", "relation").distinct()
    pairs = [list(each.order_by()[: MOST_CALLS * max(len(ids), 1)]) for each in (out, into)]
    others = {each for found in pairs for _, each, _ in found if each is not None}
    names = dict(SmartCampaign.objects.filter(workspace_id=workspace_id, pk__in=others).values_list("pk", "name"))
    return _grouped(pairs[0], names), _grouped(pairs[1], names)


def _grouped(pairs: Iterable[tuple[int | None, int | None, str]], names: Mapping[int, str]) -> dict[int, list[Call]]:
    grouped: dict[int, list[Call]] = {}
    for campaign, other, relation in pairs:
        if campaign is not None and other is not None and other in names:
            grouped.setdefault(campaign, []).append(Call(id=other, name=names[other], relation=relation))
    return {campaign: sorted(calls, key=lambda call: call.name.casefold()) for campaign, calls in grouped.items()}
