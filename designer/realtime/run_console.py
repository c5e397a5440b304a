"""The run console's socket: subscribe, then snapshot, then follow; the cursor loses no row and doubles none."""

import asyncio
import json
from typing import Any

from campaigns.errors import CampaignError
from campaigns.selectors.run_console import find_run
from campaigns.selectors.run_feed import Cursor, read_cursor
from campaigns.selectors.run_frames import Follower, next_frame, resume, snapshot
from designer.realtime.groups import run_group
from designer.realtime.socket import Refused, Socket

LONGEST = 200  # characters of what can be asked; a deeper JSON would exhaust the parser's stack
LOOK = 1.0  # seconds; what other processes committed is found by looking


class RunConsole(Socket):
    async def enter(self, **address: int) -> None:
        self._run = {"workspace_id": address["ws"], "run_id": address["run"]}
        self._news = asyncio.Event()
        await self.read(find_run, **self._run)
        await self.join(run_group(address["run"]))

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        try:
            after = wanted_cursor(text_data)
        except CampaignError as error:
            await self.refuse(error)
        else:
            await self.talk(self._follow(after))

    async def run_progressed(self, message: dict[str, Any]) -> None:
        self._news.set()

    async def _follow(self, after: Cursor | None) -> None:
        follower = await self._begin(after)
        while True:
            self._news.clear()
            frame, follower = await self.read(next_frame, **self._run, follower=follower)
            if frame is not None:
                await self.say(frame)
            if not follower.behind:
                await self._wait()

    async def _begin(self, after: Cursor | None) -> Follower:
        follower = await self.read(resume, **self._run, after=after) if after else None
        if follower is None:
            shown, follower = await self.read(snapshot, **self._run)
            await self.say(shown)
        return follower

    async def _wait(self) -> None:
        try:
            await asyncio.wait_for(self._news.wait(), LOOK)
        except TimeoutError:
            return


def wanted_cursor(text: str | None) -> Cursor | None:
    """Of {"type": "follow", "after": "feed_no.id" or null}."""
    try:
        asked = json.loads((text or "")[:LONGEST])
    except ValueError:
        raise Refused("Only JSON can be understood here.") from None
    if not isinstance(asked, dict) or asked.get("type") != "follow":
        raise Refused('Only {"type": "follow"} can be asked here.')
    after = asked.get("after")
    if after is not None and not isinstance(after, str):
        raise Refused('"after" is the last cursor as a text, or null.')
    return read_cursor(after) if after is not None else None
