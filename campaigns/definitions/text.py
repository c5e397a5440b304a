"""The one normal form in which text compares, everywhere (engine.md 21)."""

import unicodedata


def normal(text: str) -> str:
    """NFKC, casefold, NFKC, outer spaces off: É equals é, and é is not e."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", folded).strip()
