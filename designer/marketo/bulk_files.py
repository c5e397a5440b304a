"""Files of exports as they lie on the disk: whole, or the range of bytes that is asked for (reference 5.2)."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import HttpResponse

from designer.streamed import FileAnswer

TYPE = "text/csv"
_CHUNK = 256 * 1024
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def answer(path: Path, range: str | None) -> HttpResponse | FileAnswer:
    size = path.stat().st_size
    asked = _asked(range, size) if range else None
    if asked is None:
        return _part(path, 0, size, status=200)
    first, last = asked
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"})
    found = _part(path, first, last - first + 1, status=206)
    found["Content-Range"] = f"bytes {first}-{last}/{size}"
    return found


def not_there(sentence: str) -> HttpResponse:
    return HttpResponse(sentence, status=404, content_type="text/plain")


def _asked(range: str, size: int) -> tuple[int, int] | None:
    """First and last byte. None for whatever is no single range: then the file is sent whole, as HTTP wants it."""
    found = _RANGE.fullmatch(range.strip())
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        return max(0, size - int(last)), size - 1 if int(last) else -1
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last) if last else size - 1, size - 1)


def _part(path: Path, first: int, length: int, *, status: int) -> FileAnswer:
    headers = {"Content-Length": str(length), "Accept-Ranges": "bytes"}
    return FileAnswer(_pieces(path, first, length), status=status, content_type=TYPE, headers=headers)


def _pieces(path: Path, first: int, length: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        while length and (piece := file.read(min(_CHUNK, length))):
            length -= len(piece)
            yield piece
