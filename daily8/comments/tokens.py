"""What tells one form from another, so that one form gives one comment however often it is sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.utils.crypto import get_random_string

from daily8.accounts.models import User

_SALT = "daily8.comments.form"
# Who goes to lunch with half a comment finds the form good when he comes back.
_GOOD_FOR = timedelta(hours=24)


class OldForm(Exception):
    """The form was made too long ago, for somebody else, or by somebody else."""


@dataclass(frozen=True, slots=True)
class Token:
    """A form that was given to a reader at a moment."""

    key: str
    made_at: float

    def took(self, now: datetime) -> timedelta:
        """How long the reader had it."""
        return timedelta(seconds=max(0.0, now.timestamp() - self.made_at))


def new(reader: User | None, now: datetime) -> str:
    """Return what a form for this reader carries, or for a guest."""
    return signing.dumps([_number(reader), get_random_string(16), now.timestamp()], salt=_SALT)


def kept(carried: str, reader: User | None, now: datetime) -> str:
    """Return what a form goes on carrying that was filled in wrongly: who mends it is not in haste."""
    try:
        read(carried, reader, now)
    except OldForm:
        return new(reader, now)
    return carried


def read(carried: str, reader: User | None, now: datetime) -> Token:
    """Return what a form carried; raises OldForm."""
    try:
        owner, key, made_at = signing.loads(carried[:500], salt=_SALT)
    except signing.BadSignature as error:
        raise OldForm("not a form of this site") from error
    token = Token(f"{owner}-{key}", float(made_at))
    if owner != _number(reader) or token.took(now) > _GOOD_FOR:
        raise OldForm("somebody else's, or too old")
    return token


def _number(reader: User | None) -> int:
    return reader.pk if reader else 0
