"""Where a browser takes messages, as it tells us: https://www.w3.org/TR/push-api/#pushsubscription-interface."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey

from daily8.engine.http import check_url
from daily8.engine.http.guard import Network

_LONGEST_ADDRESS = 1000
_SECRET_BYTES = 16


class SubscriptionError(ValueError):
    """What was told is no subscription that messages can be sent to; the text says why."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """An address at a push service; the public key (a point of P-256) and the secret that seal messages."""

    endpoint: str
    key: bytes
    secret: bytes


def subscription(told: Any, *, allowed_networks: Sequence[Network] = ()) -> Subscription:
    """Return the subscription that a browser's JSON tells of. Raises SubscriptionError.

    The address is any that a stranger may write: it has to be a public one behind TLS, or one within the networks
    that the operator allows.
    """
    keys = told.get("keys") if isinstance(told, dict) else None
    endpoint = told.get("endpoint") if isinstance(told, dict) else None
    if not isinstance(keys, dict) or not isinstance(endpoint, str):
        raise SubscriptionError("a subscription has an endpoint and keys")
    _check_address(endpoint, allowed_networks)
    key, secret = _bytes(keys.get("p256dh")), _bytes(keys.get("auth"))
    if len(secret) != _SECRET_BYTES:
        raise SubscriptionError(f"the secret has {_SECRET_BYTES} bytes")
    try:
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), key)
    except ValueError as error:
        raise SubscriptionError("the key is no point of P-256") from error
    return Subscription(endpoint, key, secret)


def _check_address(endpoint: str, allowed_networks: Sequence[Network]) -> None:
    if len(endpoint) > _LONGEST_ADDRESS:
        raise SubscriptionError(f"the endpoint has more than {_LONGEST_ADDRESS} characters")
    verdict = check_url(endpoint, allowed_networks=allowed_networks)
    if not verdict.allowed:
        raise SubscriptionError(verdict.reason)
    if not endpoint.startswith("https://") and not allowed_networks:
        raise SubscriptionError("the endpoint is not behind TLS")


def _bytes(text: Any) -> bytes:
    """The bytes of base64url, with or without its padding."""
    if not isinstance(text, str) or len(text) > 200:
        raise SubscriptionError("a key is text in base64url")
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise SubscriptionError("a key is text in base64url") from error
