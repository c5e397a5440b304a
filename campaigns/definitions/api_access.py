"""How API users prove who they are: client ids, secrets and access tokens, and the digests that are kept of them."""

import hashlib
import hmac
import secrets
import uuid

LIFETIME = 3600  # seconds that an access token lives


def new_client_id() -> str:
    return str(uuid.uuid4())


def new_secret() -> str:
    """Random enough that a plain digest keeps it: there is nothing to guess from."""
    return secrets.token_urlsafe(24)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def token_of(client_id: str, number: int, secret_digest: str, *, key: str) -> str:
    """The same for the same number, so that a client that asks again gets its token again without it being stored."""
    made = hmac.new(key.encode(), f"access token:{client_id}:{number}:{secret_digest}".encode(), hashlib.sha256)
    return f"{uuid.UUID(bytes=made.digest()[:16])}:designer"
