"""The figures as tables that people read."""

from typing import Any

FLOORS = {"postgresql": 0.5, "sqlite": 0.35}  # product / hand-written SQL
MEMORY_LIMIT, SAVE_LIMIT = 250.0, 150.0  # MB, ms


def print_report(figures: list[dict[str, Any]]) -> None:
    for each in figures:
        print(f"\n{each['database']}: {each['people']:,} people, median of {each['rounds']} interleaved rounds")
        print(f"  {'flow':<8}{'activities':>12}{'product s':>11}{'SQL s':>8}{'ratio':>7}{'floor':>7}{'steps/s':>10}")
        for name, flow in each["flows"].items():
            print(
                f"  {name:<8}{flow['activities']:>12,}{flow['product']:>11.2f}{flow['sql']:>8.2f}{flow['ratio']:>7.2f}"
                f"{FLOORS[each['database']]:>7.2f}{flow['activities'] / flow['product']:>10,.0f}"
            )
        for name, flow in each["flows"].items():
            parts = ", ".join(f"{part} {share:.0%}" for part, share in flow["parts"].items())
            print(f"  where the time of {name} goes: {parts}")
        memory, save = each["memory"], each["save"]
        print(
            f"  worker memory (private): {memory['small_mb']:.0f} MB with {memory['small']:,} people, "
            f"{memory['large_mb']:.0f} MB with {memory['large']:,} (limit {MEMORY_LIMIT:.0f})"
        )
        print(
            f"  a user's save during a run: p50 {save['p50']:.0f} ms, p99 {save['p99']:.0f} ms "
            f"of {save['saves']} saves (limit {SAVE_LIMIT:.0f})"
        )
