"""Answers that are never in memory as a whole."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

from asgiref.sync import sync_to_async
from django.http import StreamingHttpResponse


class FileAnswer(StreamingHttpResponse):
    """Behind an asynchronous server, too, a piece is made when the last one has left."""

    def __init__(self, pieces: Iterator[bytes], **more: Any) -> None:
        super().__init__(pieces, **more)
        self._pieces = pieces

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while piece := await sync_to_async(_next)(self._pieces):
            yield piece


def _next(pieces: Iterator[bytes]) -> bytes:
    return next(pieces, b"")
