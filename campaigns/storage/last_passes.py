"""When people last passed into a campaign while its rule let them through every time: journals tell (S04).

Under "every time" a wave writes first passes only, for updating a row of every person would cost it a tenth of its
time. A rule that asks for the last one catches up when it is set.
"""

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime

from campaigns.engine.draft import Draft
from campaigns.models import Journal, SmartCampaign
from campaigns.models.columns import unpack
from campaigns.storage.journal import packed_group
from campaigns.storage.merges import winners_of
from campaigns.storage.sql import among, execute, moment


def uncounted(draft: Draft, entered: Mapping[int, Sequence[int]], counted: Mapping[int, bool]) -> dict[str, str] | None:
    """For the journal: by campaign, who passed in without being counted."""
    size = len(draft.facts.ids)
    found = {
        str(campaign): packed_group(sorted(set(people)), size)
        for campaign, people in entered.items()
        if people and not counted[campaign]
    }
    return found or None


def catch_up(campaign: SmartCampaign, *, since: datetime) -> None:
    """Brings `last` up to the latest pass since then; what lies before makes no difference to the new rule."""
    own = str(campaign.pk)
    told = Journal.objects.filter(workspace=campaign.workspace_id, at__gte=since, entered__has_key=own)
    rows = told.order_by("-at").values_list("at", "people", "entered")
    seen: set[int] = set()
    for at, people, entered in rows.iterator(chunk_size=100):
        passed = set(_group(unpack(people or b""), (entered or {})[own])) - seen
        seen |= passed
        _write(campaign.pk, passed, at)


def _group(people: Sequence[int], packed: str) -> Sequence[int]:
    return people if packed == "*" else [people[index] for index in unpack(base64.b64decode(packed))]


def _write(campaign_id: int, people: set[int], at: datetime) -> None:
    winners = winners_of(people)
    condition, params = among("person_id", sorted({winners.get(each, each) for each in people}))
    execute(
        f"UPDATE campaigns_campaignmember SET last = %s WHERE campaign_id = %s AND last < %s AND {condition}",
        [moment(at), campaign_id, moment(at), *params],
    )
