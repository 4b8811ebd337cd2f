"""The place of something in a list that is newest first: it stays right while new things arrive."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
# Numbers that a database and a calendar can hold.
PATTERN = "[0-9]{1,16}-[0-9]{1,18}"


@dataclass(frozen=True, slots=True)
class Cursor:
    """The moment and the primary key of the last one that was seen."""

    at: datetime
    pk: int

    def __str__(self) -> str:
        return f"{(self.at - _EPOCH) // _MICROSECOND}-{self.pk}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the cursor that was written as `text`; raises ValueError."""
        if re.fullmatch(PATTERN, text) is None:
            raise ValueError("not a place in a list")
        at, pk = text.split("-")
        return cls(_EPOCH + int(at) * _MICROSECOND, int(pk))
