"""What a viewer's API user may do: read and export, and nothing else, whatever the address (W01, reference 1.4)."""

import re

import pytest

from campaigns.definitions.actor import Role
from designer.marketo import identity
from designer.marketo.urls import known
from tests.factories import make_campaign, make_list, make_person, make_program, make_smart_list, make_workspace
from tests.marketo.client import Marketo, code

pytestmark = pytest.mark.django_db
READING = ("/export/create.json", "/enqueue.json", "/cancel.json", "/ismember.json")


def test_w01_a_viewer_is_refused_wherever_something_would_change_before_what_was_sent_is_judged() -> None:
    workspace = make_workspace()
    for make in (make_campaign, make_list, make_person, make_program, make_smart_list):
        make(workspace)
    viewer = Marketo(workspace, Role.VIEWER)
    patterns = [
        str(each.pattern) for each in known if each not in identity.urls and not str(each.pattern).startswith("^")
    ]
    addresses = ["/" + re.sub(r"<[a-z]+:[a-z_]+>", "1", each) for each in patterns]

    said = {each: code(viewer.post(each, {})) for each in addresses}

    assert len(said) > 100
    assert {each for each, refused in said.items() if refused not in ("603", "605")} == {
        each for each in said if each.endswith(READING)
    }
