"""People whose words begin as somebody typed, fast among a million (definitions/search.py)."""

from django.db.models import Exists, OuterRef, QuerySet

from campaigns.definitions.search import after_prefix, searched_words
from campaigns.models import Person, PersonWord

_FEW = 5_000  # people whom an index is read for at once


def matching(people: QuerySet[Person], text: str) -> QuerySet[Person]:
    """A rare word leads to its people; where all words are common, people are looked through in order, since the
    first page is soon full."""
    words = searched_words(text)
    rare = next((word for word in words if _is_rare(word)), None)
    for word in words:
        if word == rare:
            people = people.filter(pk__in=_beginning(word).values("person"))
        else:
            people = people.filter(Exists(_beginning(word).filter(person=OuterRef("pk"))))
    return people


def _beginning(word: str) -> QuerySet[PersonWord]:
    return PersonWord.objects.filter(word__gte=word, word__lt=after_prefix(word))


def _is_rare(word: str) -> bool:
    return _beginning(word)[: _FEW + 1].count() <= _FEW
