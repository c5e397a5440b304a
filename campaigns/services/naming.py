"""Names that people give: cleaned the same way everywhere, and refused where they are taken."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from campaigns.errors import Invalid, NameTaken


def clean_name(name: str, *, most: int = 255) -> str:
    """Outer spaces off, none empty, none too long; control characters would break the tree and the log."""
    cleaned = name.strip()
    if not cleaned:
        raise Invalid("A name is needed.", fields={"name": ["A name is needed."]})
    if len(cleaned) > most:
        raise Invalid(f"The name is too long: at most {most} characters.", fields={"name": [f"At most {most}."]})
    if any(ord(character) < 32 for character in cleaned):
        raise Invalid("A name can't hold line breaks or control characters.", fields={"name": ["One line only."]})
    return cleaned


@contextmanager
def name_is_free(name: str) -> Iterator[None]:
    """Write inside it: the database's unique constraint is the judge, so two who save at once can't both win."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if not _about_a_name(error):
            raise
        raise NameTaken(f"The name “{name}” is already taken here. Choose another one.") from error


def _about_a_name(error: IntegrityError) -> bool:
    """PostgreSQL says the constraint's name, SQLite the columns; ours on names and labels say so in both."""
    text = str(error).lower()
    return "unique" in text and ("name" in text or "label" in text)
