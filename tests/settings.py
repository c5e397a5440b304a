"""The designer's settings for tests: a data folder of their own, and passwords that cost no time."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

# Processes that a test starts inherit the folder, and with SQLite find the test database in it.
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="designer-tests-")
atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)

# Test runs are split among workers, each with Redis databases of its own: one for itself, one for what it starts.
if "REDIS_URL" in os.environ:
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    os.environ["REDIS_URL"] = urlunsplit(urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{2 * worker}"))

from designer.settings import *  # noqa: E402, F403
from designer.settings import DATABASE_URL, DATABASES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOG_LEVEL = "WARNING"

# Threads have connections of their own, so the SQLite test database is a file, as in real life.
if not DATABASE_URL:
    DATABASES["default"]["TEST"] = {"NAME": Path(DATABASES["default"]["NAME"])}
