"""The API as a signed-in person, for what a story begins with and for what the database says at its end."""

from typing import Any

import httpx

from tests.definitions import JSON, flow, smart_list
from tests.until import until

EVERY_TIME = {"qualification": {"mode": "every_time"}}


class Api:
    """One signed-in person; a request that is refused raises with the server's own words."""

    def __init__(self, address: str, *, name: str, password: str) -> None:
        self.client = httpx.Client(base_url=address, timeout=60, follow_redirects=True)
        self.client.get("/sign-in")
        form = {"username": name, "password": password, "csrfmiddlewaretoken": self.client.cookies["csrftoken"]}
        answer = self.client.post("/sign-in", data=form, headers={"Referer": address})
        assert answer.url.path != "/sign-in", f"{name} could not sign in"

    def ask(self, method: str, path: str, **body: Any) -> Any:
        headers = {"X-CSRFToken": self.client.cookies["csrftoken"], "Referer": str(self.client.base_url)}
        answer = self.client.request(method, f"/api/v1/{path}", headers=headers, **body)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text[:2000]}"
        return answer.json() if answer.content else None

    def cookies(self) -> list[Any]:
        """For a browser that shall be signed in as the same person."""
        host = self.client.base_url.host
        return [
            {"name": each.name, "value": each.value, "domain": host, "path": "/"} for each in self.client.cookies.jar
        ]


class Workspace:
    """A workspace of its own for every story, with an admin's rights in it."""

    def __init__(self, api: Api, id: int) -> None:
        self.api = api
        self.id = id

    @classmethod
    def made(cls, api: Api, name: str) -> "Workspace":
        return cls(api, api.ask("POST", "workspaces", json={"name": name, "timezone": "UTC"})["id"])

    def get(self, path: str, **query: Any) -> Any:
        return self.api.ask("GET", f"workspaces/{self.id}/{path}", params=query)

    def post(self, path: str, **body: Any) -> Any:
        return self.api.ask("POST", f"workspaces/{self.id}/{path}", json=body)

    def put(self, path: str, **body: Any) -> Any:
        return self.api.ask("PUT", f"workspaces/{self.id}/{path}", json=body)

    def make_program(self, name: str) -> int:
        channel = self.get("channels")[0]["id"]
        return int(self.post("programs", name=name, parent=None, channel=channel)["id"])

    def make_campaign(
        self, name: str, *steps: JSON, who: JSON | None = None, executable: bool = False, parent: str | None = None
    ) -> int:
        made = self.post("campaigns", name=name, parent=parent, executable=executable)
        path = f"campaigns/{made['id']}"
        self.api.ask("PATCH", f"workspaces/{self.id}/{path}/settings", json=EVERY_TIME)
        self.save(made["id"], *steps, who=who)
        return int(made["id"])

    def save(self, campaign: int, *steps: JSON, who: JSON | None = None) -> None:
        path = f"campaigns/{campaign}/draft"
        edit = {"flow": flow(*steps), "smart_list": who or smart_list()}
        self.put(path, edit_number=self.get(path)["edit_number"], **edit)

    def make_person(self, **values: Any) -> int:
        return int(self.post("people", values=values)["id"])

    def upload(self, file_name: str, content: bytes) -> JSON:
        path = f"workspaces/{self.id}/imports"
        uploaded: JSON = self.api.ask("POST", path, files={"file": (file_name, content, "text/csv")})
        return uploaded

    def begin_import(self, content: bytes, *, key: str) -> int:
        """As the page would with everything as it was guessed; the import then runs in the background."""
        uploaded = self.upload("people.csv", content)
        mapping = [{"column": column["name"], **column["guess"]} for column in uploaded["columns"]]
        started = self.post(f"imports/{uploaded['id']}/start", mapping=mapping, key=key)
        return int(started["id"])

    def import_is_done(self, number: int) -> None:
        until(lambda: self.get(f"imports/{number}")["state"] == "done", within=120, every=0.2)

    def newest_activities_of(self, run: int) -> list[JSON]:
        items: list[JSON] = self.get(f"runs/{run}/activities")["items"]
        return items

    def activities_of(self, run: int) -> list[JSON]:
        """Every row of the run's log, oldest first."""
        rows: list[JSON] = []
        page = self.get(f"runs/{run}/activities", limit=500)
        while True:
            rows = [*page["items"], *rows]
            if not page["more"]:
                return rows
            page = self.get(f"runs/{run}/activities", limit=500, before=page["oldest"])
