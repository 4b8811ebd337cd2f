"""Secrets and signatures of calls, as Standard Webhooks has them: version 1, HMAC-SHA256."""

import base64
import hashlib
import hmac
from datetime import datetime
from secrets import token_bytes

_PREFIX = "whsec_"
_BYTES = 32


def secret() -> str:
    """Return a new secret, as those who check signatures are told it."""
    return _PREFIX + base64.b64encode(token_bytes(_BYTES)).decode()


def headers(secret: str, *, id: str, body: bytes, now: datetime) -> dict[str, str]:
    """Return what is sent with a body: its id, which is the same each time, this moment, and the signature."""
    moment = str(int(now.timestamp()))
    key = base64.b64decode(secret.removeprefix(_PREFIX))
    signed = hmac.digest(key, f"{id}.{moment}.".encode() + body, hashlib.sha256)
    return {
        "webhook-id": id,
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{base64.b64encode(signed).decode()}",
    }
