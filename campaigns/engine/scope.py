"""What a definition may refer to: the workspace's things, as kinds check and compile against them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from campaigns.definitions.custom_activities import CustomActivity
from campaigns.definitions.fields import Field
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.emails.info import NO_LIMITS, EmailInfo, EmailLimits
from campaigns.engine.webhooks import WebhookInfo

if TYPE_CHECKING:
    from campaigns.engine.kinds import Catalog

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
    "member_field",
]


@dataclass(frozen=True, slots=True)
class Ref:
    """Something of the workspace that a definition names. `target` is an id, or a field's or token's name; that of a
    member field in its normal form."""

    type: RefType
    target: int | str
    relation: Literal["uses", "executes", "requests", "reads", "writes", "removes_from", "sends", "calls"] = "uses"


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
    member_fields: Mapping[str, Field] = field(default_factory=dict)  # by the normal form of their names
    seed: int = 0
    inside: tuple[int, ...] = ()
    campaign: CampaignInfo | None = None
    catalog: "Catalog | None" = None  # set while a smart list is compiled, for smart lists in smart lists
