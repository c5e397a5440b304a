"""A house in which processes die: starts a run, kills at the moment asked for, starts again, balances the books."""

import os
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Sum

from campaigns.models import Journal, Run, Workspace
from tests.crash import books
from tests.crash.campaigns import Drawn
from tests.crash.console import Console, Marketer
from tests.crash.processes import Victim
from tests.until import until

CRASHES = int(os.environ.get("CRASHES", "3"))
MOST_TRIES = 5 * CRASHES  # a kill beside its moment is checked like any other, and does not count
PATIENCE = 120  # seconds
Moment = Callable[[Run], None]
Test = Callable[[Run], bool]


def nothing() -> None:
    pass


@dataclass(frozen=True)
class Scene:
    workspace: Workspace
    people: Mapping[int, str]
    marketer: Marketer
    victim: Victim
    chance: random.Random

    def crash(
        self, drawn: Drawn, *, moment: Moment, is_hit: Test, then: Callable[[], None] = nothing, kills: int = 1
    ) -> int:
        """One run over a kill at the end of `moment`, or over several while they hit what they are to hit; `then` comes
        before each new start. How many hit; whether or not, everything must be right when the run is over."""
        run = self.marketer.run(drawn.started)
        console = Console(self.marketer, run)
        hits = 0
        while hits < kills:
            moment(run)
            self.victim.kill()
            was_hit = is_hit(run)
            then()
            self.victim.start()
            if not was_hit:
                break
            hits += 1
        until(lambda: books.is_over(run), within=PATIENCE)
        self.victim.wait()
        self._balance(drawn, run, console)
        return hits

    def _balance(self, drawn: Drawn, run: Run, console: Console) -> None:
        runs = [run, *drawn.requested_runs()]
        deeds = drawn.deeds(self.people)
        books.check_nobody_is_stuck()
        books.check_deeds(runs, deeds)
        books.check_scores(runs)
        for each in runs:
            books.check_entries(each, people=len({person for person, *_ in deeds}))
            books.check_counters(each, people=len(self.people))
            books.check_calls(each)
        books.check_journals()
        books.check_feed(run, console.to_the_end())
        for each in runs[1:]:
            books.check_feed(each, Console(self.marketer, each).to_the_end())


def repeat(crash: Callable[[int], int]) -> None:
    """Until as many kills have hit as were asked for. `crash` is told how many are to come, and tells its hits."""
    hits = tries = 0
    while hits < CRASHES:
        assert tries < MOST_TRIES, f"only {hits} of {tries} kills hit"
        hits += crash(CRASHES - hits)
        tries += 1


def logged_since(run: Run) -> int:
    """Activities of this run, and of those that it led to."""
    logged: int | None = Journal.objects.filter(run__gte=run.pk).aggregate(n=Sum("activities"))["n"]
    return logged or 0
