"""node-marketo-rest, unmodified, in a process of its own that takes questions line by line."""

import contextlib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.servers.missing import Missing

ROOT = Path(__file__).resolve().parents[2]
TALK = Path(__file__).parent / "node" / "talk.js"


class ClientRefused(Exception):
    """What the client made of a refusal: its own words, and Marketo's codes in it."""

    def __init__(self, said: dict[str, Any]) -> None:
        self.codes = [each["code"] for each in said["errors"]]
        super().__init__(said["refused"])


class NodeClient:
    """`ask("lead.byId", 5)` calls `marketo.lead.byId(5)`; `stream("lead", "find", …)` follows every page."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def ask(self, path: str, *given: Any) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([path, *given]) + "\n")
        self._process.stdin.flush()
        said = json.loads(self._process.stdout.readline())
        if "refused" in said:
            raise ClientRefused(said)
        return said["answer"]

    def result(self, path: str, *given: Any) -> Any:
        return self.ask(path, *given)["result"]

    def stream(self, thing: str, method: str, *given: Any) -> list[Any]:
        rows: list[Any] = self.ask(f"stream.{thing}.{method}", *given)
        return rows


@contextlib.contextmanager
def node_client(address: str, client_id: str, client_secret: str) -> Iterator[NodeClient]:
    if not (TALK.parent / "node_modules").is_dir():
        raise Missing("The clients for Node are not installed (make test installs them)")
    command = [str(ROOT / "frontend" / "node"), "node", str(TALK), address, client_id, client_secret]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True)
    with process:
        yield NodeClient(process)
