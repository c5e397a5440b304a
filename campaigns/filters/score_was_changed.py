"""Filter Score was Changed (L02): the score changed, or did not, in the history."""

from campaigns.engine.abouts import ChangedField
from campaigns.engine.activity_kinds import ActivityFilter
from campaigns.engine.score_changes import SCORE_ATTRIBUTES, with_signs

FILTER = ActivityFilter(
    kind="score_was_changed",
    label="Score was Changed",
    help="Whose score was changed, or was not, by any campaign, import or hand.",
    activity="change_score",
    about=ChangedField("Score", "Score Name", "score"),
    constraints=SCORE_ATTRIBUTES,
    reads=with_signs,
    sentences=("{about} was changed", "{about} was not changed"),
)
