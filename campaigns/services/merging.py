"""Merge People: who may, and whom (engine.md 19)."""

from collections.abc import Sequence

from campaigns.definitions.actor import Actor, Role
from campaigns.errors import Invalid, NotFound
from campaigns.models import Person
from campaigns.runtime import merging
from campaigns.runtime.record import Source
from campaigns.selectors.people import person_seen_from, seen_from
from campaigns.selectors.rights import require
from campaigns.services.audit import audited

MOST_LOSERS = 25


@audited("merged others into", Person, id="winner")
def merge_people(
    actor: Actor, *, workspace_id: int, winner: int, losers: Sequence[int], door: str = "Designer"
) -> None:
    """The winner stays; it can't be undone."""
    workspace = require(actor, workspace_id, Role.MARKETER)
    if not 1 <= len(losers) <= MOST_LOSERS:
        raise Invalid(f"Choose 1 to {MOST_LOSERS} people to merge into the one who stays.")
    everybody = {person_seen_from(workspace, winner).pk, *losers}
    if len(everybody) <= len(losers):
        raise Invalid("A person can't be merged with itself, and nobody can be named twice.")
    if seen_from(workspace).filter(pk__in=everybody).count() != len(everybody):
        raise NotFound("Some of these people are not in this workspace, or were deleted. Nothing was changed.")
    merging.merge_people(winner, losers, source=Source(door, actor.name, workspace_id))
