"""Small twins of the facts and the wave, in which kinds are tested without a database."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from campaigns.definitions.fields import READ_ONLY_FIELDS, STANDARD_FIELDS, Field, FieldType
from campaigns.definitions.smart_list import ListRule, SmartList
from campaigns.definitions.webhook import WebhookDefinition
from campaigns.engine.attribute_tests import activity_matches
from campaigns.engine.deliveries import Answer, DeliveryKind
from campaigns.engine.emails.info import EmailInfo
from campaigns.engine.emails.resolved import Resolved
from campaigns.engine.kinds import Event
from campaigns.engine.predicates import History
from campaigns.engine.scope import CampaignInfo, ProgramInfo, Scope, StatusInfo, UserInfo
from campaigns.engine.tasks import NewTask
from campaigns.engine.tokens import Token
from campaigns.engine.wave import Rendered, Value
from campaigns.engine.webhooks import WebhookInfo

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)  # a Sunday
BERLIN = ZoneInfo("Europe/Berlin")
OWN_FIELDS = (
    Field(name="renewal", label="Renewal", type=FieldType.DATE),
    Field(name="seen", label="Seen", type=FieldType.DATETIME),
    Field(name="revenue", label="Revenue", type=FieldType.NUMBER),
)
FIELDS = {each.name: each for each in (*STANDARD_FIELDS, *READ_ONLY_FIELDS, *OWN_FIELDS)}
NOT_IN, INVITED, ATTENDED, NO_SHOW, CUSTOMER = range(50, 55)
WEBINAR = ProgramInfo(
    5,
    "Webinar",
    {
        NOT_IN: StatusInfo(NOT_IN, "Not in Program", 0, False),
        INVITED: StatusInfo(INVITED, "Invited", 10, False),
        ATTENDED: StatusInfo(ATTENDED, "Attended", 20, True),
        NO_SHOW: StatusInfo(NO_SHOW, "No Show", 20, False),
        CUSTOMER: StatusInfo(CUSTOMER, "Customer", 30, True),
    },
)


def make_scope(**given: Any) -> Scope:
    known: dict[str, Any] = {
        "fields": FIELDS,
        "now": NOW,
        "zone": BERLIN,
        "lists": {1: "Hot", 2: "Cold"},
        "programs": {5: WEBINAR},
        "emails": {2: EmailInfo(2, "Welcome"), 7: EmailInfo(7, "News")},
        "forms": {1: "Contact"},
        "webhooks": {8: WebhookInfo(8, "Enrich", WebhookDefinition(url="https://example.com"))},
        "campaigns": {7: CampaignInfo(7, "MQL", executable=True), 8: CampaignInfo(8, "Nurture", executable=False)},
    }
    return Scope(**{**known, **given})


def smart_list(*filters: tuple[str, dict[str, Any]], match: Any = "all", logic: str = "") -> SmartList:
    rules = tuple(ListRule(id=f"f{n}", kind=kind, params=params) for n, (kind, params) in enumerate(filters, 1))
    return SmartList(filters=rules, match=match, logic=logic)


@dataclass
class FactsTwin:
    """People as plain values; `activities` are (person, event, when, succeeded)."""

    people: list[dict[str, Value]]
    lists: dict[int, set[int]] = field(default_factory=dict)
    members: dict[int, dict[int, tuple[int, bool]]] = field(default_factory=dict)
    campaigns: dict[int, set[int]] = field(default_factory=dict)
    activities: list[tuple[int, Event, datetime, bool]] = field(default_factory=list)
    person_ids: list[int] | None = None
    sharers: dict[str, set[int]] = field(default_factory=dict)
    homes: list[int] | None = None

    @property
    def partitions(self) -> Sequence[int]:
        return self.homes or [1] * len(self.people)

    @property
    def ids(self) -> Sequence[int]:
        return self.person_ids or range(1, len(self.people) + 1)

    def column(self, field: str) -> Sequence[Value]:
        return [person.get(field) for person in self.people]

    def on_list(self, list_id: int) -> Collection[int]:
        return self.lists.get(list_id, set())

    def statuses(self, program_id: int) -> Mapping[int, tuple[int, bool]]:
        return self.members.get(program_id, {})

    def in_campaign(self, campaign_id: int) -> Collection[int]:
        return self.campaigns.get(campaign_id, set())

    def sharing(self, key_field: str) -> Collection[int]:
        return self.sharers.get(key_field, set())

    def count(self, history: History) -> Mapping[int, int]:
        counts: dict[int, int] = {}
        for person, event, when, succeeded in self.activities:
            in_span = (history.since is None or when >= history.since) and (
                history.until is None or when < history.until
            )
            if in_span and (succeeded or history.any_result) and activity_matches(history, event):
                counts[person] = counts.get(person, 0) + 1
        return counts


@dataclass
class WaveTwin:
    """A wave of people; `tokens` are what {{…}} stands for, per person where it is a list."""

    people: list[dict[str, Value]]
    tokens: dict[str, str | list[str]] = field(default_factory=dict)
    lists: dict[int, set[int]] = field(default_factory=dict)
    members: dict[int, int] = field(default_factory=dict)
    succeeded: set[int] = field(default_factory=set)
    now: datetime = NOW
    zone: ZoneInfo = BERLIN
    logged: list[tuple[Any, ...]] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    failed: list[tuple[int, str]] = field(default_factory=list)
    parked: list[tuple[list[int], datetime]] = field(default_factory=list)
    asked: list[tuple[Any, ...]] = field(default_factory=list)
    answers: dict[int, Answer] = field(default_factory=dict)
    emails: dict[int, EmailInfo] = field(default_factory=dict)
    over_limit: dict[int, str] = field(default_factory=dict)
    counted: list[int] = field(default_factory=list)
    webhooks: dict[int, WebhookInfo] = field(default_factory=dict)
    users: dict[int, UserInfo] = field(default_factory=dict)
    member_values: dict[tuple[int, str], str | None] = field(default_factory=dict)

    @property
    def everyone(self) -> list[int]:
        return list(range(len(self.people)))

    def column(self, field: str) -> Sequence[Value]:
        return [person.get(field) for person in self.people]

    def has_field(self, field: str) -> bool:
        return field in FIELDS

    def webhook(self, webhook_id: int) -> WebhookInfo | None:
        return self.webhooks.get(webhook_id)

    def field_type(self, field: str) -> Field:
        return FIELDS[field]

    def rendered(self, text: str, people: Sequence[int]) -> Iterator[tuple[int, Rendered]]:
        for person in people:
            given = text
            for token, value in self.tokens.items():
                given = given.replace(token, value if isinstance(value, str) else value[person])
            missing = (given,) if given.startswith("{{") else ()
            yield person, Rendered("" if missing else given, missing)

    def email(self, email_id: int) -> EmailInfo | None:
        return self.emails.get(email_id)

    def resolved(self, tokens: Sequence[Token], people: Sequence[int]) -> Iterator[tuple[int, Resolved]]:
        return ((person, Resolved()) for person in people)

    def over_email_limit(self, person: int) -> str | None:
        return self.over_limit.get(person)

    def count_email(self, person: int) -> None:
        self.counted.append(person)

    def change(self, person: int, field: str, value: Value) -> None:
        self.people[person][field] = value

    def log(
        self,
        person: int,
        type_key: str,
        attributes: tuple[Value, ...],
        *,
        primary_id: int | None = None,
        missing: tuple[str, ...] = (),
    ) -> None:
        self.logged.append((person, type_key, *attributes))

    def skip(
        self,
        person: int,
        type_key: str,
        reason: str,
        attributes: tuple[Value, ...] = (),
        *,
        primary_id: int | None = None,
        missing: tuple[str, ...] = (),
    ) -> None:
        self.skipped.append((person, reason))

    def fail(
        self,
        person: int,
        type_key: str,
        reason: str,
        attributes: tuple[Value, ...] = (),
        *,
        primary_id: int | None = None,
        missing: tuple[str, ...] = (),
    ) -> None:
        self.failed.append((person, reason))

    def campaign_name(self) -> str:
        return "Welcome"

    def is_on_list(self, person: int, list_id: int) -> bool:
        return person in self.lists.get(list_id, set())

    def list_name(self, list_id: int) -> str:
        return f"List {list_id}"

    def put_on_list(self, person: int, list_id: int) -> None:
        self.lists.setdefault(list_id, set()).add(person)

    def take_off_list(self, person: int, list_id: int) -> None:
        self.lists[list_id].discard(person)

    def program(self, program_id: int) -> ProgramInfo:
        return WEBINAR

    def status_of(self, person: int, program_id: int) -> int | None:
        return self.members.get(person)

    def has_success(self, person: int, program_id: int) -> bool:
        return person in self.succeeded

    def set_status(self, person: int, program_id: int, status_id: int | None) -> None:
        if status_id is None:
            del self.members[person]
            return
        self.members[person] = status_id
        if WEBINAR.statuses[status_id].success:
            self.succeeded.add(person)

    def member_field(self, name: str) -> Field | None:
        return None

    def member_value(self, person: int, program_id: int, name: str) -> str | None:
        return self.member_values.get((person, name))

    def set_member_value(self, person: int, program_id: int, name: str, value: str | None) -> None:
        self.member_values[person, name] = value

    def user(self, user_id: int) -> UserInfo | None:
        return self.users.get(user_id)

    def owner_of(self, person: int) -> int | None:
        return next((each.id for each in self.users.values() if each.email == self.people[person].get("owner")), None)

    def create_task(self, task: NewTask) -> None:
        self.asked.append(("task", task))

    def partition_of(self, person: int) -> int:
        return 1

    def partition_name(self, partition_id: int) -> str | None:
        return {1: "Default", 2: "Europe"}.get(partition_id)

    def move(self, person: int, partition_id: int) -> None:
        self.asked.append(("move", person, partition_id))

    def delete(self, people: Sequence[int]) -> list[int]:
        self.asked.append(("delete", list(people)))
        return []

    def park(self, people: Sequence[int], wake_at: datetime) -> None:
        self.parked.append((list(people), wake_at))

    def deliver(self, person: int, *, kind: DeliveryKind, payload: Mapping[str, Any], awaited: bool = False) -> int:
        self.asked.append(("deliver", person, kind, dict(payload), awaited))
        return len(self.asked) - 1

    def answer(self, person: int) -> Answer:
        return self.answers[person]

    def call(self, campaign_id: int, people: Sequence[int], *, parent_context: bool) -> list[int]:
        self.asked.append(("call", campaign_id, list(people), parent_context))
        return list(people)

    def request(self, campaign_id: int, people: Sequence[int]) -> None:
        self.asked.append(("request", campaign_id, list(people)))

    def remove(self, campaign_id: int | None, people: Sequence[int]) -> list[int]:
        self.asked.append(("remove", campaign_id, list(people)))
        return []
