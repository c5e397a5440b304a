"""Notes what goes wrong in a browser window while a story is told."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

# Chromium repeats every failed answer on the console; the answers themselves are judged below.
_ECHO = "Failed to load resource"


@dataclass
class Watch:
    """Everything that went wrong, except the refusals that the story is about."""

    faults: list[str] = field(default_factory=list)
    expected: list[tuple[int, str]] = field(default_factory=list)
    lines_may_break: bool = False

    def expect(self, status: int, path: str) -> None:
        """The server may refuse requests to this path (a pattern) in this way."""
        self.expected.append((status, path))

    def over(self, context: BrowserContext) -> "Watch":
        context.on("weberror", self._on_error)
        context.on("console", self._on_console)
        context.on("response", self._on_response)
        context.on("requestfailed", self._on_failure)
        return self

    def _on_error(self, error: WebError) -> None:
        self.faults.append(f"page error: {error.error}")

    def _on_console(self, message: ConsoleMessage) -> None:
        is_line = self.lines_may_break and ("WebSocket" in message.text or "net::ERR_" in message.text)
        if message.type in ("error", "warning") and _ECHO not in message.text and not is_line:
            self.faults.append(f"console {message.type}: {message.text}")

    def _on_response(self, response: Response) -> None:
        allowed = any(response.status == status and re.search(path, response.url) for status, path in self.expected)
        if response.status >= 400 and not allowed:
            self.faults.append(f"{response.status}: {response.request.method} {response.url} {_words(response)}")

    def _on_failure(self, request: Request) -> None:
        left_the_page = "ERR_ABORTED" in (request.failure or "")
        if not left_the_page and not self.lines_may_break:
            self.faults.append(f"failed: {request.method} {request.url} {request.failure}")


def _words(response: Response) -> str:
    return f"(asked with {response.request.post_data})" if response.request.post_data else ""
