"""Smart campaigns as assets: made, cloned, activated, deleted (reference 6.4; A01, C03, C05)."""

from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.campaign import CampaignKind, Qualification
from campaigns.definitions.schedule import Recurrence
from campaigns.selectors.campaigns import campaign_uses
from campaigns.selectors.outside.campaigns import OutsideCampaign, campaign, campaigns
from campaigns.selectors.outside.placed import Wanted
from campaigns.services.campaigns.cloning import clone_campaign
from campaigns.services.campaigns.placing import create_campaign, delete_campaign, update_campaign
from campaigns.services.campaigns.starting import activate, deactivate
from designer.marketo import envelope, flow_wire
from designer.marketo.browsing import BrowsingView
from designer.marketo.errors import Refused
from designer.marketo.moments import asset_written
from designer.marketo.places import nearest, wire_ref
from designer.marketo.smart_list_ids import of_campaign

BATCH_STATUS = {"never_run": "Never Run", "invalid": "Invalid"}
MODES = {"once": "once", "every_time": "any", "interval": "interval"}
MOST_DESCRIPTION = 2000


class CampaignView(BrowsingView):
    noun = "Smart Campaign"
    not_found = "Smart campaign not found"

    def found(self, wanted: Wanted, *, active: bool | None = None) -> list[OutsideCampaign]:
        return campaigns(**self.scope, wanted=wanted, active=active)

    def answer(self, *found: OutsideCampaign) -> Response:
        return envelope.assets([wire(each, self.workspace) for each in found])

    def one(self, id: int) -> Response:
        return self.answer(campaign(**self.scope, campaign_id=id))

    def description(self) -> str | None:
        text = self.given.text("description")
        if text and len(text) > MOST_DESCRIPTION:
            raise Refused("709", f"The description has at most {MOST_DESCRIPTION} characters.")
        return text


class CampaignsView(CampaignView):
    def get(self, request: Request) -> Response:
        return self.answer(*self.found(self.wanted(), active=self.given.flag("isActive")))

    def post(self, request: Request) -> Response:
        """Executable only if `isExecutable` says so (A01)."""
        name, parent = self.given.needed("name"), self.parent()
        made = create_campaign(
            **self.scope,
            name=name,
            parent=parent,
            description=self.description() or "",
            executable=bool(self.given.flag("isExecutable")),
        )
        return self.one(made.pk)


class CampaignByNameView(CampaignView):
    def get(self, request: Request) -> Response:
        return self.answer(*self.found(Wanted(names=[self.given.needed("name")])))


class CampaignByIdView(CampaignView):
    def get(self, request: Request, id: int) -> Response:
        found = self.found(Wanted(ids=[id]))
        if found and self.given.flag("includeFlowSteps") is not False:
            flow = flow_wire.flow_of(self.actor, self.workspace_id, id)
            return envelope.assets([wire(found[0], self.workspace) | {"flow": flow}])
        return self.answer(*found)

    def post(self, request: Request, id: int) -> Response:
        update_campaign(**self.scope, campaign_id=id, name=self.given.text("name"), description=self.description())
        return self.one(id)


class CampaignCloneView(CampaignView):
    def post(self, request: Request, id: int) -> Response:
        """Whatever the source is, the clone is executable only if `isExecutable` says so (A01, C05)."""
        name, parent, description = self.given.needed("name"), self.parent(), self.description()
        executable = bool(self.given.flag("isExecutable"))
        made = clone_campaign(**self.scope, campaign_id=id, name=name, parent=parent, executable=executable)
        if description is not None:
            update_campaign(**self.scope, campaign_id=made.pk, description=description)
        return self.one(made.pk)


class CampaignActivateView(CampaignView):
    def post(self, request: Request, id: int) -> Response:
        if campaign(**self.scope, campaign_id=id).active:
            raise Refused("709", "The smart campaign is active already.")
        activate(**self.scope, campaign_id=id)
        return envelope.assets([{"id": id}])


class CampaignDeactivateView(CampaignView):
    def post(self, request: Request, id: int) -> Response:
        if not campaign(**self.scope, campaign_id=id).active:
            raise Refused("709", "The smart campaign is not active.")
        deactivate(**self.scope, campaign_id=id)
        return envelope.assets([{"id": id}])


