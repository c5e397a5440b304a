"""Composes an e-mail for one person from what was approved and the values that its tokens had (T01, T10).

Values are escaped in HTML, except those of rich text My Tokens; subject and addresses stay on one line.
"""

import html as markup
import re
from collections.abc import Callable
from dataclasses import dataclass

from campaigns.definitions.email import EmailContent
from campaigns.engine.emails.plain_text import text_of
from campaigns.engine.emails.resolved import UNSUBSCRIBE, VIEW_AS_PAGE, Resolved, key_of
from campaigns.engine.tokens import Token, parse

ALERT_INFO = re.compile(r"\{\{\s*SP_Send_Alert_Info\s*\}\}", re.IGNORECASE)
_HREF = re.compile(r"""(<a\b[^>]*?\shref\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE | re.DOTALL)
_FOOTER = '<p style="font-size:12px">You can <a href="{}">unsubscribe</a> from these e-mails at any time.</p>'


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses that belong to one delivery. `track` turns a link into one that counts the click."""

    unsubscribe: str
    view: str
    track: Callable[[str], str] = str
    pixel: str | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    from_name: str
    from_address: str
    reply_to: str
    subject: str
    html: str
    text: str


def compose(
    content: EmailContent, resolved: Resolved, links: Links, *, alert_info: tuple[str, str] = ("", "")
) -> Composed:
    """`alert_info` is what {{SP_Send_Alert_Info}} prints: as HTML and as text."""
    rendering = _Rendering(resolved, links)
    html = ALERT_INFO.sub(lambda _: alert_info[0], rendering.html(_with_footer(content)))
    text = text_of(html)
    if content.text is not None:
        text = ALERT_INFO.sub(lambda _: alert_info[1], rendering.text(content.text))
        if not content.operational and not _has_unsubscribe(content.text):
            text += f"\n\nUnsubscribe: {links.unsubscribe}"
    return Composed(
        rendering.line(content.from_name),
        rendering.line(content.from_address),
        rendering.line(content.reply_to),
        rendering.line(content.subject),
        _with_pixel(track_links(html, links), links.pixel),
        text,
    )


def subject_of(content: EmailContent, resolved: Resolved) -> str:
    """The links of a delivery have no place in it."""
    return _Rendering(resolved, Links("", "")).line(content.subject)


def track_links(html: str, links: Links) -> str:
    """Web addresses only; those of the delivery itself stay as they are."""

    def tracked(found: re.Match[str]) -> str:
        address = markup.unescape(found[2].strip("\"'")).strip()
        if not address.lower().startswith(("http://", "https://")) or address in (links.unsubscribe, links.view):
            return found[0]
        return f'{found[1]}"{markup.escape(links.track(address))}"'

    return _HREF.sub(tracked, html)


def _with_footer(content: EmailContent) -> str:
    """Everybody who gets mail that is not operational can unsubscribe from it."""
    if content.operational or _has_unsubscribe(content.html):
        return content.html
    footer = _FOOTER.format("{{system.unsubscribeLink}}")
    head, closing, tail = content.html.rpartition("</body>")
    return f"{head}{footer}{closing}{tail}" if closing else content.html + footer


def _has_unsubscribe(text: str) -> bool:
    return any(not isinstance(part, str) and key_of(part) == UNSUBSCRIBE for part in parse(text))


def _with_pixel(html: str, pixel: str | None) -> str:
    if pixel is None:
        return html
    image = f'<img src="{markup.escape(pixel)}" alt="" width="1" height="1">'
    head, closing, tail = html.rpartition("</body>")
    return f"{head}{image}{closing}{tail}" if closing else html + image


class _Rendering:
    def __init__(self, resolved: Resolved, links: Links) -> None:
        self._rich = resolved.rich
        self._values = {**resolved.values, UNSUBSCRIBE: links.unsubscribe, VIEW_AS_PAGE: links.view}

    def html(self, text: str) -> str:
        return "".join(part if isinstance(part, str) else self._in_html(part) for part in parse(text))

    def text(self, text: str) -> str:
        return "".join(part if isinstance(part, str) else self._plain(part) for part in parse(text))

    def line(self, text: str) -> str:
        return " ".join(self.text(text).split())

    def _in_html(self, token: Token) -> str:
        value = self._value(token)
        return value if key_of(token) in self._rich else markup.escape(value)

    def _plain(self, token: Token) -> str:
        value = self._value(token)
        return text_of(value) if key_of(token) in self._rich else value

    def _value(self, token: Token) -> str:
        return self._values.get(key_of(token), "") or (token.default or "")
