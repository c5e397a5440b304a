"""What is stricter where others can reach the designer."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError

from designer.management.commands.serve import refuse_known_password
from tests.servers.house import MANAGE


def test_behind_https_nothing_is_left_to_warn_of_and_the_demo_has_a_password_of_its_own(tmp_path: Path) -> None:
    public = {"DJANGO_SETTINGS_MODULE": "designer.settings", "SITE_URL": "https://designer.example"}
    checked = subprocess.run(
        [sys.executable, MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
        env={**os.environ, **public, "DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
    assert len((tmp_path / "demo_password").read_text()) > 24


@pytest.mark.django_db
def test_in_public_the_password_that_everybody_knows_stops_the_start(settings: Any) -> None:
    get_user_model().objects.create_user(settings.DEMO_USERNAME, password=settings.KNOWN_DEMO_PASSWORD)
    refuse_known_password()
    settings.IS_PUBLIC = True
    with pytest.raises(CommandError, match="changepassword demo"):
        refuse_known_password()
