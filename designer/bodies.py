"""How much may be sent at once: Django writes a body to disk whole before any door is asked."""

from typing import Any

from django.conf import settings

from campaigns.services.importing.reading import MAX_BYTES

LARGEST_FILE = MAX_BYTES + 1024 * 1024  # with what a form puts around it


class BodyLimit:
    """Refuses by the length that is told; where none is told, once so much has come that it is too much."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        headers = dict(scope["headers"])
        most = LARGEST_FILE if _is_upload(headers) else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if int(headers.get(b"content-length", b"0")) > most:
            await _refuse(send)
            return
        read = 0

        async def counting() -> Any:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            return message if read <= most else {"type": "http.disconnect"}

        await self.app(scope, counting, send)


def _is_upload(headers: dict[bytes, bytes]) -> bool:
    return headers.get(b"content-type", b"").lower().startswith(b"multipart/form-data")


async def _refuse(send: Any) -> None:
    said = b'{"code": "too_large", "message": "This is more than may be sent at once.", "details": {}}'
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": said})
