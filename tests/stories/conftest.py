"""Kinds that only stories need."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaigns import actions
from campaigns.catalog import catalog


@pytest.fixture
def stumble() -> Iterator[str]:
    """The name of an action that raises an unexpected error for people of the city that it is given."""
    folder = str(Path(__file__).parent / "kinds")
    actions.__path__.append(folder)
    catalog.cache_clear()
    yield "stumble"
    actions.__path__.remove(folder)
    sys.modules.pop("campaigns.actions.stumble", None)
    catalog.cache_clear()
