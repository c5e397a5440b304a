"""Pages: by opaque tokens in the lead database, by offset in the assets (reference 1.7)."""

import base64
import binascii
import json

from campaigns.selectors.outside.placed import Wanted
from designer.marketo.errors import Refused
from designer.marketo.parameters import Parameters

BATCH = 300
ASSET_PAGE, MOST_ASSETS = 20, 200


def batch_size(given: Parameters) -> int:
    """At most 300, whatever is asked for."""
    return min(given.whole("batchSize", BATCH, at_least=1), BATCH)


def token(kind: str, *position: int | str) -> str:
    """Good for the same endpoint only."""
    return base64.b32encode(json.dumps([kind, *position], separators=(",", ":")).encode()).decode()


def position(text: str, kind: str, length: int) -> list[int]:
    """Where a token points to."""
    try:
        found = json.loads(base64.b32decode(text.strip().upper().replace("%3D", "=")))
    except (binascii.Error, ValueError, RecursionError):
        found = None
    if not isinstance(found, list) or found[:1] != [kind] or len(found) != length + 1 or not all(map(_fits, found[1:])):
        raise Refused("1003", "Invalid value for 'nextPageToken': use the token that this call gave before.")
    return found[1:]


def after(given: Parameters, kind: str) -> int:
    """The id at which the page before ended."""
    text = given.text("nextPageToken")
    return position(text, kind, 1)[0] if text else 0


def wanted(given: Parameters) -> Wanted:
    """What the lists of assets may be asked for, but for the folder."""
    return Wanted(
        since=given.moment("earliestUpdatedAt"),
        until=given.moment("latestUpdatedAt"),
        offset=given.whole("offset", 0),
        limit=given.whole("maxReturn", ASSET_PAGE, at_least=1, at_most=MOST_ASSETS),
    )


def _fits(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63
