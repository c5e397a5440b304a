"""Filter Campaign was Requested (F01): the person was sent into a requestable campaign."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.engine.history import HistoryParams, did, history_problems, history_test, history_words
from campaigns.engine.kinds import Ref, Scope
from campaigns.engine.predicates import Doubtful, Predicate
from campaigns.engine.wording import campaign_names, gone, names


class CampaignWasRequestedParams(HistoryParams):
    campaigns: tuple[int, ...] = Param(
        default=(),
        title="Campaigns",
        max_length=200,
        description="Any of these; none chosen means any campaign.",
        json_schema_extra={"control": "campaigns"},
    )


class CampaignWasRequested:
    kind = "campaign_was_requested"
    label = "Campaign was Requested"
    category = "Activity history"
    help = "Who was sent into a campaign by Request Campaign; requests that failed do not count."
    params_type = CampaignWasRequestedParams
    in_choice = True

    def check(self, params: CampaignWasRequestedParams, scope: Scope) -> Iterator[str]:
        yield from gone(params.campaigns, scope.campaigns, "campaign")
        yield from history_problems(params, scope)

    def predicate(self, params: CampaignWasRequestedParams, scope: Scope) -> Predicate:
        if any(each not in scope.campaigns for each in params.campaigns):
            return Doubtful("It names a campaign that is no longer there.")
        return history_test(params, scope, "request_campaign", primary_ids=params.campaigns or None)

    def refs(self, params: CampaignWasRequestedParams) -> Iterator[Ref]:
        for each in params.campaigns:
            yield Ref("campaign", each, "reads")

    def words(self, params: CampaignWasRequestedParams, scope: Scope) -> str:
        known = names(params.campaigns, campaign_names(scope), "campaign") if params.campaigns else "Any campaign"
        return f"{known} {did(params, 'requested')}{history_words(params)}"


FILTER = CampaignWasRequested()
