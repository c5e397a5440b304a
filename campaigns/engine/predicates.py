"""Predicates: the one meaning of every filter. `evaluate` reads them in memory, `storage.predicate_sql` as SQL (L04).

Values are already in the form in which people are stored: text in its normal form, dates as "2026-11-22", instants as
"2026-11-22T10:00:00.000000Z". An empty field is None in memory and an absent key in the database; every comparison
with an empty field is false, and kinds add `Empty` where Marketo's surprises ask for it (L03).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, assert_never


@dataclass(frozen=True, slots=True)
class Text:
    """The field's normal form is, starts with or contains one of `values`."""

    field: str
    operator: Literal["is", "starts_with", "contains"]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """`between` takes (low, high), both included; `is` takes any number of values; the others take one."""

    field: str
    operator: Literal["is", "greater_than", "less_than", "at_least", "at_most", "between"]
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """A date or instant in the half-open span [since, until); None leaves that end open."""

    field: str
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class IsTrue:
    """A boolean field that is true; empty counts as false."""

    field: str


@dataclass(frozen=True, slots=True)
class Empty:
    field: str


@dataclass(frozen=True, slots=True)
class InList:
    list_id: int


@dataclass(frozen=True, slots=True)
class InProgram:
    """A member, whatever the status; or in one of `status_ids`; or with that `success`."""

    program_id: int
    status_ids: tuple[int, ...] | None = None
    success: bool | None = None


@dataclass(frozen=True, slots=True)
class InCampaign:
    """Has passed into that campaign's flow (C19)."""

    campaign_id: int


@dataclass(frozen=True, slots=True)
class InPartition:
    partition_id: int


@dataclass(frozen=True, slots=True)
class SharesKey:
    """Somebody else of the same partition has the same value in this key field. In memory as it stood when the wave
    was loaded."""

    field: str


@dataclass(frozen=True, slots=True)
class AttributeTest:
    """One constraint on an activity's attribute. `values` are normal forms for text, numbers for number.

    A test with texts sees texts and booleans ("true", "false"), one with numbers sees numbers; negative operators are
    exact complements. Texts are put in order bytewise, which serves dates.
    """

    attribute: str
    operator: Literal[
        "is",
        "is_not",
        "starts_with",
        "not_starts_with",
        "contains",
        "not_contains",
        "is_empty",
        "is_not_empty",
        "greater_than",
        "less_than",
        "at_least",
        "at_most",
        "between",
    ]
    values: tuple[str, ...] | tuple[float, ...]


@dataclass(frozen=True, slots=True)
class History:
    """At least `at_least` activities of the type in [since, until), by business time, that succeeded and pass every
    test. `primary_ids` names the assets (campaign, list, program) or is None for any; `any_result` counts the skipped
    and failed ones too."""

    type_id: int
    primary_ids: tuple[int, ...] | None = None
    tests: tuple[AttributeTest, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    at_least: int = 1
    any_result: bool = False


SAMPLE_PRIME = 2147483647


@dataclass(frozen=True, slots=True)
class Sample:
    """((person id * factor + offset) % prime)² % prime % 100 < percent; factor and offset come from run and filter.

    The square scatters people whose ids follow each other, and fits into 64 bits.
    """

    factor: int
    offset: int
    percent: int


@dataclass(frozen=True, slots=True)
class Constant:
    value: bool


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A broken rule: it qualifies nobody, and neither does anything that it is part of (C10)."""

    reason: str


@dataclass(frozen=True, slots=True)
class Not:
    of: "Predicate"


@dataclass(frozen=True, slots=True)
class All:
    of: tuple["Predicate", ...]


@dataclass(frozen=True, slots=True)
class Any:
    of: tuple["Predicate", ...]


Predicate = (
    Text
    | Number
    | Within
    | IsTrue
    | Empty
    | InList
    | InProgram
    | InCampaign
    | InPartition
    | SharesKey
    | History
    | Sample
    | Constant
    | Doubtful
    | Not
    | All
    | Any
)


def leaves(predicate: Predicate) -> Iterator[Predicate]:
    """Every part that is not Not, All or Any."""
    match predicate:
        case Not(of):
            yield from leaves(of)
        case All(of) | Any(of):
            for each in of:
                yield from leaves(each)
        case _:
            yield predicate


def depth(predicate: Predicate) -> int:
    """How many Not, All and Any lie around the innermost part."""
    match predicate:
        case Not(of):
            return 1 + depth(of)
        case All(of) | Any(of):
            return 1 + max(map(depth, of), default=0)
        case _:
            return 0


def doubt_of(predicate: Predicate) -> str | None:
    """The reason why the whole can't be trusted, or None."""
    for leaf in leaves(predicate):
        if isinstance(leaf, Doubtful):
            return leaf.reason
    return None


def fields_of(predicate: Predicate) -> set[str]:
    """The fields of a person that must be loaded to decide it in memory."""
    found: set[str] = set()
    for leaf in leaves(predicate):
        match leaf:
            case Text() | Number() | Within() | IsTrue() | Empty():
                found.add(leaf.field)
            case InList() | InProgram() | InCampaign() | InPartition() | SharesKey() | History() | Sample():
                pass
            case Constant() | Doubtful():
                pass
            case Not() | All() | Any():
                raise AssertionError("leaves() yields no joins")
            case _:
                assert_never(leaf)
    return found
