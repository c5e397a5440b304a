"""A browser's websocket, signed in by its session cookie, beside the test's own database connection."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from asgiref.sync import async_to_sync
from asgiref.testing import ApplicationCommunicator
from channels.db import database_sync_to_async
from django.conf import settings

from campaigns.models import User
from designer.asgi import application
from tests.factories import browser_of

ask = database_sync_to_async


class Console:
    """What a page does with its socket."""

    def __init__(self, path: str, user: User | None, *, origin: str = "http://localhost") -> None:
        headers = [(b"origin", origin.encode()), (b"host", b"localhost")]
        if user is not None:
            session = browser_of(user).cookies[settings.SESSION_COOKIE_NAME].value
            headers.append((b"cookie", f"{settings.SESSION_COOKIE_NAME}={session}".encode()))
        self.scope = {"type": "websocket", "path": path, "query_string": b"", "headers": headers, "subprotocols": []}

    async def open(self) -> bool:
        self.socket = ApplicationCommunicator(application, self.scope)
        await self.socket.send_input({"type": "websocket.connect"})
        answer = await self.socket.receive_output(timeout=5)
        return bool(answer["type"] == "websocket.accept")

    async def send(self, **message: Any) -> None:
        await self.socket.send_input({"type": "websocket.receive", **message})

    async def follow(self, after: str | None = None) -> None:
        await self.send(text=json.dumps({"type": "follow", "after": after}))

    async def hear(self) -> dict[str, Any]:
        output = await self.socket.receive_output(timeout=5)
        assert output["type"] == "websocket.send", output
        heard: dict[str, Any] = json.loads(output["text"])
        return heard

    async def hears_nothing(self, *, within: float) -> bool:
        return bool(await self.socket.receive_nothing(timeout=within, interval=0.05))

    async def hear_until(self, enough: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
        """Everything up to and with the first message that is enough."""
        heard = [await self.hear()]
        while not enough(heard[-1]):
            heard.append(await self.hear())
        return heard

    async def is_closed(self) -> bool:
        return bool((await self.socket.receive_output(timeout=5))["type"] == "websocket.close")

    async def leave(self) -> None:
        await self.socket.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.socket.wait(timeout=5)


def in_browser(console: Console, story: Callable[[Console], Awaitable[None]]) -> None:
    """Opens the socket, plays the story, and leaves, whatever happened."""

    async def play() -> None:
        try:
            assert await console.open()
            await asyncio.wait_for(story(console), 20)
        finally:
            await console.leave()

    async_to_sync(play)()
