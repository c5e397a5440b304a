"""Finds the kinds: one per file in filters, triggers and actions. A malformed or doubled one is refused at start."""

import importlib
import pkgutil
import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType, ModuleType
from typing import Any

from campaigns import actions, filters, triggers
from campaigns.engine.kinds import Catalog, Params

_COMMON: dict[str, type] = {"kind": str, "label": str, "category": str, "help": str, "params_type": type}
_FILTER = {**_COMMON, "in_choice": bool}
_ACTION = {**_COMMON, "role": str, "allowed_in_executable": bool}
_METHODS = {
    "FILTER": ("check", "predicate", "refs", "words"),
    "TRIGGER": ("check", "matches", "refs", "words"),
    "ACTION": ("needs", "check", "act", "refs", "words"),
}


class MalformedKind(Exception):
    """A file of filters, triggers or actions that holds no proper kind."""


@cache
def catalog() -> Catalog:
    """Every kind of the installation, found once per process."""
    return Catalog(
        filters=collect(filters, "FILTER", _FILTER),
        triggers=collect(triggers, "TRIGGER", _COMMON),
        actions=collect(actions, "ACTION", _ACTION),
    )


def collect(package: ModuleType, constant: str, wanted: Mapping[str, type]) -> Mapping[str, Any]:
    """The constant of every module of the package, by kind."""
    found: dict[str, Any] = {}
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        kind = getattr(importlib.import_module(module.name), constant, None)
        if kind is None:
            raise MalformedKind(f"{module.name} defines no {constant}.")
        _refuse_malformed(kind, module.name, wanted, _METHODS[constant])
        if kind.kind in found:
            raise MalformedKind(f'{module.name}: another file defines the kind "{kind.kind}" already.')
        found[kind.kind] = kind
    return MappingProxyType(found)


def _refuse_malformed(kind: object, where: str, wanted: Mapping[str, type], methods: tuple[str, ...]) -> None:
    for name, type_ in wanted.items():
        if not isinstance(getattr(kind, name, None), type_):
            raise MalformedKind(f"{where}: {name} must be of type {type_.__name__}.")
    for name in methods:
        if not callable(getattr(kind, name, None)):
            raise MalformedKind(f"{where}: the method {name} is missing.")
    _refuse_bad_name(getattr(kind, "kind", ""), where)
    params_type = getattr(kind, "params_type", None)
    if not (isinstance(params_type, type) and issubclass(params_type, Params)):
        raise MalformedKind(f"{where}: params_type must be a Params class.")
    for name, schema in params_type.model_json_schema().get("properties", {}).items():
        if "control" not in schema:
            raise MalformedKind(f"{where}: the parameter {name} names no control to draw it.")


def _refuse_bad_name(kind: str, where: str) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,63}", kind):
        raise MalformedKind(f'{where}: "{kind}" is not a kind\'s name; use small letters, digits and underscores.')
