"""Leads synchronised over HTTP, 300 a call, against a running server; the same leads by hand beside it."""

import os
import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx

from bench import api_by_hand
from bench.api_by_hand import Lead
from campaigns.definitions.actor import SYSTEM, Role
from campaigns.models import Workspace
from campaigns.services.api_users import create_api_user
from campaigns.storage.sql import query
from tests.servers import house
from tests.servers.process import free_port

A_CALL = 300
CLIENTS = 4
WIRE = {"email": "email", "first_name": "firstName", "last_name": "lastName", "city": "city", "score": "leadScore"}
COUNTED = ("person", "personkey", "personword", "activity")
Figures = dict[str, Any]


def compare(workspace: Workspace, *, calls: int, rounds: int) -> Figures:
    """New leads, then the same ones changed, in turns with the other side; then several clients at once."""
    environment = {**os.environ, "PORT": str(free_port()), "API_CALLS_PER_20_SECONDS": "1000000"}
    environment["PYTHONPATH"] = str(Path(__file__).parents[1])
    user = create_api_user(SYSTEM, workspace_id=workspace.pk, name="Bench", role=Role.MARKETER)
    with (
        house.whole(environment, "--without-demo") as address,
        Client(address, user.client_id, user.client_secret) as it,
    ):
        it.sync(batch("warmup", 0))
        figures: Figures = {"calls": calls}
        for what, number in (("new", 1), ("changed", 2)):
            figures[what] = _in_turns(it, workspace.primary_partition_id, calls, rounds, number)
        figures["at_once"] = _at_once(it, calls)
    return figures


class Client:
    """Knows the address and the credentials."""

    def __init__(self, address: str, client_id: str, client_secret: str) -> None:
        given = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": client_secret}
        token = httpx.get(f"{address}/identity/oauth/token", params=given).json()["access_token"]
        self._http = httpx.Client(base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=120)

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def sync(self, leads: Sequence[Lead]) -> float:
        """Seconds."""
        sent = [{WIRE[name]: value for name, value in each.items()} for each in leads]
        start = time.perf_counter()
        answer = self._http.post("/rest/v1/leads.json", json={"input": sent}).json()
        seconds = time.perf_counter() - start
        if not answer["success"] or any(each["status"] == "skipped" for each in answer["result"]):
            raise RuntimeError(f"Not every lead was taken: {str(answer)[:500]}")
        return seconds


def batch(prefix: str, number: int, *, turn: int = 1) -> list[Lead]:
    """`turn` 1 and 2 are the same people with another city and another score. A prefix is one word, for words are
    written too."""
    return [
        {
            "email": f"{prefix}.{number}.{place}@example.com",
            "first_name": f"First{place}",
            "last_name": f"Last{number % 50}",
            "city": f"City {turn}",
            "score": place + turn,
        }
        for place in range(A_CALL)
    ]


def _in_turns(client: Client, partition: int, calls: int, rounds: int, turn: int) -> Figures:
    product, by_hand = [], []
    for numbers in _parted(range(calls), rounds):
        before = _counts()
        product += [client.sync(batch("product", each, turn=turn)) for each in numbers]
        written = _since(before)
        before = _counts()
        by_hand += [api_by_hand.sync(partition, batch("byhand", each, turn=turn)) for each in numbers]
        if _since(before) != written:
            raise RuntimeError(f"Both sides must write the same rows: {written} and {_since(before)}")
    return {
        "ms": statistics.median(product) * 1000,
        "slowest_ms": max(product) * 1000,
        "leads_per_second": A_CALL * calls / sum(product),
        "by_hand_per_second": A_CALL * calls / sum(by_hand),
        "ratio": sum(by_hand) / sum(product),
    }


def _at_once(client: Client, calls: int) -> Figures:
    start = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(client.sync, (batch("atonce", each) for each in range(calls))))
    return {"clients": CLIENTS, "leads_per_second": A_CALL * calls / (time.perf_counter() - start)}


def _parted(numbers: range, parts: int) -> list[range]:
    size = -(-len(numbers) // parts)
    return [numbers[start : start + size] for start in range(0, len(numbers), size)]


def _counts() -> dict[str, int]:
    return {table: query(f"SELECT count(*) FROM campaigns_{table}")[0][0] for table in COUNTED}


def _since(before: dict[str, int]) -> dict[str, int]:
    return {table: count - before[table] for table, count in _counts().items()}
