"""The socket of a workspace: tells that the tree, a draft or an import changed, so that pages can look again."""

import asyncio
from typing import Any

from campaigns.errors import NotFound
from campaigns.selectors.imports import one_import
from campaigns.selectors.rights import require
from designer.realtime.groups import workspace_group
from designer.realtime.socket import Refused, Socket


class WorkspaceNews(Socket):
    """News of the same thing that come faster than they can be said are said once."""

    async def enter(self, **address: int) -> None:
        self._workspace_id = ws = address["ws"]
        self._pending: dict[str, dict[str, Any]] = {}
        self._news = asyncio.Event()
        await self.read(require, workspace_id=ws)
        await self.join(workspace_group(ws))

    async def entered(self) -> None:
        await self.talk(self._tell())

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        await self.refuse(Refused("This connection only tells news; nothing can be asked here."))

    async def tree_changed(self, message: dict[str, Any]) -> None:
        self._note("tree", {"type": "changed", "node": None})

    async def draft_saved(self, message: dict[str, Any]) -> None:
        told = {name: message[name] for name in ("node", "edit_number", "by")}
        self._note(f"draft {message['node']}", {"type": "changed", **told})

    async def job_progressed(self, message: dict[str, Any]) -> None:
        self._note(f"job {message['job']}", {"type": "import", "id": message["job"]})

    async def noticed(self, message: dict[str, Any]) -> None:
        self._note("notices", {"type": "noticed"})

    def _note(self, about: str, told: dict[str, Any]) -> None:
        self._pending[about] = told
        self._news.set()

    async def _tell(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            await self.read(require, workspace_id=self._workspace_id)
            pending, self._pending = self._pending, {}
            for told in pending.values():
                await self._say_one(told)

    async def _say_one(self, told: dict[str, Any]) -> None:
        if told["type"] != "import":
            await self.say(told)
            return
        try:
            shown = await self.read(one_import, workspace_id=self._workspace_id, import_id=told["id"])
        except NotFound:
            return  # a job of another kind
        await self.say({"type": "import", **shown.model_dump(mode="json")})


class Nowhere(Socket):
    """Every other address."""

    async def enter(self, **address: int) -> None:
        raise NotFound("There is nothing at this address.")
