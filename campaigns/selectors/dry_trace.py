"""What a dry run would do with one person: each step with the choices looked at, and the rows it would log."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from campaigns.definitions.base import Frozen
from campaigns.engine.draft import Row
from campaigns.engine.dry_run import Asked, DryDraft
from campaigns.models import SmartCampaign
from campaigns.selectors.activities import RESULT_WORDS, ActivityRow, ActivityTypeName, Named
from campaigns.selectors.drafts import rule_words
from campaigns.selectors.names import names_of_campaigns, names_of_people
from campaigns.selectors.passed_steps import PassedStep, StepReader
from campaigns.selectors.run_places import split_place
from campaigns.storage.activities import named_attributes


class AskedChoice(Frozen):
    """A choice that was looked at, down to the first that matched; `actual` where it asks for a field."""

    words: str
    passed: bool
    actual: str | None


class DryPassedStep(PassedStep):
    """`until`: would wait here until then. All that leaves the house or starts elsewhere stays undone."""

    asked: tuple[AskedChoice, ...]
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A dry run to be shown. `callers`: how many campaigns stand above this one in the plan, for their call alone."""

    campaign: SmartCampaign
    draft: DryDraft
    callers: int
    person: int | None = None

    def own(self, path: str) -> str | None:
        """The path as the campaign's own canvas has it; None where it is a caller's."""
        elements = path.split("/") if path else []
        return "/".join(elements[self.callers :]) if len(elements) >= self.callers else None

    def own_place(self, place: str) -> str | None:
        path, step = split_place(place)
        own = self.own(path)
        return None if own is None else f"{own}|{step}"


def person_played(shown: Shown) -> Named | None:
    if shown.person is None:
        return None
    return Named(id=shown.person, name=names_of_people([shown.person]).get(shown.person, f"Person {shown.person}"))


def dry_trace(shown: Shown) -> Iterator[DryPassedStep]:
    """In the order of the flow, executables inside their step; of callers the call alone."""
    draft = shown.draft
    reader = StepReader(draft.plan, shown.campaign.workspace_id)
    rows = _rows_by_place(shown)
    branches = {
        "|".join(place): next(iter(counted.branches)) for place, counted in draft.counts.items() if counted.branches
    }
    began = {"|".join(place): at for (_, place), at in draft.began.items()}
    until = {"|".join(stop.place): stop.until for stop in draft.stops}
    for place in reader.in_order(branches.keys() | rows.keys()):
        logged = rows.get(place, [])
        step = reader.step(place, branches.get(place), logged, at=began.get(place, draft.now))
        yield DryPassedStep.model_validate(
            {
                **dict(step),
                "place": shown.own_place(place) or place,
                "asked": [_asked(each, reader) for each in draft.asked if "|".join(each.place) == place],
                "until": until.get(place),
            }
        )


def _asked(asked: Asked, reader: StepReader) -> AskedChoice:
    actual = None
    if asked.condition.kind == "person_field":
        actual = "empty" if asked.actual in (None, "") else str(asked.actual)
    return AskedChoice(words=rule_words(asked.condition, reader.scope), passed=asked.passed, actual=actual)


def _rows_by_place(shown: Shown) -> dict[str, list[ActivityRow]]:
    draft = shown.draft
    campaigns = names_of_campaigns(shown.campaign.workspace_id, draft.plan.campaigns)
    person = person_played(shown)
    assert person is not None
    found: dict[str, list[ActivityRow]] = defaultdict(list)
    for number, row in enumerate(draft.rows, 1):
        if row.origin.step:
            would_be = _would_be(number, row, person, campaigns, draft.now)
            found[f"{row.origin.path or ''}|{row.origin.step}"].append(would_be)
    return found


def _would_be(number: int, row: Row, person: Named, campaigns: dict[int, str], now: datetime) -> ActivityRow:
    """As the console shows an activity; its id is its place in the dry run."""
    origin = row.origin
    at = origin.occurred_at or now
    attributes = named_attributes(origin.type, row.attributes, row.missing)
    named = campaigns.get(origin.campaign or 0)
    return ActivityRow(
        id=number,
        feed_no=None,
        person=person,
        type=ActivityTypeName(key=origin.type.key, label=origin.type.label),
        occurred_at=at,
        recorded_at=at,
        campaign=Named(id=origin.campaign, name=named) if origin.campaign and named else None,
        run=None,
        entry=None,
        step=origin.step,
        choice=origin.choice,
        path=origin.path,
        result=RESULT_WORDS[origin.result],
        reason=row.reason,
        primary=attributes.get(origin.type.primary),
        attributes=attributes,
    )
