"""Flow action Execute Campaign (C06 to C10, C13, T03): runs an executable campaign to its end, then goes on."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.engine.kinds import Needs, Params, Role
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.wave import Wave
from campaigns.engine.wording import campaign_names, gone, names


class ExecuteCampaignParams(Params):
    campaign: int = Param(title="Campaign", json_schema_extra={"control": "executable"})
    parent_context: bool = Param(
        default=False,
        title="Use Parent Campaign Token Context",
        description="True: this campaign's tokens come first. False: the executed campaign's own come first.",
        json_schema_extra={"control": "boolean"},
    )


class ExecuteCampaign:
    kind = "execute_campaign"
    label = "Execute Campaign"
    category = "Flow"
    role: Role = "campaign"
    help = "Runs an executable campaign for the person. The next step starts when it has finished."
    params_type = ExecuteCampaignParams
    allowed_in_executable = True

    def needs(self, params: ExecuteCampaignParams) -> Needs:
        return Needs()

    def check(self, params: ExecuteCampaignParams, scope: Scope) -> Iterator[str]:
        yield from gone([params.campaign], scope.campaigns, "campaign of this workspace")
        campaign = scope.campaigns.get(params.campaign)
        if campaign is not None and not campaign.executable:
            yield (
                f'"{campaign.name}" is not executable. Choose an executable campaign, or use the step Request Campaign.'
            )

    def act(self, params: ExecuteCampaignParams, people: list[int], wave: Wave) -> list[int]:
        return wave.call(params.campaign, people, parent_context=params.parent_context)

    def refs(self, params: ExecuteCampaignParams) -> Iterator[Ref]:
        yield Ref("campaign", params.campaign, "executes")

    def words(self, params: ExecuteCampaignParams, scope: Scope) -> str:
        whose = "with this campaign's tokens" if params.parent_context else "with its own tokens"
        return f"Execute {names([params.campaign], campaign_names(scope), 'campaign')} {whose}"


ACTION = ExecuteCampaign()
