"""The API's description, from which the front end's types are made."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from pydantic import BaseModel


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    file: Path = tmp_path_factory.mktemp("schema") / "schema.yml"
    call_command("spectacular", "--fail-on-warn", "--validate", "--file", str(file))
    described: dict[str, Any] = yaml.safe_load(file.read_text())
    return described


def operations(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for methods in schema["paths"].values() for operation in methods.values()]


def test_every_operation_has_a_readable_name_of_its_own(schema: dict[str, Any]) -> None:
    names = [operation["operationId"] for operation in operations(schema)]

    assert len(names) > 60
    assert len(set(names)) == len(names)
    assert [name for name in names if name.startswith("api_") or name.endswith(("_retrieve", "_2"))] == []


def test_a_steps_count_is_described_as_it_is_sent(schema: dict[str, Any]) -> None:
    step = schema["components"]["schemas"]["StepProgress"]

    assert set(step["required"]) >= {"label", "in", "succeeded", "skipped", "failed", "choices"}


def test_what_may_be_empty_is_described_so(schema: dict[str, Any]) -> None:
    parent = schema["components"]["schemas"]["TreeNode"]["properties"]["parent"]

    assert {each["type"] for each in parent["anyOf"]} == {"string", "null"}


def test_a_name_means_the_same_wherever_it_stands(schema: dict[str, Any]) -> None:
    described = schema["components"]["schemas"]

    for model in set(_below(BaseModel)):
        if model.__name__ in described and model.__module__.startswith(("campaigns.", "designer.")):
            own = model.model_json_schema(mode="serialization", ref_template="#/components/schemas/{model}")
            meant = own.pop("$defs", {}) | {model.__name__: own}
            assert {name: described[name] for name in meant} == yaml.safe_load(yaml.safe_dump(meant)), model


def _below(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for each in model.__subclasses__():
        yield each
        yield from _below(each)
