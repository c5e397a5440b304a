"""Clients of the Marketo-compatible API, as integrations write them: within this process, and over the wire."""

import json
from typing import Any
from urllib.parse import urlencode

import httpx
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from campaigns.definitions.actor import SYSTEM, Role
from campaigns.models import Workspace
from campaigns.services.api_users import WithSecret, create_api_user, issue_token


class Integration:
    """Each call gives the whole answer; `result` insists on success, `code` on a refusal."""

    def get(self, path: str, **query: Any) -> dict[str, Any]:
        return self._ask("GET", path, query=query)

    def post(self, path: str, body: Any = None, **query: Any) -> dict[str, Any]:
        """JSON."""
        return self._ask("POST", path, _json(body), "application/json", query=query)

    def form(self, path: str, **form: Any) -> dict[str, Any]:
        return self._ask("POST", path, urlencode(form), "application/x-www-form-urlencoded")

    def delete(self, path: str, body: Any) -> dict[str, Any]:
        return self._ask("DELETE", path, _json(body), "application/json")

    def _ask(self, method: str, path: str, body: str = "", content_type: str = "", **more: Any) -> dict[str, Any]:
        raise NotImplementedError


class Marketo(Integration):
    """Calls with a new API user's token, without a server."""

    def __init__(self, workspace: Workspace, role: Role = Role.MARKETER) -> None:
        self.user: WithSecret = create_api_user(SYSTEM, workspace_id=workspace.pk, name="Sync", role=role)
        self.token = issue_token(self.user.client_id, self.user.client_secret).access_token
        self._client = Client(headers={"Authorization": f"Bearer {self.token}"})

    def _ask(self, method: str, path: str, body: str = "", content_type: str = "", **more: Any) -> dict[str, Any]:
        answer = self._client.generic(method, path, body, content_type, query_params=more.get("query"))
        return _read(answer)

    def upload(self, path: str, content: bytes, **form: Any) -> dict[str, Any]:
        """A file as one part of a form."""
        return _read(self._client.post(path, {"file": SimpleUploadedFile("people.csv", content), **form}))

    def file(self, path: str, **headers: str) -> Any:
        """The whole answer of an address that gives a file."""
        return self._client.get(path, headers=headers)


class RemoteMarketo(Integration):
    """Calls a running server, for whose token it asks itself; sends JSON in chunks, as many libraries do."""

    def __init__(self, address: str, client_id: str, client_secret: str) -> None:
        given = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": client_secret}
        self.token: str = httpx.get(f"{address}/identity/oauth/token", params=given).json()["access_token"]
        self._client = httpx.Client(base_url=address, headers={"Authorization": f"Bearer {self.token}"}, timeout=60)

    def _ask(self, method: str, path: str, body: str = "", content_type: str = "", **more: Any) -> dict[str, Any]:
        headers = {"Content-Type": content_type} if content_type else {}
        query = more.get("query") or None  # an empty one would take away what stands in the path
        content = iter([body.encode()]) if "json" in content_type else body
        return _read(self._client.request(method, path, content=content, headers=headers, params=query))


def result(answer: dict[str, Any]) -> list[Any]:
    """What a call that has to succeed gave."""
    assert answer["success"], answer
    found: list[Any] = answer.get("result", [])
    return found


def code(answer: dict[str, Any]) -> str:
    """The code of a call that has to fail."""
    assert not answer["success"], answer
    return str(answer["errors"][0]["code"])


def _json(body: Any) -> str:
    return "" if body is None else json.dumps(body)


def _read(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200, answer.content
    read: dict[str, Any] = answer.json()
    return read


def reasons(records: list[dict[str, Any]]) -> list[str]:
    """What became of each record, or the code of why nothing did."""
    return [each["reasons"][0]["code"] if "reasons" in each else each["status"] for each in records]
