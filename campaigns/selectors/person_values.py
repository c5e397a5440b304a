"""One person's values as tokens read them now, outside of any flow."""

from zoneinfo import ZoneInfo

from campaigns.engine.draft import Draft
from campaigns.engine.facts import LoadedFacts
from campaigns.engine.instants import stored
from campaigns.engine.scope import Scope
from campaigns.engine.token_scopes import Renderer
from campaigns.engine.wave import Value
from campaigns.models import Person, Workspace
from campaigns.storage.facts import database_now
from campaigns.storage.fields import all_fields, by_label


def renderer_for(person: Person | None, workspace: Workspace) -> Renderer:
    """The person has the index 0; where there is nobody, tokens of people are empty."""
    now, zone, fields = database_now(), ZoneInfo(workspace.timezone), all_fields()
    columns = {name: [value_of(person, name) if person else None] for name in fields}
    facts = LoadedFacts([person.pk if person else 0], columns=columns)
    draft = Draft(facts, Scope(fields=fields, now=now, zone=zone))
    return Renderer(by_label(fields), draft, now, zone)


def value_of(person: Person, field: str) -> Value:
    match field:
        case "created_at" | "updated_at":
            return stored(getattr(person, field))
        case _:
            value: Value = person.values.get(field)
            return value
