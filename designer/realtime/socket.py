"""What both kinds of socket share: who is there, how a refusal looks, and how news are kept to ten a second."""

import asyncio
import json
import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any

from channels.auth import get_user
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.contrib.sessions.backends.base import SessionBase

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.errors import CampaignError
from designer.access import NotSignedIn, actor_by_id
from designer.realtime.relay import relay

log = logging.getLogger(__name__)
PAUSE = 0.1  # seconds between two messages
RIGHTS_LAST = 10.0  # seconds until they are looked up again
REFUSED, BROKEN = 4400, 1011


class Refused(CampaignError):
    """What was sent can't be understood here."""


class Socket(AsyncWebsocketConsumer):
    """Who is let in has joined the group already, and misses nothing; who is not is told why in words.

    A conversation goes on beside what the browser sends.
    """

    actor: Actor

    async def connect(self) -> None:
        relay.use(asyncio.get_running_loop())
        self._talking: asyncio.Task[None] | None = None
        self._group: str | None = None
        self._rights_until = 0.0
        self._last_said = 0.0
        try:
            await self._know_actor()
            await self.enter(**self.scope["url_route"]["kwargs"])
        except CampaignError as error:
            await self.accept()
            await self.refuse(error)
        else:
            await self.accept()
            await self.entered()

    async def enter(self, **address: int) -> None:
        """Checks the right, and joins a group."""
        raise NotImplementedError

    async def entered(self) -> None:
        """The browser has been let in."""

    async def join(self, group: str) -> None:
        await self.channel_layer.group_add(group, self.channel_name)
        self._group = group

    async def disconnect(self, code: int) -> None:
        await self._stop_talking()
        if self._group is not None:
            await self.channel_layer.group_discard(self._group, self.channel_name)

    async def read(self, ask: Callable[..., Any], **asked: Any) -> Any:
        """Asks a selector as the present actor, whose rights may have been taken meanwhile."""
        if time.monotonic() > self._rights_until:
            await self._know_actor()
        return await database_sync_to_async(ask)(self.actor, **asked)

    async def say(self, message: Frozen | dict[str, Any]) -> None:
        """No more than ten times a second."""
        await asyncio.sleep(max(0.0, self._last_said + PAUSE - time.monotonic()))
        self._last_said = time.monotonic()
        text = message.model_dump_json() if isinstance(message, Frozen) else json.dumps(message)
        await self.send(text_data=text)

    async def refuse(self, error: CampaignError) -> None:
        refusal = {"type": "refused", "code": error.code, "message": error.message}
        await self.send(text_data=json.dumps(refusal))
        await self.close(code=REFUSED)

    async def talk(self, conversation: Coroutine[Any, Any, None]) -> None:
        """In place of the conversation that may be going on."""
        await self._stop_talking()
        self._talking = asyncio.create_task(self._guarded(conversation))

    async def _guarded(self, conversation: Coroutine[Any, Any, None]) -> None:
        try:
            await conversation
        except CampaignError as error:
            await self.refuse(error)
        except Exception:
            log.exception("a console's conversation failed; its browser will come back")
            await self.close(code=BROKEN)

    async def _stop_talking(self) -> None:
        task, self._talking = self._talking, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _know_actor(self) -> None:
        """Whoever signed out, or got another password, has left here too."""
        if not await database_sync_to_async(_is_open)(self.scope["session"]):
            raise NotSignedIn
        user = await get_user(self.scope)
        if not user.is_authenticated:
            raise NotSignedIn
        self.actor = await database_sync_to_async(actor_by_id)(user.pk)
        self._rights_until = time.monotonic() + RIGHTS_LAST


def _is_open(session: SessionBase) -> bool:
    key = session.session_key
    return key is not None and session.exists(key)
