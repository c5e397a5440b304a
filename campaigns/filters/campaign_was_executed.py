"""Filter Campaign was Executed (C09): an executable was called for the person, qualified or not."""

from pydantic import Field as Param

from campaigns.engine.abouts import CAMPAIGNS
from campaigns.engine.activity_kinds import ActivityFilter
from campaigns.engine.history import HistoryParams
from campaigns.engine.predicates import AttributeTest


class ExecutedParams(HistoryParams):
    qualified: bool | None = Param(
        default=None,
        title="Qualified",
        description="Empty means whether the person qualified or not.",
        json_schema_extra={"control": "boolean"},
    )

    def own_tests(self) -> tuple[AttributeTest, ...]:
        if self.qualified is None:
            return ()
        return (AttributeTest("Qualified", "is", ("true" if self.qualified else "false",)),)

    def own_words(self) -> str:
        return "" if self.qualified is None else f", qualified {str(self.qualified).upper()}"


FILTER = ActivityFilter(
    kind="campaign_was_executed",
    label="Campaign was Executed",
    help="For whom an executable campaign was called, whether the person qualified for it or not.",
    activity="execute_campaign",
    about=CAMPAIGNS,
    own_params=ExecutedParams,
    any_result=True,  # a call in too deep a chain has failed, and was a call all the same (C12)
    sentences=("{about} was executed", "{about} was not executed"),
    in_choice=True,
)
