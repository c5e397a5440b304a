"""Carries the domain's events to the sockets: the only caller of group_send.

Events come from worker threads. Sending from there by async_to_sync costs 100 ms, so they are handed to the loop of the
server, or, in a process without one, to a loop of the relay's own.
"""

import asyncio
import os
import threading

from channels.layers import InMemoryChannelLayer, get_channel_layer

from campaigns import events
from designer.realtime.groups import group_of, message_of


class Relay:
    """The same news is carried once, however often it comes while it is still on its way."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._on_the_way: set[events.Event] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._pid = 0

    def use(self, loop: asyncio.AbstractEventLoop) -> None:
        """The server's loop, told by the first socket; before that there is nobody to hear."""
        with self._lock:
            self._loop, self._pid = loop, os.getpid()

    def tell(self, event: events.Event) -> None:
        with self._lock:
            loop = self._running_loop()
            if loop is None or event in self._on_the_way:
                return
            self._on_the_way.add(event)
        asyncio.run_coroutine_threadsafe(self._carry(event), loop)

    async def _carry(self, event: events.Event) -> None:
        with self._lock:
            self._on_the_way.discard(event)
        await get_channel_layer().group_send(group_of(event), message_of(event))

    def _running_loop(self) -> asyncio.AbstractEventLoop | None:
        """A worker's forked child has a loop of its own, not its parent's."""
        if self._loop is not None and self._pid == os.getpid() and self._loop.is_running():
            return self._loop
        self._on_the_way.clear()
        if isinstance(get_channel_layer(), InMemoryChannelLayer):
            return None
        self._loop, self._pid = asyncio.new_event_loop(), os.getpid()
        ready = threading.Event()
        self._loop.call_soon(ready.set)
        threading.Thread(target=self._loop.run_forever, name="relay", daemon=True).start()
        ready.wait()
        return self._loop


relay = Relay()


def start() -> None:
    events.listen(relay.tell)
