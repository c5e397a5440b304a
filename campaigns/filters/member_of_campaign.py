"""Filter Member of Smart Campaign (C19): who has entered a campaign's flow."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.engine.kinds import Params
from campaigns.engine.membership import Membership, member_words, membership
from campaigns.engine.predicates import InCampaign, Predicate
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.wording import campaign_names, gone, names


class MemberOfCampaignParams(Params):
    operator: Membership = Param(default="in", title="Operator", json_schema_extra={"control": "select"})
    campaigns: tuple[int, ...] = Param(
        default=(), title="Campaigns", max_length=200, json_schema_extra={"control": "campaigns"}
    )


class MemberOfCampaign:
    kind = "member_of_campaign"
    label = "Member of Smart Campaign"
    category = "Membership"
    help = "Who has entered the campaign's flow at any time; for an executable, who qualified for a call."
    params_type = MemberOfCampaignParams
    in_choice = True

    def check(self, params: MemberOfCampaignParams, scope: Scope) -> Iterator[str]:
        if not params.campaigns:
            yield "Choose a campaign."
        yield from gone(params.campaigns, scope.campaigns, "campaign")

    def predicate(self, params: MemberOfCampaignParams, scope: Scope) -> Predicate:
        return membership(params.operator, params.campaigns, scope.campaigns, "campaign", InCampaign)

    def refs(self, params: MemberOfCampaignParams) -> Iterator[Ref]:
        for each in params.campaigns:
            yield Ref("campaign", each, "reads")

    def words(self, params: MemberOfCampaignParams, scope: Scope) -> str:
        known = campaign_names(scope)
        return f"{member_words(params.operator)} campaign {names(params.campaigns, known, 'campaign')}"


FILTER = MemberOfCampaign()
