"""How much one API user may call: so many calls in 20 seconds, so many at once, so many a day. All are settings."""

import time
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import cache

from campaigns.selectors.api_usage import calls_on
from designer.marketo.errors import Refused

CENTRAL = ZoneInfo("America/Chicago")  # days begin there, wherever the workspace is
WINDOW = 20
DAY = 24 * 60 * 60
LONGEST_CALL = 300  # a process that died while it answered holds its place no longer


def today() -> date:
    return datetime.now(CENTRAL).date()


def start_of_today() -> datetime:
    return datetime.combine(today(), datetime.min.time(), CENTRAL)


def refuse_too_many(client_id: str, api_user_id: int) -> None:
    """Rate, day; whoever passes has to take a place with `enter`."""
    most = settings.API_CALLS_PER_20_SECONDS
    if _count(f"api-rate:{client_id}:{int(time.time() // WINDOW)}", 2 * WINDOW) > most:
        raise Refused("606", f"Max rate limit '{most}' exceeded with in '{WINDOW}' secs")
    a_day = settings.API_CALLS_PER_DAY
    if a_day and calls_on(api_user_id, today()) >= a_day:
        raise Refused("607", f"Daily API Request limit '{a_day}' reached")


def enter(client_id: str) -> None:
    if _count(_place(client_id), LONGEST_CALL) > settings.API_CALLS_AT_ONCE:
        leave(client_id)
        raise Refused("615", "Concurrent access limit reached")


def leave(client_id: str) -> None:
    try:
        cache.decr(_place(client_id))
    except ValueError:  # it has run out meanwhile
        return


def refuse_too_many_clones(client_id: str) -> None:
    """Each copies a whole program."""
    a_day = settings.API_PROGRAM_CLONES_PER_DAY
    if a_day and _count(f"api-clones:{client_id}:{today()}", 2 * DAY) > a_day:
        raise Refused("1020", f"At most {a_day} programs a day can be cloned by scheduling their campaigns")


def _place(client_id: str) -> str:
    return f"api-at-once:{client_id}"


def _count(key: str, seconds: int) -> int:
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:
        return 1
