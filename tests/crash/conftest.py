"""Scenes with few and with many people, on the database at hand."""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.crash.campaigns import make_crowd
from tests.crash.console import Marketer
from tests.crash.processes import environment, house
from tests.crash.scene import Scene
from tests.factories import make_workspace

SOME, MANY = 3_000, 41_000  # a run's waves are laid out 20,000 people at a time


@pytest.fixture
def scene(transactional_db: None) -> Iterator[Scene]:
    with a_scene(SOME) as made:
        yield made


@pytest.fixture
def crowded_scene(transactional_db: None) -> Iterator[Scene]:
    with a_scene(MANY) as made:
        yield made


@contextmanager
def a_scene(people: int) -> Iterator[Scene]:
    """The seed is shown when a test fails; CRASH_SEED repeats it, as far as time itself can be repeated."""
    seed = os.environ.get("CRASH_SEED") or str(random.randrange(10**9))
    print(f"CRASH_SEED={seed}")  # noqa: T201
    workspace = make_workspace()
    crowd = make_crowd(workspace, people)
    processes = environment()
    with house(processes) as victim, Marketer(workspace, processes) as marketer:
        yield Scene(workspace, crowd, marketer, victim, random.Random(seed))
