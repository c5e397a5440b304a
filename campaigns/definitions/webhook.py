"""A webhook: the request that a flow step makes for each person, and the fields that its answer fills (F07)."""

from typing import Literal

from pydantic import Field

from campaigns.definitions.base import Frozen

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


class Header(Frozen):
    name: str = Field(min_length=1, max_length=200)
    value: str = Field(default="", max_length=4000)


class FieldMapping(Frozen):
    """`path` leads to a value in the JSON of the answer, such as "person.scores[0].value"."""

    path: str = Field(min_length=1, max_length=500)
    field: str = Field(min_length=1, max_length=100)


class WebhookDefinition(Frozen):
    """`encoding` says how values of tokens are quoted in the body; in the address they are always encoded."""

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"] = "POST"
    url: str = Field(default="", max_length=4000)
    headers: tuple[Header, ...] = Field(default=(), max_length=50)
    body: str = Field(default="", max_length=100_000)
    encoding: Literal["json", "form", "none"] = "json"
    mappings: tuple[FieldMapping, ...] = Field(default=(), max_length=100)

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.url, self.body, *(header.value for header in self.headers))
