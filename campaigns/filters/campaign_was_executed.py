"""Filter Campaign was Executed (C09): an executable was called for the person, qualified or not."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.engine.history import HistoryParams, did, history_problems, history_test, history_words
from campaigns.engine.kinds import Ref, Scope
from campaigns.engine.predicates import AttributeTest, Doubtful, Predicate
from campaigns.engine.wording import campaign_names, gone, names


class CampaignWasExecutedParams(HistoryParams):
    campaigns: tuple[int, ...] = Param(
        default=(),
        title="Campaigns",
        max_length=200,
        description="Any of these; none chosen means any campaign.",
        json_schema_extra={"control": "campaigns"},
    )
    qualified: bool | None = Param(
        default=None,
        title="Qualified",
        description="Empty means whether the person qualified or not.",
        json_schema_extra={"control": "boolean"},
    )


class CampaignWasExecuted:
    kind = "campaign_was_executed"
    label = "Campaign was Executed"
    category = "Activity history"
    help = "For whom an executable campaign was called, whether the person qualified for it or not."
    params_type = CampaignWasExecutedParams
    in_choice = True

    def check(self, params: CampaignWasExecutedParams, scope: Scope) -> Iterator[str]:
        yield from gone(params.campaigns, scope.campaigns, "campaign")
        yield from history_problems(params, scope)

    def predicate(self, params: CampaignWasExecutedParams, scope: Scope) -> Predicate:
        if any(each not in scope.campaigns for each in params.campaigns):
            return Doubtful("It names a campaign that is no longer there.")
        wanted = "true" if params.qualified else "false"
        return history_test(
            params,
            scope,
            "execute_campaign",
            primary_ids=params.campaigns or None,
            tests=() if params.qualified is None else (AttributeTest("Qualified", "is", (wanted,)),),
            any_result=True,  # a call in too deep a chain has failed, and was a call all the same (C12)
        )

    def refs(self, params: CampaignWasExecutedParams) -> Iterator[Ref]:
        for each in params.campaigns:
            yield Ref("campaign", each, "reads")

    def words(self, params: CampaignWasExecutedParams, scope: Scope) -> str:
        known = names(params.campaigns, campaign_names(scope), "campaign") if params.campaigns else "Any campaign"
        qualified = "" if params.qualified is None else f", qualified {str(params.qualified).upper()}"
        return f"{known} {did(params, 'executed')}{qualified}{history_words(params)}"


FILTER = CampaignWasExecuted()
