"""What the API's description promises every address keeps: few questions each, the same in every run."""

import os
import re
from collections.abc import Callable
from typing import Any

import pytest
import requests
import schemathesis
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from campaigns.definitions.actor import Role
from campaigns.models import Workspace
from tests.api.scene import Made, lived_in, made_in
from tests.factories import Browser, browser_of, make_user, make_workspace

pytestmark = pytest.mark.django_db
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
ABOUT_A_FIELD = {"type": "field", "name": "city"}

described: Any = schemathesis.openapi.from_dict(SchemaGenerator().get_schema(request=None, public=True))
described.config.phases.coverage.enabled = False
described.config.phases.examples.enabled = False


class Office:
    """An admin's browser, and the ids of what there is in its workspace."""

    def __init__(self, furnish: Callable[[Workspace, Browser], Made]) -> None:
        workspace = make_workspace()
        self._browser = browser_of(make_user(Role.ADMIN, workspace, is_superuser=True))
        self._browser.raise_request_exception = False
        self._workspace, self._made = workspace.pk, furnish(workspace, self._browser)

    @property
    def owner(self) -> str:
        return f"program:{self._made['programs']}"

    def ask(self, case: Any) -> Response:
        case.path_parameters = case.path_parameters | self._known(case)
        asked: Any = requests.Request(**case.as_transport_kwargs(base_url="http://testserver")).prepare()
        kind = str(asked.headers.get("Content-Type", ""))
        body: Any = asked.body or b""
        answer = self._browser.generic(asked.method, asked.path_url, body, content_type=kind)
        headers = {name: [value] for name, value in answer.headers.items()}
        return Response(answer.status_code, headers, answer.getvalue(), asked, elapsed=0, verify=False)

    def _known(self, case: Any) -> dict[str, Any]:
        """Ids that were thought up would mostly be answered with 404."""
        _, _, rest = case.path.partition("{ws}/")
        thing = rest.partition("/")[0]
        known = {
            "ws": self._workspace,
            "id": self._made.get(thing, 1),
            "run": self._made["runs"],
            "campaign": self._made["campaigns"],
            "number": 1,
        }
        return {name: known[name] for name in case.path_parameters if name in known}


@pytest.fixture
def office() -> Office:
    return Office(lambda workspace, _: made_in(workspace))


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="What is said of an answer is the same on every database.")
@described.parametrize()
@settings(
    max_examples=5,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_described(case: Any, office: Office) -> None:
    case.validate_response(office.ask(case), checks=CHECKS)


def test_what_is_read_of_a_lived_in_workspace_is_as_described() -> None:
    office = Office(lived_in)
    reading = [each.ok() for each in described.get_all_operations() if each.ok().method == "get"]
    assert len(reading) > 50

    for operation in reading:
        names = re.findall(r"{(\w+)}", operation.path)
        asked = ABOUT_A_FIELD if operation.path.endswith("{ws}/used-by") else {"owner": office.owner}
        case = operation.Case(path_parameters=dict.fromkeys(names, 1), query=asked)
        answer = office.ask(case)
        assert answer.status_code == 200, (operation.path, answer.content)
        case.validate_response(answer, checks=CHECKS)
