"""Who waits or is held inside a campaign, where, on which version, and whether publishing could move them (F06)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal, get_args

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.flow import Flow
from campaigns.engine.plan import PlannedCampaign
from campaigns.engine.scope import Scope
from campaigns.models import Job, Revision, SmartCampaign, Waiting
from campaigns.selectors.drafts import find_campaign, words_of
from campaigns.selectors.names import names_of_people
from campaigns.selectors.pages import PAGE_SIZE, Page, after, cut
from campaigns.selectors.run_places import campaign_at
from campaigns.storage.inside import Stand, stand_of, stands
from campaigns.storage.scope import load_scope

StandState = Literal["waiting", "held"]
JobState = Literal["queued", "running", "done", "failed"]
DOOR = "The campaign's door"
GONE_STEP = "A step that this version no longer has"


class PlaceInside(Frozen):
    """`version` is that of entry. `words` say the step, inside an executable with its name before it. `keeps` tells
    whether the newest version, and the draft, still has the place, so that these people could move there."""

    version: int | None
    step: str | None
    path: str
    number: int | None
    words: str
    state: StandState
    people: int
    keeps: bool
    outdated: bool


class Moving(Frozen):
    """The last move of people to another version: how far it is, or what came of it."""

    state: JobState
    version: int
    done: int
    total: int
    moved: int
    stayed: int
    reason: str


class Inside(Frozen):
    """`outdated` counts those who are not on the version that publishing would give."""

    people: int
    outdated: int
    movable: int
    places: tuple[PlaceInside, ...]
    moving: Moving | None


class PersonInside(Frozen):
    entry: int
    person: int
    name: str
    version: int | None
    words: str
    state: StandState
    since: datetime
    wake_at: datetime | None
    reason: str
    keeps: bool
    run: int


class PersonInsidePage(Page[PersonInside]):
    pass


def inside(actor: Actor, *, workspace_id: int, campaign_id: int) -> Inside:
    """As if the draft were published now, since that is what publishing asks about."""
    campaign = find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id)
    found = stands(campaign.pk)
    told = _Told(campaign, found)
    places = [told.place(each, people) for each, people in found.items()]
    outdated = [each for each in places if each.outdated]
    return Inside(
        people=sum(found.values()),
        outdated=sum(each.people for each in outdated),
        movable=sum(each.people for each in outdated if each.keeps),
        places=tuple(sorted(places, key=lambda each: (-(each.version or 0), each.number or 0, each.path))),
        moving=_last_move(campaign),
    )


def people_inside(
    actor: Actor, *, workspace_id: int, campaign_id: int, staying: bool = False, cursor: str | None = None
) -> PersonInsidePage:
    """By entry. `staying`: only those whose place the newest version no longer has."""
    campaign = find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id)
    found = stands(campaign.pk)
    told = _Told(campaign, found)
    rows = Waiting.objects.filter(campaign=campaign, entry__gt=after(cursor)).order_by("entry")
    if staying:
        plans = {each.plan_id for each in found if told.is_outdated(each) and not each.is_in(told.newest)}
        rows = rows.filter(plan__in=plans)
    page, following = cut(list(rows[: PAGE_SIZE + 1]), PAGE_SIZE, lambda row: row.entry)
    names = names_of_people(row.person_id for row in page)
    shown = [told.person(row, names) for row in page]
    items = tuple(each for each in shown if not (staying and each.keeps))
    return PersonInsidePage(items=items, next=following)


class _Told:
    """Says places in words; each version's words are made once."""

    def __init__(self, campaign: SmartCampaign, found: Iterable[Stand]) -> None:
        self.newest = Flow.model_validate(campaign.draft_flow)
        self.published = campaign.published if campaign.published_id else None
        self.unpublished = self.published is None or self.published.edit_number != campaign.edit_number
        self.scope: Scope = load_scope(campaign.workspace_id)
        revisions = {each.revision for each in found}
        self.numbers = dict(Revision.objects.filter(pk__in=revisions).values_list("pk", "number"))
        self._by_revision: dict[int, dict[str, dict[str, str]]] = {}

    def is_outdated(self, stand: Stand) -> bool:
        return self.unpublished or self.published is None or stand.revision != self.published.pk

    def place(self, stand: Stand, people: int) -> PlaceInside:
        number, words = self._said(stand)
        return PlaceInside(
            version=self.numbers.get(stand.revision),
            step=stand.step.removeprefix(">") if stand.step else None,
            path="/".join(stand.path),
            number=number,
            words=words,
            state=_state(stand.state),
            people=people,
            keeps=stand.is_in(self.newest),
            outdated=self.is_outdated(stand),
        )

    def person(self, row: Waiting, names: Mapping[int, str]) -> PersonInside:
        stand = stand_of(row)
        return PersonInside(
            entry=row.entry,
            person=row.person_id,
            name=names.get(row.person_id, f"Person {row.person_id}"),
            version=self.numbers.get(stand.revision),
            words=self._said(stand)[1],
            state=_state(row.state),
            since=row.since,
            wake_at=row.wake_at,
            reason=row.reason,
            keeps=not self.is_outdated(stand) or stand.is_in(self.newest),
            run=row.run_id,
        )

    def _said(self, stand: Stand) -> tuple[int | None, str]:
        """The step's number in its own flow, and its words."""
        if stand.step is None:
            return None, DOOR
        campaign = campaign_at(stand.plan, "/".join(stand.path))
        step = stand.step.removeprefix(">")
        steps = [each.id for each in campaign.steps] if campaign else []
        if campaign is None or step not in steps:
            return None, GONE_STEP
        said = self._words_of(campaign.planned)[step]["default"]
        inside = self.scope.campaigns.get(campaign.planned.id) if stand.path else None
        return steps.index(step) + 1, f"{inside.name}: {said}" if inside else said

    def _words_of(self, planned: PlannedCampaign) -> dict[str, dict[str, str]]:
        key = planned.revision
        if key not in self._by_revision:
            self._by_revision[key] = words_of(planned.smart_list, planned.flow, self.scope).steps
        return self._by_revision[key]


def _state(stored: str) -> StandState:
    return "held" if stored == Waiting.State.HELD else "waiting"


def _last_move(campaign: SmartCampaign) -> Moving | None:
    jobs = Job.objects.filter(workspace=campaign.workspace_id, kind="move_people", params__campaign=campaign.pk)
    job = jobs.order_by("-pk").first()
    if job is None:
        return None
    return Moving(
        state=next(each for each in get_args(JobState) if each == job.state),
        version=job.params["number"],
        done=job.done,
        total=job.total,
        moved=job.outcome.get("moved", 0),
        stayed=job.outcome.get("stayed", 0),
        reason=job.reason,
    )
