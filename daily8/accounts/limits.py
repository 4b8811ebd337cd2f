"""How often somebody may try to sign in.

Three counts run at once, each for a quarter of an hour from its first failure: one for a name from one address,
one for the address whatever the names, one for the name from wherever. The last is wide, so that a stranger
who knows an operator's name cannot easily keep the operator out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from daily8.accounts import security_log
from daily8.accounts.models import Attempts, User

LASTING = timedelta(minutes=15)
FROM_ONE_ADDRESS_WITH_ONE_NAME = 5
FROM_ONE_ADDRESS = 20
WITH_ONE_NAME = 100


class TooManyAttempts(Exception):
    """Nobody may try under this name or from this address until `ends_at`."""

    def __init__(self, ends_at: datetime):
        super().__init__(f"too many attempts to sign in; wait until {ends_at:%H:%M}")
        self.ends_at = ends_at


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody who says to be `name` tries to sign in from `address`."""

    name: str
    address: str

    def begin(self, now: datetime) -> None:
        """Count it before the password is looked at, so that many at once gain nothing.

        Raises TooManyAttempts, alike whether there is such an account or not.
        """
        self._refuse_what_is_used_up(now)
        counts = list(self._counts())
        counted = Attempts.objects.add_each(dict.fromkeys((count.key for count in counts), LASTING), now)
        for count, so_far in zip(counts, counted, strict=True):
            if so_far.number > count.most:
                raise TooManyAttempts(so_far.ends_at)

    def fail(self) -> None:
        """Say in the log that it failed."""
        known = User.objects.called(self.name).first()
        security_log.failed(known.pk if known else None, self.address)

    def succeed(self) -> None:
        """Forget what was counted of this name from this address; elsewhere take back what `begin` counted."""
        both, *others = self._counts()
        with transaction.atomic():
            Attempts.objects.filter(key=both.key).delete()
            # One that began anew meanwhile has not counted this.
            begun = Attempts.objects.filter(key__in=[count.key for count in others], number__gt=0)
            begun.update(number=F("number") - 1)

    def _refuse_what_is_used_up(self, now: datetime) -> None:
        most = {count.key: count.most for count in self._counts()}
        running = Attempts.objects.running(now).filter(key__in=most)
        used_up = [count.ends_at for count in running if count.number >= most[count.key]]
        if used_up:
            raise TooManyAttempts(max(used_up))

    def _counts(self) -> Iterator["_Count"]:
        name = User.folded(self.name)
        network = network_of(self.address)
        yield _Count(counter_key("both", f"{network} {name}"), FROM_ONE_ADDRESS_WITH_ONE_NAME)
        yield _Count(counter_key("address", network), FROM_ONE_ADDRESS)
        yield _Count(counter_key("name", name), WITH_ONE_NAME)


@dataclass(frozen=True, slots=True)
class _Count:
    key: str
    most: int


def forget(user: User) -> None:
    """Let this account try again, whatever was counted against its name from wherever."""
    names = filter(None, (user.key, user.email))
    Attempts.objects.filter(key__in=[counter_key("name", name) for name in names]).delete()


def client_address(request: HttpRequest) -> str:
    """Return where a request comes from: the nearest address that is not one of our own web servers."""
    chain = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    address = str(request.META.get("REMOTE_ADDR", ""))
    while chain and is_proxy(address):
        nearer = chain.pop().strip()
        if not _is_address(nearer):
            break
        address = nearer
    return address


def is_proxy(address: str) -> bool:
    """Whether it is one of our own web servers, whose word on where a request comes from is taken."""
    return _is_address(address) and any(ip_address(address) in network for network in settings.PROXIES)


def _is_address(word: str) -> bool:
    try:
        ip_address(word)
    except ValueError:
        return False
    return True


def network_of(address: str) -> str:
    """The address itself, or the network of 64 bits that one customer has in IPv6."""
    if _is_address(address) and isinstance(ip_address(address), IPv6Address):
        return str(ip_network(f"{address.partition('%')[0]}/64", strict=False))
    return address


def mailbox(address: str) -> str:
    """Return the mailbox that an address leads to, as it is counted: `a+b@` arrives where `a@` does."""
    name, at, host = User.folded(address).rpartition("@")
    return f"{name.partition('+')[0] or name}{at}{host}"


def counter_key(kind: str, value: str) -> str:
    """Keyed, so that the table tells nobody who tried what."""
    return salted_hmac(f"daily8.attempts.{kind}", value, algorithm="sha256").hexdigest()
