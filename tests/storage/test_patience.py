"""Reads that a page waits for are broken off when they take too long, on both databases."""

import time

import pytest
from django.db import connection

from campaigns.storage.patience import TookTooLong, at_most
from campaigns.storage.sql import is_postgresql, query

pytestmark = pytest.mark.django_db
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) SELECT count(*) FROM n"


def test_an_endless_read_is_broken_off() -> None:
    started = time.monotonic()

    with pytest.raises(TookTooLong), at_most(0.2):
        query(ENDLESS)

    assert time.monotonic() - started < 5


def test_the_connection_reads_on_afterwards_without_a_limit() -> None:
    with pytest.raises(TookTooLong), at_most(0.1):
        query(ENDLESS)

    assert query("SELECT 1") == [(1,)]
    if is_postgresql():
        with connection.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            assert cursor.fetchone() == ("0",)


def test_a_quick_read_gives_its_answer() -> None:
    with at_most(5):
        assert query("SELECT 41 + 1") == [(42,)]
