"""Trigger Person is Created (S10): a new person, by import, by hand, by API or by a form."""

from campaigns.engine.activity_kinds import ActivityTrigger
from campaigns.engine.person_sources import CREATION_ATTRIBUTES, CREATION_SOURCES

TRIGGER = ActivityTrigger(
    kind="person_is_created",
    label="Person is Created",
    help="Starts when a person is new in the database.",
    activity="new_person",
    about=CREATION_SOURCES,
    constraints=CREATION_ATTRIBUTES,
    sentence="person is created by {about}",
)
