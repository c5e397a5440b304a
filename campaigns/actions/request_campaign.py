"""Flow action Request Campaign (C13, C14): the person enters another campaign on its own; this one goes on at once."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.engine.kinds import Caution, Needs, Params, Role
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.wave import Wave
from campaigns.engine.wording import campaign_names, gone, names

SOURCE = "Marketo Flow Action"


class RequestCampaignParams(Params):
    campaign: int = Param(title="Campaign", json_schema_extra={"control": "requestable"})


class RequestCampaign:
    kind = "request_campaign"
    label = "Request Campaign"
    category = "Flow"
    role: Role = "campaign"
    help = "Sends the person into another campaign, which runs beside this one with its own tokens."
    params_type = RequestCampaignParams
    allowed_in_executable = True

    def needs(self, params: RequestCampaignParams) -> Needs:
        return Needs()

    def check(self, params: RequestCampaignParams, scope: Scope) -> Iterator[str]:
        yield from gone([params.campaign], scope.campaigns, "campaign of this workspace")
        campaign = scope.campaigns.get(params.campaign)
        if campaign is None:
            return
        if campaign.executable:
            yield f'"{campaign.name}" is executable and can\'t be requested. Use the step Execute Campaign.'
        elif SOURCE not in campaign.sources:
            yield Caution(
                f'"{campaign.name}" has no trigger Campaign is Requested that accepts a flow step, so the request will '
                "fail. Add that trigger there."
            )
        elif not campaign.active:
            yield Caution(f'"{campaign.name}" is not active, so the request will fail. Activate it first.')

    def act(self, params: RequestCampaignParams, people: list[int], wave: Wave) -> list[int]:
        wave.request(params.campaign, people)
        return people

    def refs(self, params: RequestCampaignParams) -> Iterator[Ref]:
        yield Ref("campaign", params.campaign, "requests")

    def words(self, params: RequestCampaignParams, scope: Scope) -> str:
        return f"Request {names([params.campaign], campaign_names(scope), 'campaign')}"


ACTION = RequestCampaign()
