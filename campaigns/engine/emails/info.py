"""An e-mail of the workspace as flows see it, and the tokens that it reads."""

from collections.abc import Iterable
from dataclasses import dataclass

from campaigns.definitions.email import EmailContent
from campaigns.engine.tokens import Token, tokens_of


@dataclass(frozen=True, slots=True)
class EmailLimits:
    """How many e-mails that are not operational a person gets at most; None is no limit (S06)."""

    per_day: int | None = None
    per_week: int | None = None

    def reached(self, today: int, week: int) -> str | None:
        """The sentence for a person who got so many today and in the past 168 hours."""
        if self.per_day is not None and today >= self.per_day:
            return f"The communication limit of {self.per_day} a day is reached."
        if self.per_week is not None and week >= self.per_week:
            return f"The communication limit of {self.per_week} in 7 days is reached."
        return None


NO_LIMITS = EmailLimits()


@dataclass(frozen=True, slots=True)
class EmailInfo:
    """`version` and `content` are those that were approved last; None where nothing is."""

    id: int
    name: str
    version: int | None = None
    content: EmailContent | None = None

    @property
    def tokens(self) -> tuple[Token, ...]:
        texts: Iterable[str] = self.content.texts if self.content else ()
        return tuple(dict.fromkeys(token for text in texts for token in tokens_of(text)))
