"""Problems as plain JSON, for the details of a refusal."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from campaigns.engine.checks import Problem


def plain(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [asdict(problem) for problem in problems]
