"""What an action may do: the draft of a wave, as the protocol that actions see."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from campaigns.definitions.fields import Field
from campaigns.engine.deliveries import Answer, DeliveryKind
from campaigns.engine.emails.info import EmailInfo
from campaigns.engine.emails.resolved import Resolved
from campaigns.engine.scope import ProgramInfo, UserInfo
from campaigns.engine.tasks import NewTask
from campaigns.engine.tokens import Token
from campaigns.engine.webhooks import WebhookInfo

Value = str | int | float | bool | None


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

    def member_field(self, name: str) -> Field | None:
        """None for a name that nobody has defined: its values are any texts."""
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
