"""Definitions on their way into the database."""

import json
from typing import Any

from campaigns.definitions.base import Frozen
from campaigns.errors import Invalid


def storable(definition: Frozen) -> dict[str, Any]:
    """As JSON. What no database takes (NUL, half characters, endless numbers) is refused here, with a sentence."""
    dumped = definition.model_dump(mode="json")
    try:
        text = json.dumps(dumped, ensure_ascii=False, allow_nan=False)
        text.encode()
    except ValueError as error:
        raise Invalid("Something in it can't be stored: a broken character or an endless number.") from error
    if "\\u0000" in text:
        raise Invalid("Texts can't hold the character NUL. Take it out.")
    return dumped
