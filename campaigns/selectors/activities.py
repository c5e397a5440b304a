"""Activities as every log shows them; the names in them are loaded in bulk."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from campaigns.definitions.activity_types import BY_ID
from campaigns.definitions.base import Frozen
from campaigns.models import Activity, Journal
from campaigns.selectors.names import names_of_campaigns, names_of_people

Result = Literal["succeeded", "skipped", "failed"]
RESULT_WORDS: Mapping[int, Result] = {
    Activity.Result.SUCCEEDED: "succeeded",
    Activity.Result.SKIPPED: "skipped",
    Activity.Result.FAILED: "failed",
}
# What happens to a person, rather than in a workspace.
OF_THE_PERSON = ("new_person", "change_data_value", "change_score", "interesting_moment", "delete_person")
_TELLING = ("Reason", "Source", "Source Info")  # attributes that name a campaign, a file or a user


class Named(Frozen):
    id: int
    name: str


class ActivityTypeName(Frozen):
    key: str
    label: str


class ActivityRow(Frozen):
    """`primary` is the main attribute's value; `attributes` are the others too, by name, without empty ones.

    `feed_no` is empty for a moment after the commit, until the number is given.
    """

    id: int
    feed_no: int | None
    person: Named
    type: ActivityTypeName
    occurred_at: datetime
    recorded_at: datetime
    campaign: Named | None
    run: int | None
    entry: int | None
    step: str | None
    choice: str | None
    path: str | None
    result: Result
    reason: str | None
    primary: str | int | float | bool | None
    attributes: dict[str, Any]


def activity_rows(workspace_id: int, activities: Sequence[Activity]) -> list[ActivityRow]:
    """In the order given. Of what another workspace did to a person whom both see, it shows that it happened, and
    neither where nor why (W01)."""
    people = names_of_people({each.person_id for each in activities})
    campaigns = names_of_campaigns(workspace_id, {each.campaign_id for each in activities if each.campaign_id})
    journals = Journal.objects.only("feed_no", "workspace").in_bulk({each.journal_id for each in activities})
    return [
        _row(
            each,
            Named(id=each.person_id, name=people.get(each.person_id, f"Person {each.person_id}")),
            campaigns.get(each.campaign_id or 0),
            journals[each.journal_id],
            ours=journals[each.journal_id].workspace_id in (None, workspace_id),
        )
        for each in activities
    ]


def told(attributes: Mapping[str, Any], *, ours: bool) -> dict[str, Any]:
    """Of another workspace's doing, without what names its campaigns, files and users (W01)."""
    if ours:
        return dict(attributes)
    return {name: value for name, value in attributes.items() if name not in _TELLING}


def _row(activity: Activity, person: Named, campaign: str | None, journal: Journal, *, ours: bool) -> ActivityRow:
    type = BY_ID[activity.type_id]
    attributes = told(activity.attributes, ours=ours)
    named = None if campaign is None or activity.campaign_id is None else Named(id=activity.campaign_id, name=campaign)
    return ActivityRow(
        id=activity.pk,
        feed_no=journal.feed_no,
        person=person,
        type=ActivityTypeName(key=type.key, label=type.label),
        occurred_at=activity.occurred_at,
        recorded_at=activity.recorded_at,
        campaign=named if ours else None,
        run=activity.run_id if ours else None,
        entry=activity.entry if ours else None,
        step=activity.step if ours else None,
        choice=activity.choice if ours else None,
        path=activity.path if ours else None,
        result=RESULT_WORDS[activity.result],
        reason=activity.reason if ours else None,
        primary=attributes.get(type.primary),
        attributes=attributes,
    )
