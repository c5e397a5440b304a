"""Nobody fills the disk with one long body."""

from typing import Any

from asgiref.sync import async_to_sync
from asgiref.testing import ApplicationCommunicator

from designer import bodies
from designer.asgi import application

MB = 1024 * 1024


def send(*pieces: bytes, **headers: str) -> int | None:
    """The answer's status; None where the connection was given up."""
    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "POST", "path": "/sign-in", "query_string": b"", "headers": given}

    async def play() -> int | None:
        door = ApplicationCommunicator(application, scope | {"http_version": "1.1", "scheme": "http"})
        for piece in pieces:
            await door.send_input({"type": "http.request", "body": piece, "more_body": True})
        await door.send_input({"type": "http.request", "body": b"", "more_body": False})
        await door.wait(timeout=10)
        if door.output_queue.empty():
            return None
        answer: dict[str, Any] = door.output_queue.get_nowait()
        return int(answer["status"])

    return async_to_sync(play)()


def test_a_length_that_is_too_much_is_refused_before_a_byte_is_read() -> None:
    assert send(host="localhost", content_length=str(11 * MB)) == 413
    form = "multipart/form-data; boundary=x"
    assert send(host="localhost", content_type=form, content_length=str(bodies.LARGEST_FILE + 1)) == 413


def test_a_body_of_no_told_length_is_cut_off(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = MB
    assert send(b"x" * MB, b"x", host="localhost", content_type="text/plain") is None


def test_what_may_be_sent_arrives() -> None:
    form = "application/x-www-form-urlencoded"
    assert send(b"a=1", host="localhost", content_type=form) == 403, "the door itself answers: there is no CSRF cookie"
