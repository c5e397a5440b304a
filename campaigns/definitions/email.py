"""An e-mail as it is written and approved: sender, subject, HTML and text, all with tokens (F07)."""

from pydantic import Field

from campaigns.definitions.base import Frozen

MOST_CHARACTERS = 1_000_000


class EmailContent(Frozen):
    """`text` is None where the text part is made from the HTML. `operational` mail passes limits and unsubscribes."""

    from_name: str = Field(default="", max_length=255)
    from_address: str = Field(default="", max_length=255)
    reply_to: str = Field(default="", max_length=255)
    subject: str = Field(default="", max_length=1_000)
    html: str = Field(default="", max_length=MOST_CHARACTERS)
    text: str | None = Field(default=None, max_length=MOST_CHARACTERS)
    operational: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """Every part that may hold tokens."""
        return (self.from_name, self.from_address, self.reply_to, self.subject, self.html, self.text or "")
