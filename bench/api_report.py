"""The API's figures as tables that people read."""

from typing import Any


def print_api(figures: list[dict[str, Any]]) -> None:
    for each in figures:
        sync, export = each["sync"], each["export"]
        print(
            f"\n{each['database']}: {sync['calls']} calls of 300 leads over HTTP, {each['rounds']} interleaved rounds"
        )
        print(f"  {'leads':<10}{'ms a call':>11}{'slowest':>9}{'leads/s':>9}{'by hand':>9}{'ratio':>7}")
        for what in ("new", "changed"):
            row = sync[what]
            print(
                f"  {what:<10}{row['ms']:>11.0f}{row['slowest_ms']:>9.0f}{row['leads_per_second']:>9,.0f}"
                f"{row['by_hand_per_second']:>9,.0f}{row['ratio']:>7.2f}"
            )
        at_once = sync["at_once"]
        print(f"  sustained with {at_once['clients']} clients at once: {at_once['leads_per_second']:,.0f} new leads/s")
        print(
            f"  export of {export['activities']:,} activities: {export['rows_per_second']:,.0f} rows/s, "
            f"bare CSV {export['bare_per_second']:,.0f} rows/s, ratio {export['ratio']:.2f}"
        )
        print(
            f"  worker memory (private): {export['small_mb']:.0f} MB with {export['small']:,} activities, "
            f"{export['mb']:.0f} MB with {export['activities']:,}"
        )
