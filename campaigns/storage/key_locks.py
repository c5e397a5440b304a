"""Two who bring the same new address at the same moment make one person: the second waits until the first is in."""

from collections.abc import Iterable
from zlib import crc32

from campaigns.storage.sql import execute, is_postgresql

_LOCKS = 0x666F << 48


def lock_keys(partition_id: int, field: str, keys: Iterable[str]) -> None:
    """Until the transaction ends; in one order, so that two never wait for each other. SQLite has one writer."""
    if is_postgresql():
        for lock in sorted({_LOCKS + crc32(f"{partition_id} {field} {key}".encode()) for key in keys}):
            execute("SELECT pg_advisory_xact_lock(%s)", [lock])
