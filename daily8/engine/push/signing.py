"""Says to push services who sends: RFC 8292 (VAPID)."""

import base64
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, derive_private_key
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

# The order of P-256 (SEC 2, 2.4.2): private keys are numbers below it.
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
# The services take no signature that is good for more than a day.
_GOOD_FOR = timedelta(hours=12)


class Signer:
    """Signs for one site: its key follows from the site's secret, so that all its processes have the same one."""

    def __init__(self, secret: str, *, contact: str):
        self._key = _derived(secret)
        self._contact = contact

    @property
    def public_key(self) -> str:
        """What browsers subscribe with: the point of the key in base64url."""
        point = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return base64.urlsafe_b64encode(point).rstrip(b"=").decode()

    def authorization(self, endpoint: str, now: datetime) -> str:
        """Return the header that lets a message to this address in."""
        parts = urlsplit(endpoint)
        claims = {
            "aud": f"{parts.scheme}://{parts.netloc}",
            "exp": int((now + _GOOD_FOR).timestamp()),
            "sub": self._contact,
        }
        return f"vapid t={jwt.encode(claims, self._key, algorithm='ES256')}, k={self.public_key}"


def _derived(secret: str) -> EllipticCurvePrivateKey:
    """A private key of P-256, the same for the same secret; from more bits than it has, so that all are alike."""
    stretched = HKDF(hashes.SHA256(), length=48, salt=None, info=b"daily8 web push").derive(secret.encode())
    return derive_private_key(int.from_bytes(stretched) % (_ORDER - 1) + 1, SECP256R1())
