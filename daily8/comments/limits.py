"""How often a reader, or whoever shares an address, may write, vote and report."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from daily8.accounts.limits import counter_key, network_of
from daily8.accounts.models import Attempts, User


class TooOften(Exception):
    """Nobody may do it again before `ends_at`."""

    def __init__(self, ends_at: datetime):
        super().__init__(f"too often; wait until {ends_at:%H:%M}")
        self.ends_at = ends_at


@dataclass(frozen=True, slots=True)
class _Allowance:
    most: int
    lasting: timedelta


_OF_ONE_READER = {
    "comment": (_Allowance(6, timedelta(minutes=5)), _Allowance(60, timedelta(days=1))),
    # Each brings a letter to an address that may be somebody else's.
    "guest": (_Allowance(3, timedelta(hours=1)), _Allowance(10, timedelta(days=1))),
    "edit": (_Allowance(20, timedelta(minutes=10)),),
    "vote": (_Allowance(120, timedelta(minutes=10)),),
    "report": (_Allowance(20, timedelta(hours=1)),),
    "appeal": (_Allowance(5, timedelta(hours=1)),),
}
# A school or a mobile network has one address for many.
_FROM_ONE_ADDRESS = 5


def count(kind: str, reader: User, *, address: str, now: datetime) -> None:
    """Count that a reader does this from an address; raises TooOften. Moderators may always."""
    if not reader.is_moderator:
        count_of(kind, str(reader.pk), address=address, now=now)


def count_of(kind: str, who: str, *, address: str, now: datetime) -> None:
    """Count the same of whoever is told from others by `who`."""
    network = network_of(address)
    most: dict[str, _Allowance] = {}
    for number, allowance in enumerate(_OF_ONE_READER[kind]):
        most[counter_key(f"{kind}-{number}", who)] = allowance
        shared = _Allowance(allowance.most * _FROM_ONE_ADDRESS, allowance.lasting)
        most[counter_key(f"{kind}-{number}-address", network)] = shared
    counted = Attempts.objects.add_each({key: allowance.lasting for key, allowance in most.items()}, now)
    for so_far, allowance in zip(counted, most.values(), strict=True):
        if so_far.number > allowance.most:
            raise TooOften(so_far.ends_at)
