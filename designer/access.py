"""Turns whoever knocks into an Actor; the rights themselves are checked behind the door."""

from typing import Any

from campaigns.definitions.actor import Actor
from campaigns.selectors import rights


def actor_of(user: Any) -> Actor:
    """The Actor of a signed-in user (one query)."""
    return rights.actor_for(user)
