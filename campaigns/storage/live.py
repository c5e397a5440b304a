"""What a plan does not freeze, read when a wave starts: names, settings, tokens, programs, targets (engine.md 3)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

from campaigns.definitions.campaign import CampaignSettings, Qualification
from campaigns.definitions.text import normal
from campaigns.engine.emails.info import NO_LIMITS
from campaigns.engine.facts import LiveCampaign
from campaigns.engine.plan import NO_CAMPAIGN, SINGLE_ACTION, Plan
from campaigns.engine.scope import CampaignInfo, Scope
from campaigns.engine.token_scopes import Layer, MyTokenValue, PersonValues
from campaigns.engine.tokens import Token
from campaigns.models import Folder, MyToken, ProgramMember, SmartCampaign, StaticList, Workspace
from campaigns.models.workspace import Placed
from campaigns.storage.emails import emails_of, limits_of
from campaigns.storage.fields import all_fields
from campaigns.storage.sales import users_of
from campaigns.storage.scope import (
    campaigns_of,
    custom_activities_of,
    forms_of,
    member_fields_of,
    partitions_of,
    programs_of,
)
from campaigns.storage.webhooks import webhooks_of


@dataclass(frozen=True, slots=True)
class World:
    """`rows` are the plan's campaigns as they are now; their layers are made when the people are known. `reads` are the
    tokens of its steps and of what these send and call."""

    scope: Scope
    rows: Mapping[int, SmartCampaign]
    tokens: Mapping[int, Mapping[str, MyTokenValue]]
    reads: tuple[Token, ...]

    def reads_family(self, family: str) -> bool:
        return any(token.family == family for token in self.reads)

    @property
    def counts_emails(self) -> bool:
        """Whether somebody may have got too many e-mails for one of its steps (S06)."""
        limits = self.scope.email_limits
        if not self.scope.emails or (limits.per_day is None and limits.per_week is None):
            return False
        marketing = any(email.content and not email.content.operational for email in self.scope.emails.values())
        return marketing and any(row.settings.get("block_non_operational") for row in self.rows.values())


def load_world(plan: Plan, workspace: Workspace, *, seed: int, zone: ZoneInfo, now: datetime) -> World:
    refs = plan.refs
    rows = SmartCampaign.objects.filter(pk__in=plan.campaigns.keys()).select_related("program")
    campaigns = {row.pk: row for row in rows.defer("draft_flow", "draft_smart_list")}
    own = {
        id_: CampaignInfo(id_, row.name, row.executable, row.active)
        for id_, row in campaigns.items()
        if row.workspace_id == workspace.pk
    }
    lists = [int(ref.target) for ref in refs if ref.type == "list"]
    programs = {int(ref.target) for ref in refs if ref.type == "program"}
    named = {int(ref.target) for ref in refs if ref.type == "campaign" and ref.relation != "executes"}
    called = {int(ref.target) for ref in refs if ref.type == "campaign"} - own.keys()  # too deep, or not ours
    targets = named | called
    emails = {int(ref.target) for ref in refs if ref.type == "email"}
    sent = {int(ref.target) for ref in refs if ref.relation == "sends"}
    webhooks = {int(ref.target) for ref in refs if ref.type == "webhook"}
    named_types = {ref.type for ref in refs}
    scope = Scope(
        fields=all_fields(),
        now=now,
        zone=zone,
        lists=dict(StaticList.objects.filter(pk__in=lists).values_list("id", "name")) if lists else {},
        smart_lists={id_: (each.name, each.definition) for id_, each in plan.content.smart_lists.items()},
        programs=programs_of(workspace.pk, programs) if programs else {},
        campaigns=own | (campaigns_of(workspace.pk, targets) if targets else {}),
        emails=emails_of(workspace.pk, emails) if emails else {},
        email_limits=limits_of(workspace) if sent else NO_LIMITS,
        webhooks=webhooks_of(workspace.pk, webhooks) if webhooks else {},
        forms=forms_of(workspace.pk) if "form" in named_types else {},
        custom_activities=custom_activities_of(workspace.pk) if "custom_activity" in named_types else {},
        users=users_of(workspace.pk) if _deals_with_owners(plan) else {},
        partitions=partitions_of(workspace.pk) if "partition" in named_types else {},
        member_fields=member_fields_of(workspace.pk) if plan.needs.member_data else {},
        seed=seed,
    )
    of_emails = (token for id_ in sent & scope.emails.keys() for token in scope.emails[id_].tokens)
    of_webhooks = (token for webhook in scope.webhooks.values() for token in webhook.tokens)
    reads = (*plan.tokens, *of_emails, *of_webhooks)
    tokens = my_tokens(campaigns.values()) if any(token.family == "my" for token in reads) else {}
    return World(scope, campaigns, tokens, reads)


def _deals_with_owners(plan: Plan) -> bool:
    return "owner" in plan.needs.fields or any(ref.type == "user" for ref in plan.refs)


def live_campaigns(
    world: World, *, members: Mapping[int, PersonValues], trigger: PersonValues, root: int
) -> dict[int, LiveCampaign]:
    """`members` maps a program to its members' own values; the root alone has a trigger (T05)."""
    if root == NO_CAMPAIGN:
        return {root: LiveCampaign(root, SINGLE_ACTION, Qualification(mode="every_time"), Layer(label=SINGLE_ACTION))}
    found = {}
    for id_, row in world.rows.items():
        settings = CampaignSettings.model_validate(row.settings)
        layer = Layer(
            label=f"{row.name}",
            my=world.tokens.get(id_, {}),
            campaign={"name": row.name, "id": str(id_), "description": row.description},
            program=program_layer(row),
            members=members.get(row.program_id, {}) if row.program_id else {},
            trigger=trigger if id_ == root else {},
        )
        found[id_] = LiveCampaign(id_, row.name, settings.qualification, layer, settings.block_non_operational)
    return found


