"""What keeps an e-mail from being approved, and tokens in it that nothing knows (F07, T08)."""

from collections.abc import Iterator, Mapping

from campaigns.definitions.email import EmailContent
from campaigns.definitions.fields import Field
from campaigns.engine.checks.tokens import is_known
from campaigns.engine.emails.addresses import is_address
from campaigns.engine.emails.resolved import OF_DELIVERY, key_of
from campaigns.engine.tokens import Token, tokens_of

LAYERED = ("my", "campaign", "program", "member", "trigger")


def faults_of(content: EmailContent) -> Iterator[str]:
    if not content.subject.strip():
        yield "The subject is blank. Write one."
    if not content.html.strip():
        yield "The e-mail is empty. Write its HTML."
    if not content.from_address.strip():
        yield "The from address is blank. Say who sends it."
    yield from _bad_address("from address", content.from_address)
    yield from _bad_address("reply-to address", content.reply_to)


def unknown_tokens(content: EmailContent, fields: Mapping[str, Field]) -> Iterator[str]:
    """My Tokens and those of campaigns are judged where the e-mail is sent: they differ from campaign to campaign."""
    found = dict.fromkeys(token for text in content.texts for token in tokens_of(text))
    for token in found:
        if not _is_known(token, fields) and token.default is None:
            yield f"There is no token {token.written}, so it prints empty. Check its name."


def _is_known(token: Token, fields: Mapping[str, Field]) -> bool:
    return token.family in LAYERED or key_of(token) in OF_DELIVERY or is_known(token, fields)


def _bad_address(what: str, address: str) -> Iterator[str]:
    """One with tokens is known only when it is sent."""
    if address.strip() and "{{" not in address and not is_address(address.strip()):
        yield f"The {what} “{address.strip()}” is no e-mail address. Write one like news@example.com."
