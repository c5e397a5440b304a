"""Columns of our own: text in its normal form, and sorted numbers packed small."""

import itertools
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


def pack(numbers: Iterable[int]) -> bytes:
    """Ascending numbers as their differences, 8 bytes each where one does not fit into 4; the same on every machine."""
    values = list(numbers)
    steps = [b - a for a, b in itertools.pairwise([0, *values])]
    if steps and min(steps) < 0:
        raise ValueError("Only ascending numbers can be packed.")
    wide = bool(steps) and max(steps) >= 2**32
    packed = array("Q" if wide else "I", steps)
    if packed.itemsize != (8 if wide else 4):
        raise RuntimeError("This machine's integers have another size.")
    return (b"\x08" if wide else b"\x04") + packed.tobytes()


def unpack(packed: bytes | memoryview) -> list[int]:
    """What `pack` was given."""
    content = bytes(packed)
    if not content:
        return []
    steps = array("Q" if content[0] == 8 else "I")
    steps.frombytes(content[1:])
    return list(itertools.accumulate(steps))
