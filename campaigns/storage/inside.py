"""Who is inside a campaign, waiting or held, at which place and on which version (F06)."""

from dataclasses import dataclass

from django.db.models import Count

from campaigns.definitions.flow import Flow
from campaigns.engine.keeping_place import keeps_place
from campaigns.engine.plan import Plan
from campaigns.models import Waiting
from campaigns.storage import plans

MOST_PLACES = 2_000


@dataclass(frozen=True, slots=True)
class Stand:
    """A place of a plan where people stand. `path` and `step` as in a waiting row."""

    plan_id: int
    path: tuple[str, ...]
    step: str | None
    state: str

    @property
    def plan(self) -> Plan:
        return plans.compiled(self.plan_id)

    @property
    def revision(self) -> int:
        """The version of entry; 0 for a plan that was cut down to a step."""
        return self.plan.root.planned.revision

    def is_in(self, flow: Flow) -> bool:
        """Whether people who stand here find their place in this version of the root's flow."""
        root = self.plan.root.planned
        return bool(root.revision) and keeps_place(self.path, self.step, before=root.flow, after=flow)


def stands(campaign_id: int) -> dict[Stand, int]:
    """How many people stand where; those whom a wave has just woken among them."""
    rows = Waiting.objects.filter(campaign=campaign_id).values_list("plan", "path", "step", "state")
    counted = rows.annotate(people=Count("pk")).order_by("plan", "step", "state")[:MOST_PLACES]
    return {Stand(plan, tuple(path), step, state): people for plan, path, step, state, people in counted}


def stand_of(row: Waiting) -> Stand:
    return Stand(row.plan_id, tuple(row.path), row.step, row.state)


def to_move(campaign_id: int, *, revision: int, flow: Flow) -> tuple[int, int]:
    """How many people on other versions find their place in this one, and how many don't."""
    others = [(each, people) for each, people in stands(campaign_id).items() if each.revision != revision]
    moving = sum(people for each, people in others if each.is_in(flow))
    return moving, sum(people for _, people in others) - moving