def program_layer(row: Placed) -> dict[str, str] | None:
    if row.program is None:
        return None
    return {"name": row.program.name, "id": str(row.program.pk), "description": row.program.description}


def my_tokens(placed: Iterable[Placed]) -> dict[int, dict[str, MyTokenValue]]:
    """Per campaign (or e-mail) the My Tokens of its program and of the folders above it; the nearest wins (T02)."""
    placed = list(placed)
    parents = _folders({row.workspace_id for row in placed})
    places = {row.pk: _places(row, parents) for row in placed}
    programs = {id_ for chain in places.values() for kind, id_ in chain if kind == "program"}
    folders = {id_ for chain in places.values() for kind, id_ in chain if kind == "folder"}
    defined: dict[tuple[str, int], dict[str, MyTokenValue]] = defaultdict(dict)
    rows = MyToken.objects.filter(Q(program__in=programs) | Q(folder__in=folders)).select_related("program", "folder")
    for token in rows:
        owner, key = (token.program, "program") if token.program else (token.folder, "folder")
        origin = f"{key.capitalize()} {owner.name}" if owner else ""
        value = MyTokenValue(token.value, origin, rich=token.type == "rich_text")
        defined[key, owner.pk if owner else 0][token.name_normal] = value
    return {
        id_: {name: value for place in reversed(chain) for name, value in defined[place].items()}
        for id_, chain in places.items()
    }


def _folders(workspace_ids: set[int]) -> dict[int, int | None]:
    """The folder above each folder that stands outside of programs."""
    rows = Folder.objects.filter(workspace__in=workspace_ids, program=None)
    return dict(rows.values_list("id", "folder_id"))


def _places(placed: Placed, parents: Mapping[int, int | None]) -> list[tuple[str, int]]:
    """Where its tokens may stand, nearest first."""
    places: list[tuple[str, int]] = []
    folder = placed.folder_id
    if placed.program is not None:
        places.append(("program", placed.program.pk))
        folder = placed.program.folder_id
    while folder is not None and len(places) < 100:
        places.append(("folder", folder))
        folder = parents.get(folder)
    return places


def member_values(programs: Iterable[int], people: Sequence[int]) -> dict[int, dict[int, dict[str, str]]]:
    """By program and person id the members' own values; a member without values is present."""
    programs = list(programs)
    if not programs:
        return {}
    rows = ProgramMember.objects.filter(program__in=programs, person__in=people)
    found: dict[int, dict[int, dict[str, str]]] = {program: {} for program in programs}
    for program, person, values in rows.values_list("program_id", "person_id", "values"):
        found[program][person] = {normal(name): str(value) for name, value in values.items()}
    return found
