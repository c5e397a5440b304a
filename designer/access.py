"""Turns whoever knocks into an Actor; the rights themselves are checked behind the door."""

from typing import Any

from campaigns.definitions.actor import Actor
from campaigns.errors import CampaignError
from campaigns.selectors import rights


class NotSignedIn(CampaignError):
    """You are not signed in, or your session has ended. Sign in again."""

    code = "not_signed_in"


def actor_of(user: Any) -> Actor:
    """The Actor of a signed-in user (one query)."""
    return rights.actor_for(user)


def actor_by_id(user_id: int) -> Actor:
    """The same for a door that stays open: roles may have been taken since it opened."""
    user = rights.active_user(user_id)
    if user is None:
        raise NotSignedIn
    return actor_of(user)
