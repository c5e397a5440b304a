"""All benchmarks: the engine on SQLite and on a PostgreSQL of its own, the same of the API, then the pages.

`python -m bench [--only sqlite|postgresql|api|pages] [--people N] [--rounds N] [--calls N] [--activities N]`
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import pages
from bench.api_report import print_api
from bench.report import FLOORS, print_report

RESULTS = Path(__file__).parent / "results"


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m bench")
    options.add_argument("--people", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--only", choices=["sqlite", "postgresql", "api", "pages"])
    options.add_argument("--calls", type=int, default=200, help="of 300 leads each")
    options.add_argument("--activities", type=int, default=1_000_000, help="in the export")
    chosen = options.parse_args()
    RESULTS.mkdir(exist_ok=True)
    good = [of_engine(chosen)] if chosen.only not in ("api", "pages") else []
    if chosen.only in (None, "api"):
        good.append(of_api(chosen))
    if chosen.only in (None, "pages"):
        good.append(pages.report(RESULTS / "pages.json"))
    return 0 if all(good) else 1


def of_engine(chosen: argparse.Namespace) -> bool:
    figures = [
        measured
        for vendor in ("sqlite", "postgresql")
        if chosen.only in (None, vendor)
        and (measured := measure(vendor, "bench.measure", chosen.people, chosen.rounds))
    ]
    (RESULTS / "engine.json").write_text(json.dumps(figures, indent=1))
    print_report(figures)
    return bool(figures) and all(meets_floors(each) for each in figures)


def of_api(chosen: argparse.Namespace) -> bool:
    """There are no floors yet: it is good when both sides wrote the same."""
    sizes = (chosen.calls, chosen.activities, chosen.rounds)
    figures = [measured for vendor in ("sqlite", "postgresql") if (measured := measure(vendor, "bench.api", *sizes))]
    (RESULTS / "api.json").write_text(json.dumps(figures, indent=1))
    print_api(figures)
    return bool(figures)


def measure(vendor: str, module: str, *sizes: int) -> dict[str, object] | None:
    """In a process of its own; None where the database is not installed."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        output = Path(folder) / "figures.json"
        command = [sys.executable, "-m", module, str(output), *map(str, sizes)]
        if vendor == "postgresql":
            command = [sys.executable, "-m", "tests.servers", *command]
        environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
        environment |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "designer.settings"}
        subprocess.run(command, env=environment, check=True)
        return json.loads(output.read_text()) if output.exists() else None


def meets_floors(figures: dict[str, object]) -> bool:
    floor = FLOORS[str(figures["database"])]
    flows: dict[str, dict[str, float]] = figures["flows"]  # type: ignore[assignment]
    return all(flow["ratio"] >= floor for flow in flows.values())


if __name__ == "__main__":
    sys.exit(main())
