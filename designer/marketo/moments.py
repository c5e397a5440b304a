"""Dates as Marketo writes and reads them; the lead database and the assets write them differently."""

from datetime import UTC, date, datetime

from designer.marketo.errors import wrong_type


def written(moment: datetime | None) -> str | None:
    """Of the lead database: no fractions, for clients parse it to the letter."""
    return f"{moment.astimezone(UTC).isoformat()[:19]}Z" if moment else None


def asset_written(moment: datetime | None) -> str | None:
    """Of the assets: literally both Z and +0000."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ+0000") if moment else None


def read(text: str) -> datetime:
    """With Z, an offset with or without a colon, both, a fraction, or a day alone; what has no zone is UTC."""
    cleaned = text.strip().replace(" ", "+") if "T" in text else text.strip()  # a + that was not encoded
    cleaned = cleaned.removesuffix("+0000") if cleaned.endswith("Z+0000") else cleaned
    try:
        found = datetime.fromisoformat(cleaned) if "T" in cleaned else _day(cleaned)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise wrong_type(text, "DateTime") from None


def _day(text: str) -> datetime:
    day = date.fromisoformat(text)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
