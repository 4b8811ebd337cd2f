"""Hands a sealed message in at a push service: RFC 8030, RFC 8188, RFC 8291."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import http_ece
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from daily8.engine.http import AddressRefused, FetchError, Limits, deliver, retry_after
from daily8.engine.http.guard import Network
from daily8.engine.push.signing import Signer
from daily8.engine.push.subscriptions import Subscription

# Of 4,096 bytes that every service takes, without what sealing adds.
LONGEST = 3900
_LIMITS = Limits(
    seconds=10.0, redirects=0, raw_bytes=65_536, inflated_bytes=65_536, content_types=(), keep_start=True
)
_TAKEN = range(200, 300)
# The subscription is over.
_OVER = frozenset({404, 410})
# Our clock may be wrong, or a door between us and the service closed: neither is the browser's end.
_AGAIN = frozenset({401, 403, 408, 425, 429})


class PushError(Exception):
    """A message was not taken; the text says why."""


class Delayed(PushError):
    """It may be taken later, not before `until` where the service said so."""

    def __init__(self, reason: str, until: datetime | None = None):
        super().__init__(reason)
        self.until = until


class Refused(PushError):
    """It never will be."""


class Gone(PushError):
    """Nothing ever will be: the browser has ended the subscription."""


def send(
    message: bytes,
    to: Subscription,
    *,
    topic: str,
    signer: Signer,
    now: datetime,
    lives: timedelta = timedelta(days=1),
    user_agent: str = "daily8",
    allowed_networks: Sequence[Network] = (),
) -> None:
    """Seal a message of up to LONGEST bytes and hand it in. Raises Delayed, Refused or Gone.

    A message that was handed in before under the same `topic` (up to 32 letters of base64url), and was not fetched
    yet, is replaced: who is in doubt whether it arrived may send it again. What is not fetched while it `lives` is
    lost.
    """
    headers = {
        "Authorization": signer.authorization(to.endpoint, now),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int(lives.total_seconds())),
        "Topic": topic,
        "Urgency": "normal",
    }
    try:
        answer = deliver(
            to.endpoint,
            _sealed(message, to),
            headers=headers,
            limits=_LIMITS,
            user_agent=user_agent,
            allowed_networks=allowed_networks,
        )
    except AddressRefused as error:
        raise Refused(str(error)) from error
    except FetchError as error:
        raise Delayed(str(error)) from error
    if answer.status not in _TAKEN:
        said = f"the push service answered {answer.status}"
        if answer.status in _OVER:
            raise Gone(said)
        if answer.status in _AGAIN or answer.status >= 500:
            raise Delayed(said, retry_after(answer.headers, now=now))
        raise Refused(said)


def _sealed(message: bytes, to: Subscription) -> bytes:
    sealed: bytes = http_ece.encrypt(
        message, private_key=generate_private_key(SECP256R1()), dh=to.key, auth_secret=to.secret
    )
    return sealed
