"""Filter Person was Created (L02): by import, by hand, by API, by a form; with the date of it."""

from campaigns.engine.activity_kinds import ActivityFilter
from campaigns.engine.person_sources import CREATION_ATTRIBUTES, CREATION_SOURCES

FILTER = ActivityFilter(
    kind="person_was_created",
    label="Person was Created",
    help="Who came into the database at that time, and how.",
    activity="new_person",
    about=CREATION_SOURCES,
    constraints=CREATION_ATTRIBUTES,
    sentences=("was created by {about}", "was not created by {about}"),
)
