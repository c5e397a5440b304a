"""Trigger Person is Created (S10): a new person, by import, by hand, by API or by a form."""

from collections.abc import Iterator

from campaigns.engine.kinds import Event, Params, Ref, Scope


class PersonIsCreatedParams(Params):
    pass


class PersonIsCreated:
    kind = "person_is_created"
    label = "Person is Created"
    category = "Person"
    help = "Starts when a person is new in the database."
    params_type = PersonIsCreatedParams
    activity: str | None = "new_person"

    def check(self, params: PersonIsCreatedParams, scope: Scope) -> Iterator[str]:
        yield from ()

    def matches(self, params: PersonIsCreatedParams, event: Event) -> bool:
        return True

    def refs(self, params: PersonIsCreatedParams) -> Iterator[Ref]:
        yield from ()

    def words(self, params: PersonIsCreatedParams, scope: Scope) -> str:
        return "Person is created"


TRIGGER = PersonIsCreated()
