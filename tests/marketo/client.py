"""A client of the Marketo-compatible API, as integrations write it."""

from typing import Any
from urllib.parse import urlencode

from django.test import Client

from campaigns.definitions.actor import SYSTEM, Role
from campaigns.models import Workspace
from campaigns.services.api_users import WithSecret, create_api_user, issue_token


class Marketo:
    """Calls with one API user's token; `get` and the others give the whole answer, `ok` insists on success."""

    def __init__(self, workspace: Workspace, role: Role = Role.MARKETER) -> None:
        self.user: WithSecret = create_api_user(SYSTEM, workspace_id=workspace.pk, name="Sync", role=role)
        self.token = issue_token(self.user.client_id, self.user.client_secret).access_token
        self._client = Client(headers={"Authorization": f"Bearer {self.token}"})

    def get(self, path: str, **query: Any) -> dict[str, Any]:
        return self._read(self._client.get(path, query))

    def post(self, path: str, body: Any = None, **query: Any) -> dict[str, Any]:
        """JSON."""
        answer = self._client.post(path, body, content_type="application/json", query_params=query)
        return self._read(answer)

    def form(self, path: str, **form: Any) -> dict[str, Any]:
        answer = self._client.post(path, urlencode(form), content_type="application/x-www-form-urlencoded")
        return self._read(answer)

    def delete(self, path: str, body: Any) -> dict[str, Any]:
        return self._read(self._client.delete(path, body, content_type="application/json"))

    def _read(self, answer: Any) -> dict[str, Any]:
        assert answer.status_code == 200, answer.content
        read: dict[str, Any] = answer.json()
        return read


def result(answer: dict[str, Any]) -> list[Any]:
    """What a call that has to succeed gave."""
    assert answer["success"], answer
    found: list[Any] = answer.get("result", [])
    return found


def code(answer: dict[str, Any]) -> str:
    """The code of a call that has to fail."""
    assert not answer["success"], answer
    return str(answer["errors"][0]["code"])
