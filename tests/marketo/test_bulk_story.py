"""An unmodified client brings a file of leads and takes one away, of a running server with its own worker."""

import csv
import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from marketorestpython.client import MarketoClient

from tests.browser.conftest import PASSWORD, make_admin
from tests.browser.office import Api, Workspace
from tests.until import until

LEADS = 1_000


@pytest.fixture
def client(house: str, own_environment: dict[str, str]) -> MarketoClient:
    make_admin(own_environment)
    workspace = Workspace.made(Api(house, name="admin", password=PASSWORD), "Default")
    shown = workspace.post("api-users", name="Pipeline", role="marketer")
    client = MarketoClient("000-AAA-000", shown["client_id"], shown["client_secret"])
    client.host = house
    return client


def test_files_go_in_and_out_through_a_worker(client: MarketoClient, tmp_path: Path) -> None:
    file = tmp_path / "leads.csv"
    lines = [f"p{number}@example.com,{number}" for number in range(LEADS)]
    file.write_text("\n".join(["email,leadScore", *lines, "nobody,5", ""]))

    [batch] = client.import_lead("csv", str(file), lookupField="email")
    done = finished(lambda: client.get_import_lead_status(batch["batchId"])[0])
    failures = client.get_import_failure_file(batch["batchId"])
    since = {"startAt": f"{datetime.now(UTC) - timedelta(days=1):%Y-%m-%dT%H:%M:%SZ}"}
    [made] = client.create_leads_export_job(fields=["email", "leadScore"], filters={"createdAt": since})
    client.enqueue_leads_export_job(made["exportId"])
    written = finished(lambda: client.get_leads_export_job_status(made["exportId"])[0])
    content = client.get_leads_export_job_file(made["exportId"])

    assert (done["status"], done["numOfLeadsProcessed"], done["numOfRowsFailed"]) == ("Complete", LEADS + 1, 1)
    assert failures.splitlines()[1].startswith("nobody,5,")
    assert (written["status"], written["numberOfRecords"]) == ("Completed", LEADS)
    assert [",".join(each) for each in csv.reader(content.decode().splitlines())] == ["email,leadScore", *lines]
    assert written["fileChecksum"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    part = httpx.get(
        f"{client.host}/bulk/v1/leads/export/{made['exportId']}/file.json",
        headers={"Authorization": f"Bearer {client.token}", "Range": "bytes=100-199"},
    )
    assert (part.status_code, part.content) == (206, content[100:200])


def finished(ask: Callable[[], Any]) -> Any:
    until(lambda: ask()["status"] in ("Complete", "Completed", "Failed"), within=60, every=0.1)
    return ask()
