"""Measures one database and writes its figures: `python -m bench.measure OUTPUT PEOPLE ROUNDS`."""

import json
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from bench import engine_side, handwritten, memory, people, saving, sql_side  # noqa: E402
from bench.flows import Drawn, draw  # noqa: E402
from bench.parts import parted, shares  # noqa: E402
from campaigns.models import SmartCampaign, Workspace  # noqa: E402


def main(output: str, count: int, rounds: int) -> None:
    call_command("migrate", verbosity=0)
    partition = people.partition_of("Bench")
    workspace = Workspace.objects.create(name="Bench", primary_partition=partition)
    workspace.partitions.add(partition)
    drawn = draw(workspace)
    people.make_template(workspace, count)
    figures: dict[str, Any] = {"database": people.vendor(), "people": count, "rounds": rounds, "flows": {}}
    figures["flows"]["five"] = compare(
        drawn,
        drawn.five,
        handwritten.five_computed,
        handwritten.five_activities,
        handwritten.five_members(drawn),
        rounds,
    )
    figures["flows"]["nested"] = compare(
        drawn,
        drawn.nested,
        handwritten.nested_computed,
        handwritten.nested_activities,
        handwritten.nested_members(drawn),
        rounds,
    )
    figures["memory"] = memory.compare(workspace, drawn.five, small=count // 10, large=count)
    people.make_template(workspace, count)
    people.lay()
    figures["save"] = saving.during_a_run(drawn.five)
    Path(output).write_text(json.dumps(figures))


def compare(
    drawn: Drawn,
    campaign: SmartCampaign,
    computed: Callable[[Drawn], str],
    activities: Callable[[Drawn], str],
    members: dict[int, str],
    rounds: int,
) -> dict[str, Any]:
    """Interleaved: product, SQL, product, SQL … each on freshly laid people."""
    product, sql = [], []
    expected: dict[str, int] = {}
    for number in range(rounds + 1):  # the first round warms up and fixes what both sides must write
        people.lay()
        product.append(engine_side.run(campaign))
        if number == 0:
            expected = sql_side.counts()
            sql_side.keep_journals()
        people.lay()
        sql.append(sql_side.run(computed, activities, drawn, members))
        sql_side.check(expected)
        print(f"  {campaign.name} round {number}: product {product[-1]:.2f} s, SQL {sql[-1]:.2f} s", flush=True)
    people.lay()
    with parted() as seconds:
        total = engine_side.run(campaign)
    product_median, sql_median = statistics.median(product[1:]), statistics.median(sql[1:])
    return {
        "product": product_median,
        "sql": sql_median,
        "ratio": statistics.median(s / p for s, p in zip(sql[1:], product[1:], strict=True)),
        "activities": expected["activity"],
        "parts": shares(seconds, total),
    }


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
