"""What an activity is about, as its filter and its trigger let people choose it: assets, a field, or a word (L02)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Protocol

from pydantic import Field as Param
from pydantic import StringConstraints

from campaigns.definitions.fields import FieldType
from campaigns.definitions.text import normal
from campaigns.engine.kinds import Event
from campaigns.engine.predicates import AttributeTest
from campaigns.engine.scope import Ref, RefType, Scope
from campaigns.engine.wording import GONE, campaign_names, field_label, field_of, gone, names, webhook_names

Word = Annotated[str, StringConstraints(max_length=2000)]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The activities that are about what was chosen; None stands for whatever asset."""

    primary_ids: tuple[int, ...] | None = None
    tests: tuple[AttributeTest, ...] = ()


class About(Protocol):
    """`param` names the parameter that holds the choice; choosing nothing means anything."""

    @property
    def param(self) -> str: ...

    def field(self) -> tuple[Any, Any]:
        """The parameter's type and how it is drawn."""
        ...

    def check(self, chosen: Any, scope: Scope) -> Iterator[str]: ...

    def doubt(self, chosen: Any, scope: Scope) -> str | None:
        """Why the choice can't be followed now."""
        ...

    def narrowed(self, chosen: Any) -> Narrowed: ...

    def accepts(self, chosen: Any, event: Event) -> bool: ...

    def refs(self, chosen: Any) -> Iterator[Ref]: ...

    def words(self, chosen: Any, scope: Scope) -> str: ...


@dataclass(frozen=True, slots=True)
class Assets:
    """Any of the chosen lists, programs, campaigns …; activities name theirs by its id."""

    param: str
    title: str
    what: RefType
    known: Callable[[Scope], Mapping[int, str]]

    def field(self) -> tuple[Any, Any]:
        help = f"Any of these; none chosen means any {self.what}."
        drawn: dict[str, Any] = {"control": self.param}
        return tuple[int, ...], Param((), title=self.title, max_length=200, description=help, json_schema_extra=drawn)

    def check(self, chosen: tuple[int, ...], scope: Scope) -> Iterator[str]:
        yield from gone(chosen, self.known(scope), self.what)

    def doubt(self, chosen: tuple[int, ...], scope: Scope) -> str | None:
        known = self.known(scope)
        missing = any(each not in known for each in chosen)
        return f"It names a {self.what} that is {GONE}." if missing else None

    def narrowed(self, chosen: tuple[int, ...]) -> Narrowed:
        return Narrowed(primary_ids=tuple(chosen) or None)

    def accepts(self, chosen: tuple[int, ...], event: Event) -> bool:
        return not chosen or event.primary_id in chosen

    def refs(self, chosen: tuple[int, ...]) -> Iterator[Ref]:
        for each in chosen:
            yield Ref(self.what, each, "reads")

    def words(self, chosen: tuple[int, ...], scope: Scope) -> str:
        return names(chosen, self.known(scope), self.what) if chosen else f"any {self.what}"


LISTS = Assets("lists", "Lists", "list", lambda scope: scope.lists)
FORMS = Assets("forms", "Forms", "form", lambda scope: scope.forms)
CAMPAIGNS = Assets("campaigns", "Campaigns", "campaign", campaign_names)
WEBHOOKS = Assets("webhooks", "Webhooks", "webhook", webhook_names)
PROGRAMS = Assets(
    "programs", "Programs", "program", lambda scope: {each: known.name for each, known in scope.programs.items()}
)


@dataclass(frozen=True, slots=True)
class ChangedField:
    """The field that was changed; `attribute` holds its name. A trigger must name one (`starts`)."""

    title: str
    attribute: str
    what: Literal["field", "score"] = "field"
    starts: bool = False

    @property
    def param(self) -> str:
        return "field"

    @property
    def _noun(self) -> str:
        return "score field" if self.what == "score" else "field"

    def field(self) -> tuple[Any, Any]:
        drawn: dict[str, Any] = {"control": "field:score" if self.what == "score" else "field"}
        if self.starts:
            return str, Param(title=self.title, max_length=100, json_schema_extra=drawn)
        help = f"Empty means any {self.what}."
        return str | None, Param(None, title=self.title, max_length=100, description=help, json_schema_extra=drawn)

    def check(self, chosen: str | None, scope: Scope) -> Iterator[str]:
        if chosen is None:
            return
        field = field_of(scope, chosen)
        if field is None:
            yield f"The {self._noun} is no longer there. Choose another one."
        elif self.what == "score" and field.type is not FieldType.SCORE:
            yield f"{field.label} is no score field. Choose one, or use the change of a data value."
        elif self.starts and field.read_only:
            yield f"{field.label} is kept by the product itself and starts nothing. Choose another field."

    def doubt(self, chosen: str | None, scope: Scope) -> str | None:
        missing = chosen is not None and field_of(scope, chosen) is None
        return f"The {self._noun} is no longer there." if missing else None

    def narrowed(self, chosen: str | None) -> Narrowed:
        if chosen is None:
            return Narrowed()
        return Narrowed(tests=(AttributeTest(self.attribute, "is", (normal(chosen),)),))

    def accepts(self, chosen: str | None, event: Event) -> bool:
        return chosen is None or event.attributes.get(self.attribute) == chosen

    def refs(self, chosen: str | None) -> Iterator[Ref]:
        if chosen is not None:
            yield Ref("field", chosen, "reads")

    def words(self, chosen: str | None, scope: Scope) -> str:
        return field_label(scope, chosen) if chosen else f"any {self.what}"


@dataclass(frozen=True, slots=True)
class Words:
    """Any of the chosen words, which the activity's `attribute` holds; `options` are those that there usually are."""

    param: str
    title: str
    attribute: str
    what: str
    options: tuple[str, ...] = ()

    def field(self) -> tuple[Any, Any]:
        help = f"Any of these; none chosen means any {self.what}."
        drawn: dict[str, Any] = {"control": "words", "options": list(self.options)}
        return tuple[Word, ...], Param((), title=self.title, max_length=200, description=help, json_schema_extra=drawn)

    def check(self, chosen: tuple[str, ...], scope: Scope) -> Iterator[str]:
        yield from ()

    def doubt(self, chosen: tuple[str, ...], scope: Scope) -> str | None:
        return None

    def narrowed(self, chosen: tuple[str, ...]) -> Narrowed:
        wanted = _normals(chosen)
        return Narrowed(tests=(AttributeTest(self.attribute, "is", wanted),)) if wanted else Narrowed()

    def accepts(self, chosen: tuple[str, ...], event: Event) -> bool:
        wanted = _normals(chosen)
        return not wanted or normal(str(event.attributes.get(self.attribute) or "")) in wanted

    def refs(self, chosen: tuple[str, ...]) -> Iterator[Ref]:
        yield from ()

    def words(self, chosen: tuple[str, ...], scope: Scope) -> str:
        return " or ".join(chosen) if chosen else f"any {self.what}"


def _normals(chosen: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, (normal(each) for each in chosen)))
