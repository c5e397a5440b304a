"""The draft of a wave as its actions see it (kinds.Wave): where it stands in the flow, and what they may ask for."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from campaigns.definitions.activity_types import ActivityType
from campaigns.definitions.fields import Field
from campaigns.definitions.text import normal
from campaigns.engine.deliveries import ANSWERED, Answer, Delivering, DeliveryKind
from campaigns.engine.draft import Draft, Origin
from campaigns.engine.emails.info import EmailInfo
from campaigns.engine.emails.resolved import Resolved
from campaigns.engine.facts import LiveCampaign
from campaigns.engine.places import Frame, Parked, Place, Removed, Requested
from campaigns.engine.plan import CompiledBranch, CompiledStep, Plan
from campaigns.engine.replay import BACK_DATED
from campaigns.engine.scope import CampaignInfo, UserInfo
from campaigns.engine.tasks import NewTask
from campaigns.engine.token_scopes import Renderer
from campaigns.engine.tokens import Token, tokens_of
from campaigns.engine.wave import Rendered
from campaigns.engine.webhooks import WebhookInfo

FLOW_ACTION = "Marketo Flow Action"


@dataclass(slots=True)
class WaveDraft(Draft):
    """Rows and requests belong to the place at which the draft stands."""

    plan: Plan = None  # type: ignore[assignment]  # always given; dataclass fields with defaults come first
    campaigns: Mapping[int, LiveCampaign] = field(default_factory=dict)
    fields_by_label: Mapping[str, Field] = field(default_factory=dict)
    parked: list[Parked] = field(default_factory=list)
    requests: list[Requested] = field(default_factory=list)
    removals: list[Removed] = field(default_factory=list)
    removed: int = 0
    deliveries: list[Delivering] = field(default_factory=list)
    answers: Mapping[int, Answer] = field(default_factory=dict)
    emailed: Counter[int] = field(default_factory=Counter)  # in this wave
    frame: Frame = None  # type: ignore[assignment]
    tasks: list[NewTask] = field(default_factory=list)
    members: Mapping[int, dict[int, dict[str, str]]] = field(default_factory=dict)  # program -> person -> own values
    member_changes: dict[tuple[int, int], dict[str, str | None]] = field(default_factory=dict)  # (program, person)
    step: CompiledStep | None = None
    branch: CompiledBranch | None = None
    replayed_at: datetime | None = None  # when the anonymous activity happened that is replayed (C18)
    _renderer: Renderer | None = None

    def stand(self, frame: Frame, step: CompiledStep | None = None, branch: CompiledBranch | None = None) -> None:
        self.frame, self.step, self.branch = frame, step, branch
        self._origins = {}

    def stand_at_the_end(self) -> None:
        """Rows logged from now on belong to the root campaign, to no step."""
        root = self.plan.root
        self.stand(Frame(root, (), (root.planned.id,), ()))

    def place(self) -> Place:
        return "/".join(self.frame.path), self.step.id if self.step else ""

    def _new_origin(self, type_: ActivityType, result: int) -> Origin:
        step, branch = self.step, self.branch
        return Origin(
            type_,
            result,
            self.frame.id or None,  # a single flow action has no campaign
            step.id if step else None,
            branch.id if branch else None,
            "/".join(self.frame.path),
            self.replayed_at if type_.key in BACK_DATED else None,
        )

    # What actions ask for.

    def has_field(self, field: str) -> bool:
        return field in self.scope.fields

    def field_type(self, field: str) -> Field:
        return self.scope.fields[field]

    def webhook(self, webhook_id: int) -> WebhookInfo | None:
        return self.scope.webhooks.get(webhook_id)

    def campaign_name(self) -> str:
        return self.campaigns[self.frame.id].name

    def rendered(self, text: str, people: Sequence[int]) -> Iterator[tuple[int, Rendered]]:
        """One resolution for all where no token depends on the person."""
        renderer, context = self._rendering(), self.frame.context
        if people and not any(renderer.is_personal(token) for token in tokens_of(text)):
            once = renderer.render(text, context, people[0])
            return ((person, once) for person in people)
        return ((person, renderer.render(text, context, person)) for person in people)

    def resolved(self, tokens: Sequence[Token], people: Sequence[int]) -> Iterator[tuple[int, Resolved]]:
        renderer, context = self._rendering(), self.frame.context
        if people and not any(renderer.is_personal(token) for token in tokens):
            once = renderer.resolve(tokens, context, people[0])
            return ((person, once) for person in people)
        return ((person, renderer.resolve(tokens, context, person)) for person in people)

    def _rendering(self) -> Renderer:
        if self._renderer is None:
            self._renderer = Renderer(self.fields_by_label, self, self.now, self.zone)
        return self._renderer

    def email(self, email_id: int) -> EmailInfo | None:
        return self.scope.emails.get(email_id)

    def over_email_limit(self, person: int) -> str | None:
        """By the settings of the campaign whose step this is, an executable's own too (C08)."""
        if not self.campaigns[self.frame.id].obeys_limits:
            return None
        today, week = self.facts.emailed.get(person, (0, 0))
        own = self.emailed[person]
        return self.scope.email_limits.reached(today + own, week + own)

    def count_email(self, person: int) -> None:
        self.emailed[person] += 1

    def member_field(self, name: str) -> Field | None:
        return self.scope.member_fields.get(normal(name))

    def member_value(self, person: int, program_id: int, name: str) -> str | None:
        return self.members.get(program_id, {}).get(person, {}).get(normal(name))

    def set_member_value(self, person: int, program_id: int, name: str, value: str | None) -> None:
        """Member tokens of later steps read the new value: their layers hold the same mapping."""
        own = self.members[program_id].setdefault(person, {})
        if value is None:
            own.pop(normal(name), None)
        else:
            own[normal(name)] = value
        self.member_changes.setdefault((program_id, person), {})[name] = value

    def user(self, user_id: int) -> UserInfo | None:
        return self.scope.users.get(user_id)

    def owner_of(self, person: int) -> int | None:
        address = self.column("owner")[person]
        return next((user.id for user in self.scope.users.values() if user.email == address), None)

    def create_task(self, task: NewTask) -> None:
        self.tasks.append(task)

    def partition_name(self, partition_id: int) -> str | None:
        return self.scope.partitions.get(partition_id)

    def delete(self, people: Sequence[int]) -> list[int]:
        for person in people:
            self.log(person, "delete_person", (str(self.facts.ids[person]), self.campaign_name()))
        self.deleted.update(people)
        self.removed += len(people)
        return []

    def park(self, people: Sequence[int], wake_at: datetime) -> None:
        assert self.step is not None
        step = f">{self.step.id}"
        self.parked.extend(Parked(person, self.frame.path, step, wake_at) for person in people)

    def deliver(self, person: int, *, kind: DeliveryKind, payload: Mapping[str, Any], awaited: bool = False) -> int:
        step, branch, path = self.step, self.branch, self.frame.path
        assert step is not None and branch is not None
        self.deliveries.append(
            Delivering(person, kind, payload, self.frame.id, "/".join(path), step.id, branch.id, awaited)
        )
        if awaited:
            self.parked.append(Parked(person, path, f"{ANSWERED}{step.id}", None))
        return len(self.deliveries) - 1

    def answer(self, person: int) -> Answer:
        return self.answers[person]

    def request(self, campaign_id: int, people: Sequence[int]) -> None:
        """The target must be requestable by a flow step; if not, the step fails and the people go on (C14)."""
        target = self.scope.campaigns.get(campaign_id)
        if target is None or not requestable(target, FLOW_ACTION):
            name = target.name if target else f"Campaign {campaign_id}"
            reason = f"{name} is not active, or does not accept requests from flow steps."
            for person in people:
                self.fail(person, "request_campaign", reason, (name, FLOW_ACTION), primary_id=campaign_id)
            return
        for person in people:
            self.log(person, "request_campaign", (target.name, FLOW_ACTION), primary_id=campaign_id)
        self.requests.append(Requested(campaign_id, list(people), self.place()))

    def remove(self, campaign_id: int | None, people: Sequence[int]) -> list[int]:
        """In the call chain: out of it all, up to the root. Elsewhere: out of that campaign's waits and queue (C16)."""
        target = self.frame.id if campaign_id is None else campaign_id
        inside = target in self.frame.chain
        known = self.scope.campaigns.get(target)
        name = known.name if known else f"Campaign {target}"
        left = ", ".join(self.campaigns[each].name for each in self.frame.chain) if inside else name
        for person in people:
            self.log(person, "remove_from_flow", (name, left), primary_id=target)
        if inside:
            self.removed += len(people)
            return []
        self._take_back_requests(target, set(people))
        self.removals.append(Removed(target, list(people), len(self.rows)))
        return list(people)

    def _take_back_requests(self, campaign_id: int, people: set[int]) -> None:
        """Of the steps before; one that comes after sends them in again."""
        for place, request in enumerate(self.requests):
            if request.campaign_id == campaign_id:
                left = [person for person in request.people if person not in people]
                self.requests[place] = replace(request, people=left)


def requestable(target: CampaignInfo, source: str) -> bool:
    """Active, with a trigger Campaign is Requested that accepts the source (C14, C15)."""
    return target.active and source in target.sources
