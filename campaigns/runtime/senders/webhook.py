"""Calls a webhook: within 30 seconds, to a checked address, following nobody, with an idempotency key (F07, F09)."""

import asyncio
import zlib
from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import httpx

from campaigns.engine.webhooks import Call, call_of
from campaigns.events import WebhookFailing, publish
from campaigns.models import Delivery
from campaigns.runtime.senders import Again, Outcome, Refused, Sent
from campaigns.runtime.senders.addresses import PrivateAddress, Unreachable, checked_address
from campaigns.storage.webhooks import webhooks_of

LIMIT = 30.0  # seconds for everything, the answer's last byte included
MOST_READ = 256 * 1024  # bytes of an answer
KEY_HEADER = "Idempotency-Key"
_BUSY = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}


class WebhookSender:
    def send(self, delivery: Delivery) -> Outcome:
        asked = delivery.payload
        webhook = webhooks_of(delivery.workspace_id, [asked["webhook"]]).get(asked["webhook"])
        if webhook is None:
            return Refused("The webhook is no longer there.", {"error": "webhook deleted"})
        call = call_of(webhook, asked["values"])
        try:
            return asyncio.run(_within_limit(call, key=str(delivery.key)))
        except PrivateAddress as error:
            reason = f"{error} leads into a private network, which webhooks may not call. An admin can allow it."
            return Refused(reason, {"error": "private address"})
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError, ValueError) as error:
            return Refused(f"The request can't be made: {error}", {"error": "invalid request"})

    def settled(self, delivery: Delivery) -> None:
        """The wave that the answer opens logs it, and maps its fields. A service that several tries did not reach is
        more than one person's trouble."""
        if delivery.state == Delivery.State.FAILED and delivery.attempts > 1:
            publish(WebhookFailing(delivery.workspace_id, delivery.payload["webhook"], delivery.reason))


async def _within_limit(call: Call, *, key: str) -> Outcome:
    try:
        async with asyncio.timeout(LIMIT):
            return await _send(call, key=key)
    except (TimeoutError, httpx.TimeoutException):
        return Again(f"There was no answer within {LIMIT:.0f} seconds.", answer={"error": "timeout"})
    except (Unreachable, httpx.TransportError) as error:
        if isinstance(error, httpx.UnsupportedProtocol | httpx.LocalProtocolError):
            raise
        return Again(f"The service could not be reached: {error}", answer={"error": "connection"})


async def _send(call: Call, *, key: str) -> Outcome:
    url = httpx.URL(call.url)
    if url.scheme not in ("http", "https") or not url.host:
        raise httpx.UnsupportedProtocol(f"“{call.url}” is no address of the web.")
    port = url.port or (443 if url.scheme == "https" else 80)
    address = await checked_address(url.host, port)
    async with httpx.AsyncClient(timeout=LIMIT, follow_redirects=False, trust_env=False) as client:
        request = client.build_request(
            call.method,
            url.copy_with(host=address),
            headers=[*call.headers, (KEY_HEADER, key), ("Host", url.netloc.decode()), ("Accept-Encoding", "gzip")],
            content=call.body.encode() if call.body is not None else None,
            extensions={"sni_hostname": url.host},  # the certificate must be that of the name
        )
        response = await client.send(request, stream=True)
        try:
            return _outcome(response, await _text_of(response))
        finally:
            await response.aclose()


async def _text_of(response: httpx.Response) -> str:
    read = bytearray()
    async for piece in response.aiter_raw():
        read += piece
        if len(read) >= MOST_READ:
            break
    plain = _unpacked(bytes(read[:MOST_READ]), response.headers.get("Content-Encoding", ""))
    encoding = response.charset_encoding or "utf-8"
    try:
        text = plain.decode(encoding, errors="replace")
    except LookupError:
        text = plain.decode(errors="replace")
    return text.replace("\0", "")


def _unpacked(read: bytes, packing: str) -> bytes:
    """No more than may be read, for a few bytes can unpack into gigabytes; what is packed in another way, or not
    rightly, stays as it came."""
    if packing.strip().lower() not in ("gzip", "x-gzip"):
        return read
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(read, MOST_READ)
    except zlib.error:
        return read


def _outcome(response: httpx.Response, text: str) -> Outcome:
    status = response.status_code
    answer: dict[str, Any] = {"status": status, "body": text}
    if 200 <= status < 300:
        return Sent(answer)
    answer["error"] = f"HTTP {status}"
    reason = f"The service answered {status} {response.reason_phrase}".strip() + "."
    if 300 <= status < 400:
        return Refused(f"{reason} Redirects are not followed; give the address to which it leads.", answer)
    if status >= 500 or status in _BUSY:
        return Again(reason, after=_retry_after(response.headers), answer=answer)
    return Refused(reason, answer)


def _retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """Only seconds; a date would trust the other side's clock."""
    given = headers.get("Retry-After", "")
    return timedelta(seconds=int(given[:6])) if given.isascii() and given.isdigit() else None
