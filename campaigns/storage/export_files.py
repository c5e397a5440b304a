"""Files of exports: a part that grows, cut back to what was committed, and renamed when it is whole."""

import csv
import hashlib
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings

_digests: dict[str, tuple[int, Any]] = {}  # of the file that this process writes, and to which size


def whole_file(key: str) -> Path:
    return _folder() / f"{key}.txt"


def remove(key: str) -> None:
    for path in (whole_file(key), _part(key)):
        path.unlink(missing_ok=True)


class Part:
    """What is written of a file so far."""

    def __init__(self, key: str, file: BinaryIO, size: int, delimiter: str) -> None:
        self.size = size
        self._key, self._file, self._delimiter = key, file, delimiter
        known, digest = _digests.pop(key, (0, hashlib.sha256()))
        self._digest = digest if known == size else None

    def write(self, rows: Iterable[Sequence[str]]) -> None:
        text = io.StringIO()
        csv.writer(text, delimiter=self._delimiter, lineterminator="\n").writerows(rows)
        content = text.getvalue().encode()
        self._file.write(content)
        self.size += len(content)
        if self._digest is not None:
            self._digest.update(content)

    def keep_digest(self) -> None:
        """For the next slice, if this process works on it; another one reads the file once more at the end."""
        if self._digest is not None:
            _digests.clear()
            _digests[self._key] = (self.size, self._digest)

    def finish(self) -> str:
        """The file is whole: its checksum."""
        self._file.flush()
        os.fsync(self._file.fileno())
        digest = self._digest or _digest_of(_part(self._key))
        os.replace(_part(self._key), whole_file(self._key))
        return str(digest.hexdigest())


@contextmanager
def appending(key: str, *, at: int, delimiter: str) -> Iterator[Part]:
    """To the first `at` bytes, which were committed; what a dead process wrote behind them goes. When they are not
    there any more the part is empty, and the file is begun anew."""
    path = _part(key)
    if not path.exists() and whole_file(key).exists():
        os.replace(whole_file(key), path)  # it was whole, and the commit did not come
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        held = file.seek(0, os.SEEK_END)
        size = at if held >= at else 0
        file.truncate(size)
        file.seek(size)
        part = Part(key, file, size, delimiter)
        yield part
        if path.exists():
            part.keep_digest()


def _digest_of(path: Path) -> Any:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256")


def _part(key: str) -> Path:
    return _folder() / f"{key}.part"


def _folder() -> Path:
    folder: Path = settings.DATA_DIR / "exports"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
