"""How long a row waits after a failure."""

import random
from datetime import timedelta

FIRST = timedelta(minutes=1)
LONGEST = timedelta(hours=24)


def after(failures: int) -> timedelta:
    """Return a pause that doubles with each failure in a row, up to a day.

    A fifth is left to chance, so that rows that failed together do not come back together.
    """
    doubled = FIRST * 2 ** min(failures - 1, 12)
    chance: float = random.uniform(0.9, 1.1)  # noqa: S311  (no secret hangs on it)
    pause: timedelta = min(doubled, LONGEST) * chance
    return pause
