"""What happens when this machine lacks something: a skipped test here, a failure under CI."""

import os


class Missing(Exception):
    """Something that must be installed is not."""


def is_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}
