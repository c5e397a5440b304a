"""How the API describes itself: each view in its own words, each operation with the refusals it may answer."""

import inspect
from typing import Any, Literal

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from pydantic import BaseModel, ConfigDict

WRITING = {"POST", "PUT", "PATCH", "DELETE"}
REFUSALS = {
    "400": ("Invalid", "Something that was sent can't be accepted."),
    "401": ("NotSignedIn", "Nobody is signed in, or the session has ended."),
    "403": ("NotAllowed", "This person may not do that."),
    "404": ("NotFound", "There is no such thing here."),
    "409": ("Refused", "As things stand this is not possible; the message says why."),
}


class Refusal(BaseModel):
    """What happened and what to do; of an invalid body, `details` holds the `fields` and what is wrong with each."""

    model_config = ConfigDict(frozen=True)

    code: str
    message: str
    details: dict[str, Any]


class Described(AutoSchema):
    def get_description(self) -> str:  # type: ignore[override]  # as AutoSchema itself does
        """Of the method, else of the view itself: what views have in common is for those who write them."""
        method = getattr(self.view, self.method.lower(), None)
        said = getattr(method, "__doc__", None) or vars(type(self.view)).get("__doc__")
        return inspect.cleandoc(said) if said else ""

    def get_summary(self) -> str:
        """“Create folder” from create_folder."""
        return str(self.get_operation_id()).replace("_", " ").capitalize()

    def get_tags(self) -> list[str]:
        """What the address is about: the word behind the workspace, where there is one."""
        words = [word for word in self.path.removeprefix("/api/v1/").split("/") if "{" not in word]
        return [next((word for word in words if word != "workspaces"), "workspaces").replace("-", " ")]

    def _get_response_bodies(self, direction: Literal["request", "response"] = "response") -> dict[str, Any]:
        described: dict[str, Any] = super()._get_response_bodies(direction)
        return described | {code: self._refused(code) for code in self._refusals() if code not in described}

    def _refusals(self) -> list[str]:
        is_writing = self.method in WRITING
        asks = is_writing or any(each["in"] == "query" for each in self._get_parameters())
        applies = {"400": asks, "404": "{" in self.path, "409": is_writing}
        return [code for code in REFUSALS if applies.get(code, True)]

    def _refused(self, code: str) -> dict[str, Any]:
        name, words = REFUSALS[code]
        answer = self._get_response_for_code(Refusal, code) | {"description": words}
        component = ResolvedComponent(name=name, type=ResolvedComponent.RESPONSE, schema=answer, object=name)
        self.registry.register_on_missing(component)
        return dict(component.ref)
