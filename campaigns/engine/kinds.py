"""What a filter, a trigger and an action are: the protocols that one file per kind fulfils (engine.md 10)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Literal, Protocol, runtime_checkable
from zoneinfo import ZoneInfo

from campaigns.definitions.activity_types import ActivityType
from campaigns.definitions.base import Frozen
from campaigns.definitions.custom_activities import CustomActivity
from campaigns.definitions.fields import Field
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.deliveries import Answer, DeliveryKind
from campaigns.engine.emails.info import NO_LIMITS, EmailInfo, EmailLimits
from campaigns.engine.emails.resolved import Resolved
from campaigns.engine.predicates import Predicate
from campaigns.engine.tasks import NewTask
from campaigns.engine.tokens import Token
from campaigns.engine.webhooks import WebhookInfo

Value = str | int | float | bool | None
NEVER_ALONE = frozenset({"execute_campaign", "wait", "remove_from_flow"})  # they mean something in a flow only (C03)
RefType = Literal[
    "list",
    "smart_list",
    "program",
    "status",
    "campaign",
    "field",
    "token",
    "email",
    "webhook",
    "form",
    "custom_activity",
    "user",
    "partition",
]
Role = Literal["entry", "data", "message", "wait", "campaign", "membership", "exit"]


class Params(Frozen):
    """The parameters of one kind. `json_schema_extra={"control": …}` on a field says which control draws it."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Something of the workspace that a definition names. `target` is an id, or a field's or token's name."""

    type: RefType
    target: int | str
    relation: Literal["uses", "executes", "requests", "reads", "writes", "removes_from", "sends", "calls"] = "uses"


class Caution(str):
    """A sentence of `check` that only warns: the definition works, though perhaps not as meant."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ProgramInfo:
    id: int
    name: str
    statuses: Mapping[int, "StatusInfo"]


@dataclass(frozen=True, slots=True)
class UserInfo:
    """Somebody with a role in the workspace."""

    id: int
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class StatusInfo:
    """`step` orders statuses; nobody goes to a lower step (F07). Step 0 is Not in Program."""

    id: int
    name: str
    step: int
    success: bool


@dataclass(frozen=True, slots=True)
class CampaignInfo:
    """`sources` are those that its trigger Campaign is Requested accepts; empty when it is not requestable."""

    id: int
    name: str
    executable: bool
    active: bool = False
    sources: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Scope:
    """What a definition may refer to, and the moment and zone in which its dates are read.

    `seed` differs per run and makes Random Sample differ. `inside` holds the smart lists being compiled now, so that
    a circle is seen. `campaign` is the one whose flow or list this is, where there is one.
    """

    fields: Mapping[str, Field]
    now: datetime
    zone: ZoneInfo
    lists: Mapping[int, str] = field(default_factory=dict)
    smart_lists: Mapping[int, tuple[str, SmartList]] = field(default_factory=dict)
    programs: Mapping[int, ProgramInfo] = field(default_factory=dict)
    campaigns: Mapping[int, CampaignInfo] = field(default_factory=dict)
    emails: Mapping[int, EmailInfo] = field(default_factory=dict)
    email_limits: EmailLimits = NO_LIMITS
    webhooks: Mapping[int, WebhookInfo] = field(default_factory=dict)
    forms: Mapping[int, str] = field(default_factory=dict)
    custom_activities: Mapping[int, CustomActivity] = field(default_factory=dict)
    users: Mapping[int, UserInfo] = field(default_factory=dict)
    partitions: Mapping[int, str] = field(default_factory=dict)
    seed: int = 0
    inside: tuple[int, ...] = ()
    campaign: CampaignInfo | None = None
    catalog: "Catalog | None" = None  # set while a smart list is compiled, for smart lists in smart lists


@dataclass(frozen=True, slots=True)
class Event:
    """One activity, as a trigger's constraints judge it (S10). Attributes are keyed by their names."""

    type: ActivityType
    primary_id: int | None
    attributes: Mapping[str, Value]


