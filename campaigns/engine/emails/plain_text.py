"""The text part of an e-mail, made from its HTML where nobody wrote one."""

import re
from html.parser import HTMLParser

_HIDDEN = ("head", "style", "script", "title")
_LINES = ("p", "div", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "hr")
_SPACES = re.compile(r"[ \t\r\n\f]+")


def text_of(html: str) -> str:
    """Paragraphs by blank lines, list items by dashes, and every link's address behind its words."""
    reading = _Reading()
    reading.feed(html)
    reading.close()
    lines = [_SPACES.sub(" ", line).strip() for line in "".join(reading.pieces).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0
        self._links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "br":
            self.pieces.append("\n")
        elif tag == "li":
            self.pieces.append("\n- ")
        elif tag == "img":
            self.pieces.append(named.get("alt") or "")
        elif tag == "a":
            self._links.append((named.get("href") or "", len(self.pieces)))
        elif tag in _LINES:
            self.pieces.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag == "a" and self._links:
            self._end_link(*self._links.pop())
        elif tag in _LINES:
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(_SPACES.sub(" ", data))

    def _end_link(self, address: str, start: int) -> None:
        words = "".join(self.pieces[start:]).strip()
        if address and not address.startswith("#") and words != address:
            self.pieces.append(f" <{address}>" if words else address)
