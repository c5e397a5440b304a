"""The catalog: every kind is found, and a malformed or doubled one is refused at start."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

from campaigns.catalog import _FILTER, MalformedKind, catalog, collect
from campaigns.definitions.activity_types import BY_KEY
from campaigns.engine.activity_kinds import ActivityFilter, ActivityTrigger

GOOD = """
from pydantic import Field
from campaigns.engine.kinds import Params
class P(Params):
    field: str = Field(json_schema_extra={"control": "field"})
class K:
    kind, label, category, help, params_type, in_choice = "KIND", "K", "C", "H", P, True
    def check(self, params, scope): yield from ()
    def predicate(self, params, scope): ...
    def refs(self, params): yield from ()
    def words(self, params, scope): return ""
FILTER = K()
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    name = f"kinds_{tmp_path.name.replace('-', '_')}"
    (tmp_path / name).mkdir()
    module = ModuleType(name)
    module.__path__ = [str(tmp_path / name)]
    monkeypatch.setitem(sys.modules, name, module)
    return module


def write(package: ModuleType, file: str, text: str) -> None:
    (Path(package.__path__[0]) / f"{file}.py").write_text(text)


def test_every_kind_of_an_activity_asks_for_what_the_activity_has() -> None:
    declared: list[ActivityFilter | ActivityTrigger] = [
        *(kind for kind in catalog().filters.values() if isinstance(kind, ActivityFilter)),
        *(kind for kind in catalog().triggers.values() if isinstance(kind, ActivityTrigger)),
    ]
    assert declared
    for kind in declared:
        asked = {*kind.constraints, *kind.options, *(test.attribute for test in kind.always)}
        named = getattr(kind.about, "attribute", None)
        assert asked | ({named} if named else set()) <= set(BY_KEY[kind.activity].attributes), kind.kind


def test_a_well_formed_kind_is_found_by_its_name(package: ModuleType) -> None:
    write(package, "one", GOOD.replace("KIND", "one"))
    assert list(collect(package, "FILTER", _FILTER)) == ["one"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "defines no FILTER"),
        (GOOD.replace("KIND", "Bad Name"), "is not a kind's name"),
        (GOOD.replace("KIND", "one").replace("def words", "def wrds"), "the method words is missing"),
        (GOOD.replace("KIND", "one").replace('"H", P, True', '"H", P, "yes"'), "in_choice must be of type bool"),
        (GOOD.replace("KIND", "one").replace('"H", P, True', '"H", str, True'), "must be a Params class"),
        (GOOD.replace("KIND", "one").replace('"control"', '"other"'), "names no control"),
    ],
)
def test_a_malformed_kind_is_refused_with_its_file_and_its_fault(package: ModuleType, text: str, words: str) -> None:
    write(package, "one", text)
    with pytest.raises(MalformedKind, match=f"{package.__name__}.one.*{words}"):
        collect(package, "FILTER", _FILTER)


def test_a_kind_that_two_files_define_is_refused(package: ModuleType) -> None:
    write(package, "one", GOOD.replace("KIND", "same"))
    write(package, "two", GOOD.replace("KIND", "same"))
    with pytest.raises(MalformedKind, match='another file defines the kind "same"'):
        collect(package, "FILTER", _FILTER)
