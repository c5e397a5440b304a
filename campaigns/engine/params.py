"""Parses the raw parameters of a rule or step, and says in sentences what does not fit."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from campaigns.engine.kinds import Params


def parse(params_type: type[Params], raw: dict[str, Any]) -> tuple[Params | None, tuple[str, ...]]:
    """The parameters, or None and why not."""
    try:
        return params_type.model_validate(raw), ()
    except ValidationError as unfit:
        return None, tuple(_sentences(params_type, unfit))


def _sentences(params_type: type[Params], unfit: ValidationError) -> Iterator[str]:
    for each in unfit.errors(include_url=False, include_input=False, include_context=False):
        label = _label(params_type, each["loc"])
        match each["type"]:
            case "missing" | "none_required":
                yield f"{label} is not chosen yet."
            case "extra_forbidden":
                yield f"{label} is not known here. Take it out."
            case "value_error" | "assertion_error":
                yield each["msg"].partition(", ")[2] or each["msg"]
            case _:
                yield f"{label}: {each['msg'][:1].lower()}{each['msg'][1:]}."


def _label(params_type: type[Params], place: tuple[int | str, ...]) -> str:
    if not place:
        return "This"
    name = str(place[0])
    field = params_type.model_fields.get(name)
    return (field.title if field else None) or name.replace("_", " ").capitalize()
