"""Balances the books after a crash: each deed once, counters that equal the activities, numbers without a gap."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import Count

from campaigns.definitions.activity_types import BY_KEY
from campaigns.models import Activity, Journal, Run, Waiting, Wave
from campaigns.models import Counter as Number
from tests.crash.campaigns import Deed

QUALIFIED = {"TRUE": "qualified", "FALSE": "not_qualified"}
RESULTS = dict(Activity.Result.choices)


def is_over(run: Run) -> bool:
    """The run is done, and so is everything that it requested."""
    run.refresh_from_db()
    return (
        run.state == Run.State.DONE and not Wave.objects.exists() and not Journal.objects.filter(feed_no=None).exists()
    )


def check_deeds(runs: Sequence[Run], expected: Iterable[Deed]) -> None:
    """Every activity that belongs there is there once, and no other."""
    columns = ("person_id", "campaign_id", "path", "step", "type_id")
    found = Counter(Activity.objects.filter(run__in=runs).values_list(*columns))
    wanted = Counter(expected)
    assert list((wanted - found).items())[:5] == [], "missing"
    assert list((found - wanted).items())[:5] == [], "too many"
    failed = Activity.objects.filter(run__in=runs).exclude(result=Activity.Result.SUCCEEDED)
    assert list(failed.values("reason")[:5]) == []


def check_entries(run: Run, *, people: int) -> None:
    """One entry per person, and no step twice in it."""
    rows = Activity.objects.filter(run=run.pk)
    assert rows.aggregate(n=Count("entry", distinct=True))["n"] == people
    places = rows.values("entry", "path", "step").annotate(n=Count("id"))
    assert list(places.filter(n__gt=1)[:5]) == []


def check_nobody_is_stuck() -> None:
    assert list(Wave.objects.values()[:5]) == []
    assert list(Waiting.objects.values()[:5]) == []


def check_counters(run: Run, *, people: int) -> None:
    """What the console's header and cards show equals what the activities say."""
    run.refresh_from_db()
    assert (run.counts["entered"], run.counts["finished"]) == (people, people)
    assert not any(run.counts.get(number) for number in ("held", "parked", "left", "dropped"))
    shown = {
        place: {label: step[label] for label in RESULTS.values() if label in step}
        for place, step in run.counts["steps"].items()
    }
    assert shown == _results(run)


def _results(run: Run) -> dict[str, dict[str, int]]:
    by_place: dict[str, dict[str, int]] = {}
    rows = Activity.objects.filter(run=run.pk).values_list("path", "step", "result").annotate(n=Count("id"))
    for path, step, result, count in rows:
        by_place.setdefault(f"{path}|{step}", {})[RESULTS[result]] = count
    return by_place


def check_calls(run: Run) -> None:
    """Qualified TRUE and FALSE, per place and executable."""
    told: dict[str, dict[str, Counter[str]]] = {}
    rows = Activity.objects.filter(run=run.pk, type_id=BY_KEY["execute_campaign"].id)
    for path, step, child, attributes in rows.values_list("path", "step", "primary_id", "attributes"):
        by_child = told.setdefault(f"{path}|{step}", {})
        by_child.setdefault(str(child), Counter())[QUALIFIED[attributes["Qualified"]]] += 1
    assert run.counts.get("calls", {}) == told


def check_journals() -> None:
    """Numbered 1, 2, 3 … without a gap or a double, and each with the activities that it says."""
    numbers = list(Journal.objects.order_by("feed_no").values_list("feed_no", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert Number.objects.get(name="feed_no").value == len(numbers)
    said = dict(Journal.objects.filter(activities__gt=0).values_list("pk", "activities"))
    assert dict(Activity.objects.values_list("journal").annotate(n=Count("id"))) == said


def check_feed(run: Run, rows: list[tuple[int, int]]) -> None:
    """What a client saw is the whole feed, in its order, each row once."""
    feed = Activity.objects.filter(run=run.pk).order_by("journal__feed_no", "pk")
    assert rows == list(feed.values_list("journal__feed_no", "pk"))


def check_scores(runs: Sequence[Run]) -> None:
    """Each change of a score begins where the last one ended, and the last one is what the person has."""
    last: dict[tuple[int, str], int] = {}
    changes = Activity.objects.filter(run__in=runs, type_id=BY_KEY["change_score"].id)
    rows = changes.order_by("journal__feed_no", "pk").values_list("person", "attributes", "person__values")
    held: dict[tuple[int, str], int] = {}
    for person, told, values in rows:
        key = person, told["Score Name"]
        assert told["Old Value"] == last.get(key, told["Old Value"])
        last[key], held[key] = told["New Value"], values[told["Score Name"]]
    assert held == last
