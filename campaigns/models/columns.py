"""Columns of our own: text in its normal form, and sorted numbers packed small."""

import itertools
import sys
from array import array
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models

from campaigns.definitions.text import normal


class NormalTextField(models.TextField):
    """The normal form of another text column, kept by the column itself and compared bytewise on every database."""

    def __init__(self, *args: Any, of: str, **kwargs: Any) -> None:
        self.of = of
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def db_parameters(self, connection: Any) -> Any:
        parameters = super().db_parameters(connection)
        return {**parameters, "collation": "C" if connection.vendor == "postgresql" else "BINARY"}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = normal(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, value)
        return value


_WIDTHS = ((1, "B"), (2, "H"), (4, "I"), (8, "Q"))


def pack(numbers: Iterable[int]) -> bytes:
    """Ascending numbers as their differences, each in as many bytes as the largest needs; the same everywhere."""
    values = list(numbers)
    steps = [b - a for a, b in itertools.pairwise([0, *values])]
    if steps and min(steps) < 0:
        raise ValueError("Only ascending numbers can be packed.")
    largest = max(steps, default=0)
    width, code = next(each for each in _WIDTHS if largest < 1 << (8 * each[0]))
    packed = array(code, steps)
    if sys.byteorder == "big":
        packed.byteswap()
    return bytes([width]) + packed.tobytes()


def unpack(packed: bytes | memoryview) -> list[int]:
    """What `pack` was given."""
    content = bytes(packed)
    if not content:
        return []
    steps = array(dict(_WIDTHS)[content[0]])
    steps.frombytes(content[1:])
    if sys.byteorder == "big":
        steps.byteswap()
    return list(itertools.accumulate(steps))
