"""What is left of people who are deleted: an id that is never used again, and their log (engine.md 19)."""

from collections.abc import Sequence
from datetime import datetime

from campaigns.models import (
    CampaignMember,
    EntryContext,
    ListMember,
    Person,
    PersonKey,
    PersonWord,
    ProgramMember,
    Task,
    Waiting,
    WebVisitor,
)
from campaigns.storage import deliveries, waiting

_THEIRS = (
    *(ListMember, ProgramMember, CampaignMember),
    *(PersonKey, PersonWord, Task, WebVisitor, EntryContext),
)


def leave_tombstones(people: Sequence[int], *, at: datetime) -> None:
    """Values are erased, every membership, task and wait ends, and their browsers are nobody's. The caller holds the
    people's locks, and numbers."""
    for model in _THEIRS:
        model._default_manager.filter(person__in=people).delete()
    waiting.end(Waiting.objects.filter(person__in=people), waiting.GONE, at=at)
    deliveries.erase_of_people(people)
    Person.objects.filter(pk__in=people).update(values={}, normal={}, deleted_at=at)
