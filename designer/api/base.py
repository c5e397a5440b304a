"""What every view of the API stands on: the actor, the parsed body, and answers made from frozen values."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from pydantic import BaseModel, RootModel, create_model
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from campaigns.definitions.actor import Actor
from designer.access import actor_of
from designer.parsing import JsonParser

LARGEST_ID = 2**63 - 1


class View(APIView):
    """A view parses, makes one call, and answers."""

    parser_classes = [JsonParser]

    @cached_property
    def actor(self) -> Actor:
        return actor_of(self.request.user)

    def parsed(self, form: type[serializers.Serializer[Any]], *, partial: bool = False) -> dict[str, Any]:
        """The body, or the query of a GET, checked by this serializer."""
        given = self.request.query_params if self.request.method == "GET" else self.request.data
        checked = form(data=given, partial=partial)
        checked.is_valid(raise_exception=True)
        return dict(checked.validated_data)


class Id(serializers.IntegerField):
    """An id; one that no database could hold is refused before it gets there."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=LARGEST_ID, **kwargs)


class PageQuery(serializers.Serializer[Any]):
    cursor = serializers.CharField(required=False, allow_blank=True, default=None)


class Archiving(serializers.Serializer[Any]):
    """Puts something into the archive, or brings it back."""

    archived = serializers.BooleanField()


class ToWorkspace(serializers.Serializer[Any]):
    """Moves something to another workspace: into `parent` there, or to its root."""

    target = Id()
    parent = serializers.CharField(max_length=40, allow_null=True, default=None)  # type: ignore[assignment]


class Restoring(serializers.Serializer[Any]):
    """Brings a version back. `edit_number` is the draft's, as for any other edit."""

    edit_number = serializers.IntegerField(min_value=0, max_value=2**31 - 1)


class Nothing(serializers.Serializer[Any]):
    """An empty body."""


def answer(value: BaseModel | Iterable[BaseModel], *, status: int = 200) -> Response:
    """One frozen value, or a bare list of them."""
    if isinstance(value, BaseModel):
        return Response(value.model_dump(mode="json"), status=status)
    return Response([each.model_dump(mode="json") for each in value], status=status)


def page(items: Iterable[Any], next: str | None, *, total: int | None = None) -> Response:
    """A page of plain items; where the selector gives a `Page`, `answer` will do."""
    return Response({"items": list(items), "next": next, "total": total})


def array_of(model: type[BaseModel]) -> type[BaseModel]:
    """For the schema: a bare list of these values."""
    return create_model(f"{model.__name__}List", __base__=RootModel[tuple[model, ...]])  # type: ignore[valid-type]