class CampaignDeleteView(CampaignView):
    def post(self, request: Request, id: int) -> Response:
        delete_campaign(**self.scope, campaign_id=id)
        return envelope.assets([{"id": id}])


class CampaignUsedByView(CampaignView):
    def get(self, request: Request, id: int) -> Response:
        offset, most = self.given.whole("offset", 0), self.given.whole("maxReturn", 20, at_least=1, at_most=50)
        uses = campaign_uses(**self.scope, campaign_id=id)
        shown = [
            {"id": int((use.node or ":0").partition(":")[2]), "name": use.name, "compType": _type(use.node)}
            for use in uses[offset : offset + most]
        ]
        return envelope.assets([{"usedByCount": str(len(uses)), "usedBy": shown}])


def wire(found: OutsideCampaign, workspace: str) -> dict[str, Any]:
    program = {"parentProgramId": found.lies.program} if found.lies.program is not None else {}
    return {
        "id": found.id,
        "name": found.name,
        "description": found.description,
        "createdAt": asset_written(found.created_at),
        "updatedAt": asset_written(found.updated_at),
        "folder": wire_ref(nearest(found.lies)[0]),
        **program,
        "status": _status(found),
        "type": "trigger" if found.kind is CampaignKind.TRIGGER else "batch",
        "isSystem": False,
        "isActive": found.active,
        "isRequestable": found.requestable,
        "isExecutable": found.executable,
        "isCommunicationLimitEnabled": found.settings.block_non_operational,
        "recurrence": _recurrence(found.recurrence),
        **_qualification(found.settings.qualification),
        **({"maxMembers": found.settings.person_limit} if found.settings.person_limit else {}),
        "workspace": workspace,
        "smartListId": of_campaign(found.id),
        "flowId": of_campaign(found.id),
        "computedUrl": f"#SC{found.id}A1",
    }


def _status(found: OutsideCampaign) -> str:
    if found.kind is CampaignKind.TRIGGER:
        return "Active" if found.active else "Inactive"
    return "Recurring Run" if found.recurrence else BATCH_STATUS.get(found.status, "Single Run")


def _qualification(rule: Qualification) -> dict[str, Any]:
    shown: dict[str, Any] = {"qualificationRuleType": MODES[rule.mode]}
    if rule.mode == "interval":
        shown |= {"qualificationRuleInterval": rule.every, "qualificationRuleUnit": rule.unit.removesuffix("s")}
    return shown


def _recurrence(rule: Recurrence | None) -> dict[str, Any]:
    """In the workspace's own time, as it was set."""
    if rule is None:
        return {"weekdayOnly": False}
    shown = {
        "startAt": f"{rule.starts_on}T{rule.at:%H:%M:%S}",
        "endAt": rule.ends_on and f"{rule.ends_on}",
        "intervalType": rule.pattern.capitalize(),
        "interval": rule.every,
        "weekdayOnly": rule.weekdays_only,
        "weekdayMask": [each.capitalize() for each in rule.weekdays] or None,
        "dayOfMonth": rule.day_of_month,
        "dayOfWeek": rule.weekday and rule.weekday.capitalize(),
        "weekOfMonth": rule.week_of_month,
    }
    return {name: value for name, value in shown.items() if value is not None}


def _type(node: str | None) -> str:
    return "Smart List" if (node or "").startswith("smart_list") else "Smart Campaign"


CAMPAIGNS = "rest/asset/v1/smartCampaign"
urls = [
    path(f"{CAMPAIGNS}s.json", CampaignsView.as_view()),
    path(f"{CAMPAIGNS}/byName.json", CampaignByNameView.as_view()),
    path(f"{CAMPAIGNS}/<id:id>.json", CampaignByIdView.as_view()),
    path(f"{CAMPAIGNS}/<id:id>/clone.json", CampaignCloneView.as_view()),
    path(f"{CAMPAIGNS}/<id:id>/activate.json", CampaignActivateView.as_view()),
    path(f"{CAMPAIGNS}/<id:id>/deactivate.json", CampaignDeactivateView.as_view()),
    path(f"{CAMPAIGNS}/<id:id>/delete.json", CampaignDeleteView.as_view()),
    path(f"{CAMPAIGNS}/<id:id>/usedBy.json", CampaignUsedByView.as_view()),
]