class RuleKind(Protocol):
    """What filters and triggers have in common."""

    @property
    def kind(self) -> str: ...

    @property
    def label(self) -> str: ...

    @property
    def category(self) -> str: ...

    @property
    def help(self) -> str: ...

    @property
    def params_type(self) -> type[Params]: ...

    def check(self, params: Any, scope: Scope) -> Iterator[str]:
        """Sentences on what is wrong with it; nothing when it is fine."""
        ...

    def refs(self, params: Any) -> Iterator[Ref]: ...

    def words(self, params: Any, scope: Scope) -> str:
        """It as a short sentence, as a marketer would say it."""
        ...


class FilterKind(RuleKind, Protocol):
    @property
    def in_choice(self) -> bool:
        """May it stand in a choice (F01)?"""
        ...

    def predicate(self, params: Any, scope: Scope) -> Predicate:
        """Its meaning. Never raises: what can't be understood is `Doubtful`."""
        ...


class TriggerKind(RuleKind, Protocol):
    @property
    def activity(self) -> str | None:
        """The key of its activity type; None for Campaign is Requested."""
        ...

    def matches(self, params: Any, event: Event) -> bool:
        """Do the constraints accept this activity? The type has been compared already."""
        ...


@dataclass(frozen=True, slots=True)
class Needs:
    """What a step must have loaded. `texts` may hold tokens; the fields they read are found by the plan."""

    fields: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()
    lists: frozenset[int] = frozenset()
    programs: frozenset[int] = frozenset()
    member_data: frozenset[int] = frozenset()  # programs whose members' own values are read or written


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text with its tokens resolved. `missing` names tokens that no layer defines (T08)."""

    text: str
    missing: tuple[str, ...] = ()


class Wave(Protocol):
    """The draft of a wave, as actions see it. People are indexes into columns.

    Exactly one of log, skip, fail per person and step is usual; `log` may also be left out where a rule says that
    nothing is logged. Attributes are given without names, in the order of the activity type's attributes.
    """

    @property
    def now(self) -> datetime: ...

    @property
    def zone(self) -> ZoneInfo: ...

    def column(self, field: str) -> Sequence[Value]:
        """The field's present values, changes of earlier steps included; index by person. Don't write to it."""
        ...

    def has_field(self, field: str) -> bool: ...

    def field_type(self, field: str) -> Field: ...

    def webhook(self, webhook_id: int) -> WebhookInfo | None:
        """As it is at this moment; None when the workspace has it no more."""
        ...

    def rendered(self, text: str, people: Sequence[int]) -> Iterator[tuple[int, Rendered]]:
        """The text for each person, with the tokens' values of this moment (T10)."""
        ...

    def email(self, email_id: int) -> EmailInfo | None:
        """As approved at this moment; None when the workspace has no such e-mail."""
        ...

    def resolved(self, tokens: Sequence[Token], people: Sequence[int]) -> Iterator[tuple[int, Resolved]]:
        """These tokens' values for each person, of this moment (T10)."""
        ...

    def over_email_limit(self, person: int) -> str | None:
        """Why one more e-mail that is not operational would be too many (S06); None where it is not."""
        ...

    def count_email(self, person: int) -> None:
        """One e-mail more that the limits count."""
        ...

    def change(self, person: int, field: str, value: Value) -> None: ...

    def log(
        self,
        person: int,
        type_key: str,
        attributes: tuple[Value, ...],
        *,
        primary_id: int | None = None,
        missing: tuple[str, ...] = (),
    ) -> None: ...

    def skip(
        self,
        person: int,
        type_key: str,
        reason: str,
        attributes: tuple[Value, ...] = (),
        *,
        primary_id: int | None = None,
        missing: tuple[str, ...] = (),
    ) -> None: ...

    def fail(
        self,
        person: int,
        type_key: str,
        reason: str,
        attributes: tuple[Value, ...] = (),
        *,
        primary_id: int | None = None,
        missing: tuple[str, ...] = (),
    ) -> None: ...

    def campaign_name(self) -> str:
        """The name of the campaign whose step this is, for Reason and Source."""
        ...

    def is_on_list(self, person: int, list_id: int) -> bool: ...

    def list_name(self, list_id: int) -> str: ...

    def put_on_list(self, person: int, list_id: int) -> None: ...

    def take_off_list(self, person: int, list_id: int) -> None: ...

    def program(self, program_id: int) -> ProgramInfo: ...

    def status_of(self, person: int, program_id: int) -> int | None:
        """The person's status id in the program, or None for a non-member."""
        ...

    def has_success(self, person: int, program_id: int) -> bool: ...

    def set_status(self, person: int, program_id: int, status_id: int | None) -> None:
        """None ends the membership. Success sticks once a success status was reached."""
        ...

    def member_value(self, person: int, program_id: int, name: str) -> str | None: ...

    def set_member_value(self, person: int, program_id: int, name: str, value: str | None) -> None:
        """None takes it away. Only for members."""
        ...

    def user(self, user_id: int) -> UserInfo | None:
        """None when the user has no role in the workspace."""
        ...

    def owner_of(self, person: int) -> int | None:
        """The id of the user who owns the person, if it is one of the workspace."""
        ...

    def create_task(self, task: NewTask) -> None: ...

    def partition_of(self, person: int) -> int: ...

    def partition_name(self, partition_id: int) -> str | None:
        """None when the workspace does not see it."""
        ...

    def move(self, person: int, partition_id: int) -> None: ...

    def delete(self, people: Sequence[int]) -> list[int]:
        """Delete Person: logs it; nobody goes on, here or in any caller."""
        ...

    def park(self, people: Sequence[int], wake_at: datetime) -> None:
        """They wait; they are not among those who go on."""
        ...

    def deliver(self, person: int, *, kind: DeliveryKind, payload: Mapping[str, Any], awaited: bool = False) -> int:
        """Leaves the house once the wave is committed; its place in the draft. `awaited`: the person waits for the
        answer, and is not among those who go on (engine.md 18)."""
        ...

    def answer(self, person: int) -> Answer:
        """What came of the delivery that the person waited for; only in `answered`."""
        ...

    def call(self, campaign_id: int, people: Sequence[int], *, parent_context: bool) -> list[int]:
        """Execute Campaign (C06 to C10): logs each call, runs the child for those who qualify; who goes on."""
        ...

    def request(self, campaign_id: int, people: Sequence[int]) -> None:
        """Request Campaign (C14): logs each request and opens the entries elsewhere."""
        ...

    def remove(self, campaign_id: int | None, people: Sequence[int]) -> list[int]:
        """Remove from Flow (C16), None for this campaign: logs it; who goes on."""
        ...


class ActionKind(Protocol):
    kind: ClassVar[str]
    label: ClassVar[str]
    category: ClassVar[str]
    role: ClassVar[Role]
    help: ClassVar[str]
    params_type: ClassVar[type[Params]]
    allowed_in_executable: ClassVar[bool]

    def needs(self, params: Any) -> Needs: ...

    def check(self, params: Any, scope: Scope) -> Iterator[str]: ...

    def act(self, params: Any, people: list[int], wave: Wave) -> list[int]:
        """Do it to these people; who goes on, in the same order."""
        ...

    def refs(self, params: Any) -> Iterator[Ref]: ...

    def words(self, params: Any, scope: Scope) -> str: ...


@runtime_checkable
class AnsweredKind(ActionKind, Protocol):
    """An action whose people wait for a delivery's answer."""

    def answered(self, params: Any, people: list[int], wave: Wave) -> list[int]:
        """The answers have come; who goes on, in the same order."""
        ...


@dataclass(frozen=True, slots=True)
class Catalog:
    """Every known kind by its name. `campaigns.catalog` finds them; whoever decides is handed this value."""

    filters: Mapping[str, FilterKind]
    triggers: Mapping[str, TriggerKind]
    actions: Mapping[str, ActionKind]
