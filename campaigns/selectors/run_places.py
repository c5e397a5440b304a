"""Places of a run, "path|step", and what stands there by the plan."""

from campaigns.engine.plan import CompiledCampaign, Plan


def split_place(place: str) -> tuple[str, str]:
    path, _, step = place.rpartition("|")
    return path, step


def campaign_at(plan: Plan, path: str) -> CompiledCampaign | None:
    """The campaign to which the Execute steps of `path` lead; None when the plan knows no such way."""
    campaign: CompiledCampaign | None = plan.campaigns.get(plan.content.root)
    for element in path.split("/") if path else ():
        campaign = _callee(plan, campaign, element) if campaign else None
    return campaign


def step_label(plan: Plan, place: str) -> str:
    """What kind of step it is, as people read it."""
    path, step_id = split_place(place)
    campaign = campaign_at(plan, path)
    step = next((each for each in campaign.steps if each.id == step_id), None) if campaign else None
    if step is None:
        return "A step of an earlier version"
    return step.action.label if step.action else f"Unknown: {step.kind}"


def path_below(place: str) -> str:
    """The path of what is called at this place."""
    path, step = split_place(place)
    return f"{path}/{step}" if path else step


def _callee(plan: Plan, caller: CompiledCampaign, element: str) -> CompiledCampaign | None:
    """Of a path's element: a step id, and behind a colon the choice, where it was not the default."""
    step_id, _, choice = element.partition(":")
    for step in caller.steps:
        for branch in step.branches if step.id == step_id else ():
            if branch.id == (choice or "default"):
                return plan.campaigns.get(getattr(branch.params, "campaign", 0))
    return None
