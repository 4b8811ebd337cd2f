"""What a number in digits is worth."""

import re
from decimal import Decimal

_THREES = re.compile(r"[1-9]\d{0,2}(?:\D\d{3})+")
_INDIAN = re.compile(r"[1-9]\d?(?:,\d{2})+,\d{3}")
_MOST_DIGITS = 18


def worth(written: str, *, point_groups: bool = False) -> Decimal | None:
    """Return the value of a number in ASCII digits; nothing where it is longer than anybody counts.

    The last of two different marks begins the decimals. One mark before three digits stands between thousands,
    unless it is a point and `point_groups` does not say otherwise.
    """
    if len(written) > _MOST_DIGITS + 7:
        return None
    marks = [sign for sign in written if not sign.isdigit()]
    whole, decimals = written, ""
    if marks and not _only_groups(written, marks, point_groups):
        whole, _, decimals = written.rpartition(marks[-1])
    digits = re.sub(r"\D", "", whole)
    return Decimal(f"{digits}.{decimals or 0}") if len(digits) <= _MOST_DIGITS else None


def _only_groups(written: str, marks: list[str], point_groups: bool) -> bool:  # noqa: FBT001
    if len(set(marks)) > 1 or marks[0] == "٫":
        return False
    if len(marks) == 1 and marks[0] == "." and not point_groups:
        return False
    return bool(_THREES.fullmatch(written) or _INDIAN.fullmatch(written))
