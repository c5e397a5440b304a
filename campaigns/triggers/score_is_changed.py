"""Trigger Score is Changed (S10): Change Score acted on a score field, also with +0."""

from campaigns.engine.abouts import ChangedField
from campaigns.engine.activity_kinds import ActivityTrigger
from campaigns.engine.score_changes import SCORE_ATTRIBUTES, with_signs

TRIGGER = ActivityTrigger(
    kind="score_is_changed",
    label="Score is Changed",
    help="Starts when a score of the person is changed.",
    activity="change_score",
    about=ChangedField("Score", "Score Name", "score", starts=True),
    constraints=SCORE_ATTRIBUTES,
    reads=with_signs,
    sentence="{about} is changed",
)
