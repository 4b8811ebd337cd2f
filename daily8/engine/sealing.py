"""Locks what is kept with a key, so that who reads the database alone learns nothing of it."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_MARK = "sealed:"


class SealError(ValueError):
    """What was sealed cannot be opened by these keys."""

    # A page that shows how much of it is left shows nothing instead of failing.
    silent_variable_failure = True


class Seal:
    """Seals and opens text (AES-128 with HMAC-SHA256) by keys that are derived from secrets, for one purpose.

    It seals with the first secret, and opens what any of them sealed.
    """

    def __init__(self, *secrets: str, purpose: str):
        boxes = [_box(secret, purpose) for secret in secrets if secret]
        self._newest, self._all = boxes[0], MultiFernet(boxes)

    def close(self, text: str) -> str:
        """Return the text sealed; twice never the same."""
        return _MARK + self._newest.encrypt(text.encode()).decode("ascii")

    def open(self, sealed: str) -> str:
        """Return what was sealed; raise SealError where that was not done by these secrets for this purpose."""
        try:
            return self._all.decrypt(_token(sealed)).decode()
        except InvalidToken as error:
            raise SealError("it was sealed with another key") from error

    def is_newest(self, sealed: str) -> bool:
        """Whether the first of the secrets opens it."""
        try:
            self._newest.decrypt(_token(sealed))
        except (InvalidToken, SealError):
            return False
        return True


def is_sealed(text: str) -> bool:
    """Whether a text is one that was sealed, by whatever key."""
    return text.startswith(_MARK)


def _token(sealed: str) -> bytes:
    if not is_sealed(sealed):
        raise SealError("it was never sealed")
    return sealed.removeprefix(_MARK).encode()


def _box(secret: str, purpose: str) -> Fernet:
    key = HKDF(hashes.SHA256(), length=32, salt=None, info=f"daily8 {purpose}".encode()).derive(secret.encode())
    return Fernet(urlsafe_b64encode(key))
