"""The pages' budgets as lines that people read: what was measured, what it may be, and whether it is."""

from typing import Any

FASTEST = 10_000


def print_budgets(figures: dict[str, Any]) -> bool:
    script, console = figures["script"], figures["console"]
    seen = f"{console['shown_total']:,} of {console['written_total']:,} activities"
    print("\npages: SQLite, the web server and the writer of activities in one process, Chromium beside it")
    met = [
        budget("script that every page begins with, gzipped", script["kb"], 350, "kB"),
        *(fact(f"the {part} are not in it", held) for part, held in script["apart"].items()),
        budget("console of a run of 1,000,000 activities, first frame", console["large_ms"], 1000, "ms"),
        budget("the same while activities arrive", console["streaming_ms"], 1000, "ms"),
        budget("memory of the page's process, most", console["private_mb"], 150, "MB"),
        fact(f"{console['rate']:,.0f} activities a second arrived (wanted 10,000)", console["rate"] > FASTEST * 0.95),
        fact(f"in the end the page has counted {seen}", seen_all(console)),
    ]
    print(f"  for comparison, a run of 1,000 activities: first frame {console['small_ms']:,.0f} ms")
    print(f"  heap of its scripts {console['heap_mb']:.0f} MB; longest task {console['longest_task_ms']:.0f} ms")
    return all(met)


def budget(what: str, measured: float, limit: float, unit: str) -> bool:
    return fact(f"{what:<55}{measured:>8,.0f} {unit} (budget {limit:,.0f})", measured < limit)


def fact(what: str, met: bool) -> bool:
    print(f"  {'pass' if met else 'MISS'}  {what}")
    return met


def seen_all(console: dict[str, Any]) -> bool:
    return bool(console["shown_total"] == console["written_total"])
