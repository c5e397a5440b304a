"""Every address of the API: who may use it, with which body, and whether it changes something (W01).

A new address takes a line here, or its test fails. `<campaign>` in an address stands for the id of `Scene.campaign`;
`on` names another thing of the scene, where the usual one would be refused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.access.scene import Scene
from tests.definitions import flow, lives_in, score, smart_list
from tests.factories import STATUSES

Needs = Literal["signed in", "viewer", "marketer", "admin", "superuser"]
Body = dict[str, Any] | Callable[[Scene], Any]


@dataclass(frozen=True)
class Door:
    """`recorded`: using it leaves an entry in the audit log."""

    needs: Needs
    body: Body | None = None
    on: str | None = None
    recorded: bool = True

    def body_in(self, scene: Scene) -> Any:
        return self.body(scene) if callable(self.body) else self.body


def reads(*addresses: str, needs: Needs = "viewer") -> dict[str, Door]:
    return {f"GET {address}": Door(needs, recorded=False) for address in addresses}


def asks(needs: Needs, body: Body, on: str | None = None) -> Door:
    """Changes nothing, and has a body or a query."""
    return Door(needs, body, on, recorded=False)


def upload(scene: Scene) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("people.csv", b"E-Mail\nann@acme.test\n", content_type="text/csv")}


def people(scene: Scene) -> dict[str, Any]:
    return {"people": [scene.person.pk]}


def member_status(scene: Scene) -> dict[str, Any]:
    return {"status": scene.program.channel.statuses.get(name="Member").pk, **people(scene)}


def single_action(scene: Scene) -> dict[str, Any]:
    return {"kind": "change_score", "params": {"field": "score", "change": "+1"}, **people(scene)}


def draft(scene: Scene) -> dict[str, Any]:
    edited = {"smart_list": smart_list(lives_in("Paris")), "flow": flow(score())}
    return {"edit_number": scene.campaign.edit_number, **edited}


def statuses(scene: Scene) -> dict[str, Any]:
    shown = [{"name": name, "step": step, "success": success} for name, step, success in STATUSES]
    return {"name": "Roadshow", "statuses": shown}


def tomorrow(scene: Scene) -> dict[str, Any]:
    return {"at": (timezone.now() + timedelta(days=1)).isoformat()}


VISITOR = "visitor-0123456789abcdef"
DAILY = {"pattern": "daily", "starts_on": "2090-01-01", "at": "09:00"}
PLACED = {"name": "New name"}
WEBHOOK = {"method": "POST", "url": "https://example.com/hook", "headers": [{"name": "X-Key", "value": "secret"}]}
EMAIL = {"edit_number": 0, "content": {"subject": "Hello"}}
SMART_LIST = {"edit_number": 0, "smart_list": smart_list(lives_in("Rome"))}

# In a workspace: `GET campaigns` is GET /api/v1/workspaces/<its id>/campaigns.
DOORS: dict[str, Door] = {
    **reads(
        "tree",
        "agenda",
        "queue",
        "campaigns",
        "campaigns/<campaign>",
        "campaigns/<campaign>/audience",
        "campaigns/<campaign>/audience/people",
        "campaigns/<campaign>/caller-chains",
        "campaigns/<campaign>/draft",
        "campaigns/<campaign>/draft/changes",
        "campaigns/<campaign>/flow/open",
        "campaigns/<campaign>/inside",
        "campaigns/<campaign>/inside/people",
        "campaigns/<campaign>/members",
        "campaigns/<campaign>/results",
        "campaigns/<campaign>/runs",
        "campaigns/<campaign>/schedule",
        "campaigns/<campaign>/schedule/past",
        "campaigns/<campaign>/tokens",
        "campaigns/<campaign>/token-origins",
        "campaigns/<campaign>/used-by",
        "campaigns/<campaign>/versions",
        "campaigns/<campaign>/versions/<version>",
        "channels",
        "custom-activities",
        "emails/<email>",
        "emails/<email>/preview",
        "emails/<email>/preview.html",
        "emails/<email>/token-hints",
        "emails/<email>/used-by",
        "forms/<form>",
        "forms/<form>/used-by",
        "imports",
        "imports/<import_>",
        "imports/<import_>/errors",
        "imports/<import_>/upload",
        "lists/<list>",
        "member-fields",
        "lists/<list>/people",
        "lists/<list>/used-by",
        "people",
        "people/<person>",
        "people/export",
        "people/<person>/activities",
        "people/<person>/runs",
        "people/<person>/tasks",
        "people/<person>/runs/<run>",
        "people/<person>/why-not/<campaign>",
        "partitions",
        "programs/<program>",
        "programs/<program>/members",
        "programs/<program>/used-by",
        "runs/<run>",
        "runs/<run>/activities",
        "runs/<run>/errors",
        "runs/<run>/held",
        "smart-lists/<smart_list>",
        "smart-lists/<smart_list>/people",
        "smart-lists/<smart_list>/used-by",
        "smart-lists/<smart_list>/versions",
        "smart-lists/<smart_list>/versions/<list_version>",
        "tokens/<token>/used-by",
        "webhooks",
        "webhooks/<webhook>",
        "webhooks/<webhook>/used-by",
    ),
    **reads("roles"),
    **reads("audit", "api-users", needs="admin"),
    **reads("tracker", needs="marketer"),
    "POST api-users": Door("admin", {"name": "CRM", "role": "marketer"}),
    "POST api-users/<api_user>/secret": Door("admin", {}),
    "POST api-users/<api_user>/revoke": Door("admin", {}),
    "GET tokens": asks("viewer", lambda scene: {"owner": f"folder:{scene.folder.pk}"}),
    "POST campaigns": Door("marketer", {"name": "New"}),
    "PATCH campaigns/<campaign>": Door("marketer", PLACED),
    "DELETE campaigns/<campaign>": Door("marketer"),
    "POST campaigns/<campaign>/clone": Door("marketer", {"name": "Copy"}),
    "PATCH campaigns/<campaign>/settings": Door("marketer", {"person_limit": 5}),
    "PUT campaigns/<campaign>/draft": Door("marketer", draft),
    "POST campaigns/<campaign>/dry-run": asks("viewer", lambda scene: {"person": scene.person.pk}),
    "POST campaigns/<campaign>/publish": Door("marketer", {}),
    "POST campaigns/<campaign>/versions/<version>/restore": Door(
        "marketer", lambda scene: {"edit_number": scene.campaign.edit_number}
    ),
    "POST campaigns/<campaign>/inside/move": Door("marketer", {}),
    "POST campaigns/<campaign>/run": Door("marketer", {"confirm_warnings": True}),
    "POST campaigns/<campaign>/activate": Door("marketer", {"confirm_warnings": True}, on="trigger_campaign"),
    "POST campaigns/<campaign>/deactivate": Door("marketer", {}, on="active_campaign"),
    "POST campaigns/<campaign>/request": Door("marketer", people, on="active_campaign"),
    "POST campaigns/<campaign>/schedule/once": Door("marketer", tomorrow),
    "PUT campaigns/<campaign>/schedule/recurrence": Door("marketer", {"recurrence": DAILY}),
    "DELETE campaigns/<campaign>/schedule/recurrence": Door("marketer"),
    "POST recurrences/preview": asks("viewer", DAILY),
    "DELETE scheduled-runs/<scheduled_run>": Door("marketer"),
    "POST channels": Door("admin", statuses),
    "PATCH channels/<channel>": Door("admin", {"name": "Roadshow"}),
    "DELETE channels/<channel>": Door("admin"),
    "GET used-by": asks("viewer", {"type": "field", "name": "city"}),
    "POST emails": Door("marketer", {"name": "New"}),
    "PATCH emails/<email>": Door("marketer", PLACED),
    "DELETE emails/<email>": Door("marketer"),
    "PUT emails/<email>/draft": Door("marketer", EMAIL),
    "POST emails/<email>/approve": Door("marketer", {}, on="finished_email"),
    "POST emails/<email>/unapprove": Door("marketer", {}, on="approved_email"),
    "POST emails/<email>/test": Door("marketer", {"address": "ada@example.com"}, on="finished_email"),
    "POST custom-activities": Door("admin", {"name": "Call", "attributes": [{"name": "Topic"}]}),
    "PATCH custom-activities/<custom_activity>": Door("admin", PLACED),
    "DELETE custom-activities/<custom_activity>": Door("admin"),
    "POST custom-activities/<custom_activity>/activities": asks(
        "marketer", lambda scene: {"activities": [{"person": scene.person.pk, "values": {"Topic": "Prices"}}]}
    ),
    "POST forms": Door("marketer", {"name": "New"}),
    "PATCH forms/<form>": Door("marketer", PLACED),
    "DELETE forms/<form>": Door("marketer"),
    "POST forms/<form>/submissions": asks("marketer", {"values": {"email": "ann@acme.test"}}),
    "PATCH tracker": Door("admin", {"asks_consent": False}),
    "POST people/<person>/associate": asks("marketer", {"visitor": VISITOR}),
    "POST imports": asks("marketer", upload),
    "POST imports/<import_>/check": asks("marketer", Scene.import_order),
    "POST imports/<import_>/start": Door("marketer", Scene.import_order),
    "POST lists": Door("marketer", {"name": "New"}),
    "PATCH lists/<list>": Door("marketer", PLACED),
    "DELETE lists/<list>": Door("marketer"),
    "POST lists/<list>/people": Door("marketer", people),
    "DELETE lists/<list>/people": Door("marketer", people),
    "POST people": Door("marketer", {"values": {"city": "Oslo"}}, recorded=False),
    "DELETE people/<person>": Door("marketer"),
    "PUT people/<person>/owner": asks("marketer", {"owner": None}),
    "POST people/<person>/merge": Door("marketer", lambda scene: {"people": [scene.other_person.pk]}),
    "PATCH tasks/<task>": Door("marketer", {"done": True}),
    "PATCH people/<person>": Door("marketer", {"values": {"city": "Oslo"}}, recorded=False),
    "POST member-fields": Door("admin", {"name": "Seat", "type": "text"}),
    "DELETE member-fields/<member_field>": Door("admin"),
    "POST programs": Door("marketer", lambda scene: {"name": "New", "channel": scene.channel.pk}),
    "PATCH programs/<program>": Door("marketer", PLACED),
    "DELETE programs/<program>": Door("marketer"),
    "POST programs/<program>/clone": Door("marketer", {"name": "Copy"}),
    "POST programs/<program>/move": Door("marketer", lambda scene: {"target": scene.neighbour.pk}),
    "POST programs/<program>/archive": Door("marketer", {"archived": True}),
    "POST programs/<program>/members/status": Door("marketer", member_status),
    "PATCH programs/<program>/members/<member>": asks("marketer", {"values": {"Seat": "12A"}}),
    "POST runs/<run>/abort": Door("marketer", {}, on="waiting_run"),
    "POST runs/<run>/pause": Door("marketer", {}),
    "POST runs/<run>/resume": Door("marketer", {}, on="paused_run"),
    "POST runs/<run>/retry": Door("marketer", lambda scene: {"entries": [scene.held_entry]}, on="held_run"),
    "POST runs/<run>/retry-group": Door(
        "marketer",
        lambda scene: {"kind": "held", "reason": "Broken.", "path": "", "step": scene.held_step},
        on="held_run",
    ),
    "POST single-actions": Door("marketer", single_action),
    "POST smart-lists": Door("marketer", {"name": "New"}),
    "POST smart-lists/preview": asks("viewer", {"smart_list": smart_list()}),
    "PATCH smart-lists/<smart_list>": Door("marketer", PLACED),
    "DELETE smart-lists/<smart_list>": Door("marketer"),
    "POST smart-lists/<smart_list>/versions/<list_version>/restore": Door("marketer", {"edit_number": 0}),
    "PUT smart-lists/<smart_list>/draft": Door("marketer", SMART_LIST),
    "POST tokens": Door(
        "marketer",
        lambda scene: {"owner": f"folder:{scene.folder.pk}", "name": "New", "type": "text", "value": "x"},
    ),
    "PATCH tokens/<token>": Door("marketer", {"value": "Good day"}),
    "DELETE tokens/<token>": Door("marketer"),
    "POST folders": Door("marketer", {"name": "New"}),
    "PATCH folders/<folder>": Door("marketer", PLACED),
    "DELETE folders/<folder>": Door("marketer"),
    "POST folders/<folder>/move": Door("marketer", lambda scene: {"target": scene.neighbour.pk}),
    "POST folders/<folder>/archive": Door("marketer", {"archived": True}),
    "POST campaigns/<campaign>/smart-list/extract": Door(
        "marketer", lambda scene: {"name": "Extracted", "edit_number": scene.campaign.edit_number}
    ),
    "POST webhooks": Door("admin", {"name": "New", "definition": WEBHOOK}),
    "PATCH webhooks/<webhook>": Door("admin", PLACED),
    "DELETE webhooks/<webhook>": Door("admin"),
    "PATCH ": Door("admin", PLACED),
    "POST roles": Door("admin", lambda scene: {"email": scene.role.user.email, "role": "marketer"}),
    "PATCH roles/<role>": Door("admin", {"role": "marketer"}),
    "DELETE roles/<role>": Door("admin"),
}

# Of the whole installation: `GET me` is GET /api/v1/me. Where a role is named, it is needed in some workspace.
HOUSE_DOORS: dict[str, Door] = {
    **reads("me", "catalog", "workspaces", "notices", "notices/mail", needs="signed in"),
    "POST notices/read": Door("signed in", {}, recorded=False),
    "PUT notices/mail": Door("signed in", {"kinds": []}, recorded=False),
    **reads("fields"),
    **reads("users", "audit", needs="superuser"),
    "POST fields": Door("marketer", {"label": "Shoe size", "type": "integer"}),
    "PATCH fields/<field>": Door("admin", {"label": "Colour"}),
    "DELETE fields/<field>": Door("admin"),
    "POST workspaces": Door("superuser", {"name": "New workspace"}),
    "POST users": Door("superuser", {"name": "New", "email": "new@example.com", "password": "correct horse"}),
}
