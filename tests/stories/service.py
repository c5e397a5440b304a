"""A real HTTP service on loopback that webhooks call, and that answers as it is told."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from campaigns.models import Webhook, Workspace
from tests.stories.acting import step

PATIENCE = 60.0  # seconds


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: str


@dataclass
class Service:
    """`answers` are given one after the other: status, body, further headers; then 200 and an empty document."""

    url: str
    answers: list[tuple[int, Any, dict[str, str]]] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    answering: threading.Event = field(default_factory=threading.Event)  # cleared, callers wait

    def answer(self, status: int, body: Any = None, **headers: str) -> None:
        self.answers.append((status, body, {name.replace("_", "-"): value for name, value in headers.items()}))

    @property
    def keys(self) -> list[str]:
        return [each.headers["idempotency-key"] for each in self.asked]


@contextmanager
def serving() -> Iterator[Service]:
    service = Service("")
    service.answering.set()

    class Handler(BaseHTTPRequestHandler):
        def _reply(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            headers = {name.lower(): value for name, value in self.headers.items()}
            service.asked.append(Asked(self.command, self.path, headers, body))
            service.answering.wait(PATIENCE)
            status, given, more = service.answers.pop(0) if service.answers else (200, {}, {})
            content = _content(given)
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **more}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = _reply  # the names that the library asks for

        def log_message(self, format: str, *args: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _content(given: Any) -> bytes:
    """Bytes and texts as they are; anything else as JSON."""
    if isinstance(given, bytes):
        return given
    return (given if isinstance(given, str) else json.dumps({} if given is None else given)).encode()


def make_webhook(workspace: Workspace, service: Service, path: str = "/enrich", **definition: Any) -> Webhook:
    fields, name = definition.pop("fields", {}), definition.pop("name", "Enrich")
    mappings = [{"path": path, "field": field} for path, field in fields.items()]
    definition = {"url": service.url + path, "mappings": mappings, **definition}
    return Webhook.objects.create(workspace=workspace, name=name, definition=definition)


def call(webhook: Webhook, **more: Any) -> dict[str, Any]:
    return step("call_webhook", webhook=webhook.pk, **more)
