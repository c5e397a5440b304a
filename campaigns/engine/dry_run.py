"""A dry run: the engine itself plays the flow to its end, over a clock that leaps across waits; nobody writes what it
decides (S04).

Who waits goes on as if the time had come. A webhook is not called, and the person goes on without an answer.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from campaigns.definitions.activity_types import ActivityType
from campaigns.definitions.smart_list import Rule
from campaigns.engine.deliveries import ANSWERED, DeliveryKind
from campaigns.engine.draft import Origin, Row
from campaigns.engine.facts import Arrival
from campaigns.engine.flow import FlowDraft
from campaigns.engine.judgements import Judgements
from campaigns.engine.places import Frame, Parked, Place
from campaigns.engine.plan import CompiledBranch, CompiledStep
from campaigns.engine.predicates import History
from campaigns.engine.scope import Scope
from campaigns.engine.wave import Value

WEEK = timedelta(hours=168)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is another one at a later moment: by which the flow goes on."""

    scope: Scope
    judgements: Judgements
    history: Mapping[History, Mapping[int, int]]
    emailed: Mapping[int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Stop:
    """Where somebody would wait: until a moment or, without one, for the answer to a webhook."""

    person: int
    place: Place
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A choice at which somebody was looked at; `actual` is the field's value where it asks for one."""

    person: int
    place: Place
    choice: str
    condition: Rule
    passed: bool
    actual: Value = None


@dataclass
class DryDraft(FlowDraft):
    """`outlook_at` reads what counts at a later moment; `goes_on` says whether there is time for one more. Rows bear
    the moment at which they would be logged."""

    outlook_at: Callable[[datetime], Outlook] = None  # type: ignore[assignment]  # always given, as in WaveDraft
    goes_on: Callable[[], bool] = lambda: True
    arrival: Arrival = None  # type: ignore[assignment]
    stops: list[Stop] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    began: dict[tuple[int, Place], datetime] = field(default_factory=dict)
    gone: Counter[Place] = field(default_factory=Counter)
    _sent: list[tuple[datetime, int, int]] = field(default_factory=list)
    _going: list[int] | None = None  # who goes on together; all at first
    _rows_of: dict[int, list[Row]] = field(default_factory=lambda: defaultdict(list))
    _sorted_rows: int = 0

    def play(self) -> None:
        """To the end of the flow, or until it has taken long enough; who waits then is not followed."""
        self.run(self.arrival)
        while self.goes_on() and (together := self._next()):
            self._go_on(together)

    def _next(self) -> list[Parked]:
        """Those who go on together, the earliest first; whoever is held stays."""
        ready = [each for each in self.parked if not each.reason]
        if not ready:
            return []
        first = min(ready, key=lambda each: each.wake_at or self.now)
        return [
            each for each in ready if (each.wake_at, each.path, each.step) == (first.wake_at, first.path, first.step)
        ]

    def _go_on(self, together: list[Parked]) -> None:
        taken = {id(each) for each in together}
        self.parked = [each for each in self.parked if id(each) not in taken]
        first = together[0]
        if first.wake_at is not None and first.wake_at > self.now:
            self._leap(first.wake_at)
        root = self._root_frame(self.arrival)
        self.stand(root)
        step = (first.step or "").removeprefix(">").removeprefix(ANSWERED)
        people = self._going = sorted(each.person for each in together)
        self.finished += len(self._resume(root, first.path, f">{step}", people))

    def _leap(self, moment: datetime) -> None:
        self._sent += [(self.now, person, number) for person, number in self.emailed.items()]
        self.emailed.clear()
        outlook = self.outlook_at(moment)
        self.scope, self.judgements = outlook.scope, outlook.judgements
        history = {**self.facts.history, **outlook.history}
        self.facts = replace(self.facts, history=history, emailed=self._with_own(outlook.emailed))
        self._renderer = None

    def _with_own(self, emailed: Mapping[int, tuple[int, int]]) -> Mapping[int, tuple[int, int]]:
        """With the e-mails that the dry run itself would have sent by then (S06)."""
        counted = dict(emailed)
        today = self.now.astimezone(self.zone).date()
        for at, person, number in self._sent:
            if at > self.now - WEEK:
                day, week = counted.get(person, (0, 0))
                same_day = at.astimezone(self.zone).date() == today
                counted[person] = (day + number * same_day, week + number)
        return counted

    def _rows_counted(self) -> Iterable[Row]:
        """Of those who go on, for nobody else is asked about; with all rows, many moments would take long."""
        if self._going is None:
            return self.rows
        for row in self.rows[self._sorted_rows :]:
            self._rows_of[row.person].append(row)
        self._sorted_rows = len(self.rows)
        return (row for person in self._going for row in self._rows_of[person])

    # What is noted on the way; why and when only for one alone.

    @property
    def _explains(self) -> bool:
        return len(self.facts.ids) == 1

    def _run_step(self, frame: Frame, step: CompiledStep, people: list[int]) -> list[int]:
        place = ("/".join(frame.path), step.id)
        parked, now = len(self.parked), self.now
        going_on = super()._run_step(frame, step, people)
        if self._explains:
            self.began.update(((person, place), now) for person in people)
        self.gone[place] += len(people) - len(going_on) - (len(self.parked) - parked)
        return going_on

    def _groups(
        self, frame: Frame, step: CompiledStep, people: list[int]
    ) -> Iterator[tuple[CompiledBranch, list[int]]]:
        groups = list(super()._groups(frame, step, people))
        for at, (branch, group) in enumerate(groups if self._explains else ()):
            for other, _ in groups[: at + 1]:
                self._note_choice(frame, step, other, group, passed=other is branch)
        return iter(groups)

    def _note_choice(
        self, frame: Frame, step: CompiledStep, choice: CompiledBranch, people: Sequence[int], *, passed: bool
    ) -> None:
        if choice.condition is None:
            return
        place = ("/".join(frame.path), step.id)
        named = choice.condition.params.get("field") if choice.condition.kind == "person_field" else None
        values = self.column(named) if isinstance(named, str) else None
        self.asked += [
            Asked(person, place, choice.id, choice.condition, passed, values[person] if values else None)
            for person in people
        ]

    def park(self, people: Sequence[int], wake_at: datetime) -> None:
        super().park(people, wake_at)
        self.stops += [Stop(person, self.place(), wake_at) for person in people]

    def deliver(self, person: int, *, kind: DeliveryKind, payload: Mapping[str, Any], awaited: bool = False) -> int:
        delivery = super().deliver(person, kind=kind, payload=payload, awaited=awaited)
        if awaited:
            webhook = self.webhook(int(payload["webhook"]))
            self.log(person, "call_webhook", (webhook.name if webhook else None,), primary_id=payload["webhook"])
            self.stops.append(Stop(person, self.place(), None))
        return delivery

    def _new_origin(self, type_: ActivityType, result: int) -> Origin:
        return replace(super()._new_origin(type_, result), occurred_at=self.now)
