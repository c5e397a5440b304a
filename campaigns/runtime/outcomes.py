"""Logs what came of a delivery, with the campaign, run and step that asked for it (F07, engine.md 18)."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import transaction

from campaigns.definitions.activity_types import ActivityType
from campaigns.engine.draft import Draft, Origin
from campaigns.engine.scope import Scope
from campaigns.models import Delivery
from campaigns.queue import wake
from campaigns.storage.facts import database_now, load_people
from campaigns.storage.fields import all_fields
from campaigns.storage.write_back import write_outcome


@dataclass(slots=True)
class OutcomeDraft(Draft):
    """One person; rows belong to the step from which the delivery came."""

    delivery: Delivery = None  # type: ignore[assignment]  # always given; dataclass fields with defaults come first

    def _new_origin(self, type_: ActivityType, result: int) -> Origin:
        asked = self.delivery
        return Origin(type_, result, asked.campaign_id, asked.step, asked.choice, asked.path)


def record_outcome(delivery: Delivery, decide: Callable[[OutcomeDraft], None], *, fields: Collection[str] = ()) -> bool:
    """`decide` changes and logs person 0, of whom `fields` are loaded. False when the person is gone."""
    with transaction.atomic():
        facts = load_people([delivery.person_id], fields)
        if not facts.ids:
            return False
        zone = ZoneInfo(delivery.workspace.timezone)
        scope = Scope(fields=all_fields(), now=database_now(), zone=zone)
        draft = OutcomeDraft(facts, scope, delivery=delivery)
        decide(draft)
        if (draft.rows or draft.changed) and write_outcome(draft, delivery):
            wake("trigger")
    return True
