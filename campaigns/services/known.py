"""Associate: says by API whose browser a cookie is (C18)."""

from django.db import transaction

from campaigns.definitions.actor import Actor, Role
from campaigns.runtime.happenings import promote
from campaigns.runtime.record import Source
from campaigns.selectors.people import person_seen_from
from campaigns.selectors.rights import require
from campaigns.services.tracking import visitor_of


@transaction.atomic
def associate(actor: Actor, *, workspace_id: int, person_id: int, cookie: str) -> None:
    workspace = require(actor, workspace_id, Role.MARKETER)
    person = person_seen_from(workspace, person_id)
    visitor = visitor_of(workspace, cookie)
    if visitor.person_id != person.pk:
        promote(visitor, person.pk, source=Source("Web Service API", actor.name, workspace_id))
