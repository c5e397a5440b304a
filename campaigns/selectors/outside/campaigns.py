"""Smart campaigns as integrations see them."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.campaign import CampaignKind, CampaignSettings
from campaigns.definitions.schedule import Recurrence
from campaigns.errors import NotFound
from campaigns.models import Schedule, SmartCampaign
from campaigns.selectors.outside.placed import Lies, Wanted, found, lies
from campaigns.selectors.rights import require
from campaigns.selectors.standing import Status, standing_of, with_standing
from campaigns.storage.scope import campaigns_of

API_SOURCE = "Web Service API"
MOST_JUDGED = 20_000  # campaigns of a workspace whose triggers are looked at


class OutsideCampaign(Frozen):
    """`requestable` by the API: active, and its trigger Campaign is Requested accepts that source (C15)."""

    id: int
    name: str
    description: str
    created_at: datetime
    updated_at: datetime
    lies: Lies
    kind: CampaignKind
    status: Status
    active: bool
    executable: bool
    requestable: bool
    settings: CampaignSettings
    recurrence: Recurrence | None


def campaigns(
    actor: Actor,
    *,
    workspace_id: int,
    wanted: Wanted,
    active: bool | None = None,
    requestable: bool | None = None,
) -> list[OutsideCampaign]:
    require(actor, workspace_id)
    rows = SmartCampaign.objects.filter(workspace_id=workspace_id)
    if active is not None:
        rows = rows.filter(active=active)
    if requestable is not None:
        ids = _requestable(workspace_id)
        rows = rows.filter(Q(pk__in=ids) if requestable else ~Q(pk__in=ids))
    return _rows(workspace_id, found(with_standing(rows), wanted, changed="saved_at"))


def campaign(actor: Actor, *, workspace_id: int, campaign_id: int) -> OutsideCampaign:
    rows = campaigns(actor, workspace_id=workspace_id, wanted=Wanted(ids=[campaign_id], limit=1))
    if not rows:
        raise NotFound("There is no such campaign in this workspace.")
    return rows[0]


def _requestable(workspace_id: int) -> list[int]:
    active = SmartCampaign.objects.filter(workspace_id=workspace_id, active=True).values_list("pk", flat=True)
    known = campaigns_of(workspace_id, list(active[:MOST_JUDGED]))
    return [id for id, info in known.items() if API_SOURCE in info.sources]


def _rows(workspace_id: int, rows: Iterable[SmartCampaign]) -> list[OutsideCampaign]:
    rows = list(rows)
    ids = [row.pk for row in rows]
    known = campaigns_of(workspace_id, ids)
    rules = dict(Schedule.objects.filter(campaign__in=ids).values_list("campaign", "rule"))
    return [_row(row, requestable=API_SOURCE in known[row.pk].sources, rule=rules.get(row.pk)) for row in rows]


def _row(row: SmartCampaign, *, requestable: bool, rule: object) -> OutsideCampaign:
    stands = standing_of(row)
    return OutsideCampaign(
        id=row.pk,
        name=row.name,
        description=row.description,
        created_at=row.created_at,
        updated_at=row.saved_at or row.created_at,
        lies=lies(row),
        kind=stands.kind,
        status=stands.status,
        active=row.active,
        executable=row.executable,
        requestable=requestable,
        settings=CampaignSettings.model_validate(row.settings),
        recurrence=Recurrence.model_validate(rule) if rule else None,
    )
