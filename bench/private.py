"""What a process holds for itself alone: private pages, so neither shared libraries nor PostgreSQL's buffers."""

import re
from pathlib import Path


def private_mb(process: int | str = "self") -> float:
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    return sum(int(kb) for kb in re.findall(r"Private_(?:Clean|Dirty):\s+(\d+) kB", rollup)) / 1024
