"""How often somebody may have something made: an answer takes a core for a moment, and a model's money."""

from datetime import datetime, timedelta

from daily8.accounts.limits import counter_key, network_of
from daily8.accounts.models import Attempts

LASTING = timedelta(minutes=1)
# Nobody reads so fast, but many may share an address.
FROM_ONE_NETWORK = 120


class TooManyQuestions(Exception):
    """Nobody of this network may ask until `ends_at`."""

    def __init__(self, ends_at: datetime):
        super().__init__(f"too many questions; wait until {ends_at:%H:%M}")
        self.ends_at = ends_at


def count(address: str, now: datetime) -> None:
    """Count a question from an address; raise TooManyQuestions where its network has asked too many."""
    counted = Attempts.objects.add(counter_key("question", network_of(address)), now, lasting=LASTING)
    if counted.number > FROM_ONE_NETWORK:
        raise TooManyQuestions(counted.ends_at)
