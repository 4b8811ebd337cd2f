"""How dates are told in a text: what is written of each, before it is known when that is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from daily8.engine.moments import names

# One letter for one letter, so that places in the text stay what they are.
_LETTERS = str.maketrans("أإآٱىةئ\u00a0\u202f" + "٠١٢٣٤٥٦٧٨٩" + "۰۱۲۳۴۵۶۷۸۹", "ااااي" + "هي  " + "0123456789" * 2)


@dataclass(frozen=True, slots=True)
class Telling:
    """A date as it was told: what is known of it, and where it stands.

    `weekday` is 1 for Monday; `unit` with `offset` says how many days, weeks, months or years from the day of
    publication; `part` is the early, middle or late part of what is named.
    """

    start: int
    end: int
    written: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    unit: str = ""
    offset: int | None = None
    quarter: int | None = None
    season: str = ""
    part: str = ""

    @property
    def parts(self) -> frozenset[str]:
        """What is told, each by itself, the same in every language: "month:2", "weekday:1"."""
        told = {name: getattr(self, name) for name in ("year", "month", "day", "weekday", "quarter", "season")}
        found = {f"{name}:{value}" for name, value in told.items() if value}
        if self.last_day:
            found.add(f"day:{self.last_day}")
        if self.offset is not None and not (self.weekday or self.month or self.season):
            found.add(f"{self.unit or 'date'}:{self.offset:+d}")
        return frozenset(found)


def folded(text: str) -> str:
    """Return a text of the same length as dates are looked for in it: small letters, one alef, ASCII digits."""
    small = text.translate(_LETTERS)
    lowered = small.lower()
    return lowered if len(lowered) == len(text) else "".join(map(_small, small))


def tellings(text: str) -> list[Telling]:
    """Return the dates that a text tells, in their order, whichever of the two languages it is in."""
    plain = folded(text)
    found = sorted(_all(text, plain), key=lambda each: (-len(each.parts), each.start, -each.end))
    taken = bytearray(len(text))
    kept = []
    for each in found:
        if not any(taken[each.start : each.end]):
            taken[each.start : each.end] = b"\1" * (each.end - each.start)
            kept.append(each)
    return sorted(kept, key=lambda each: each.start)


def _small(letter: str) -> str:
    lowered = letter.lower()
    return lowered if len(lowered) == 1 else letter


def _all(text: str, plain: str) -> Iterator[Telling]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            if told := _told(text, match):
                yield told


def _told(text: str, match: re.Match[str]) -> Telling | None:
    said = {name: value for name, value in match.groupdict().items() if value}
    month = _number(said.get("month"), names.ENGLISH_MONTHS, names.ARABIC_MONTHS)
    if not _is_date(text, match, said):
        return None
    day, year = int(said.get("day", 0)), int(said.get("year", 0))
    offset, unit = _distance(said)
    return Telling(
        start=match.start(),
        end=match.end(),
        written=text[match.start() : match.end()],
        year=year or None,
        month=month or int(said.get("number", 0)) or None,
        day=day or None,
        last_day=int(said.get("last_day", 0)) or None,
        weekday=_number(said.get("weekday"), names.ENGLISH_DAYS, names.ARABIC_DAYS),
        unit=unit,
        offset=offset,
        quarter=names.QUARTERS.get(said.get("quarter", "")),
        season=names.SEASONS.get(said.get("season", ""), ""),
        part=names.PARTS.get(said.get("part", "").strip(" -"), ""),
    )


def _number(name: str | None, *tables: dict[str, int]) -> int | None:
    return next((table[name] for table in tables if name in table), None) if name else None


def _is_date(text: str, match: re.Match[str], said: dict[str, str]) -> bool:
    """Tell whether what looks like a date is one: "may" and "sun" are words, and no month has 32 days."""
    if int(said.get("day", 1)) > 31 or int(said.get("number", 1)) > 12:
        return False
    month = said.get("month", "")
    if month in names.DOUBTFUL_MONTHS and not said.keys() & {"day", "year", "part", "direction", "lead"}:
        return False
    if month.isascii() and month and text[match.start("month")].islower() and "day" not in said:
        return False
    day = said.get("weekday", "")
    if day in names.SHORT_DAYS:
        return text[match.start("weekday")].isupper() and text[match.end("weekday") :][:1] in (".", ",")
    return not (day and day.isascii()) or text[match.start("weekday")].isupper()


def _distance(said: dict[str, str]) -> tuple[int | None, str]:
    """Return how far from the day of publication it is, and in which units."""
    if single := said.get("single"):
        return names.SINGLE_DAYS[" ".join(single.split())], "day"
    unit = names.UNITS.get(said.get("unit", ""), "")
    if "way" in said and unit:
        back = said["way"] in ("ago", "earlier", "قبل", "منذ")
        count = 2 if said["unit"] in names.ARABIC_DUALS else _count(said.get("count", "1"))
        return (-count if back else count), unit
    direction = said.get("direction")
    if direction is None and said.get("part") and unit:
        return 0, unit
    return (names.DIRECTIONS[direction], unit) if direction else (None, unit)


def _count(word: str) -> int:
    if word.isdigit():
        return int(word)
    return names.ENGLISH_COUNTS.get(word) or names.ARABIC_COUNTS.get(word) or 1


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted((word.replace(" ", r"\s+") for word in words), key=len, reverse=True))


_BEGIN, _END = r"(?<![^\W_])", r"(?![^\W_])"
_EM, _AM = _any(names.ENGLISH_MONTHS), _any(names.ARABIC_MONTHS)
_ED, _AD = _any(names.ENGLISH_DAYS), _any(names.ARABIC_DAYS)
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d,.]\d|\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?:\s?[-–]\s?(?P<last_day>[0-3]?\d)(?:st|nd|rd|th)?)?"
_ENGLISH_WAY = _any(word for word in names.DIRECTIONS if word.isascii())
_ARABIC_WAY = _any(word for word in names.DIRECTIONS if not word.isascii() and word not in ("هذا", "هذه"))
_EP = _any(word for word in names.PARTS if word.isascii())
_AP = _any(word for word in names.PARTS if not word.isascii())
_EU = _any(word for word in names.UNITS if word.isascii())
_AU = _any(word for word in names.UNITS if not word.isascii() and word.startswith("ال") and word != "اليوم")
_AUN = _any(word for word in names.UNITS if not word.isascii() and not word.startswith("ال"))
_ES = _any(word for word in names.SEASONS if word.isascii())
_AS = _any(word for word in names.SEASONS if not word.isascii())
_AQ = _any(word for word in names.QUARTERS if not word.isascii())
_LEAD = r"(?:(?P<lead>in|since|by|until|till|during|from|through|before|after)\s+)"
_ATTACHED = r"(?:[وف]?[بلك]?)"
_PATTERNS = tuple(
    re.compile(_BEGIN + pattern)
    for pattern in (
        # February 11, 2024; Feb. 11
        rf"(?P<month>{_EM})\.?\s+{_DAY}(?!\d|[,.]\d|:)(?:,?\s+{_YEAR})?{_END}",
        # 11 February 2024; 11th of February
        rf"{_DAY}\s+(?:of\s+)?(?P<month>{_EM}){_END}\.?(?:,?\s+{_YEAR})?",
        # early in March 2024; last March; in March
        rf"{_LEAD}?(?:(?P<part>{_EP})[\s-]+(?:in\s+)?|(?P<direction>{_ENGLISH_WAY})\s+)?"
        rf"(?P<month>{_EM}){_END}(?:\.?,?(?:\s+of)?\s+{_YEAR}{_END})?",
        rf"(?:(?P<direction>{_ENGLISH_WAY})\s+)?(?P<weekday>{_ED}){_END}",
        rf"(?P<single>{_any(word for word in names.SINGLE_DAYS if word.isascii())}){_END}",
        rf"(?:(?:the|of|its|a)\s+)?(?P<direction>{_ENGLISH_WAY})\s+(?P<unit>{_EU}){_END}",
        rf"(?P<part>{_EP})[\s-]+(?:(?P<direction>{_ENGLISH_WAY})\s+|the\s+)(?P<unit>{_EU}){_END}",
        rf"(?P<count>\d{{1,3}}|{_any(names.ENGLISH_COUNTS)})\s+(?P<unit>{_EU})\s+(?P<way>ago|earlier){_END}",
        rf"(?P<quarter>first|second|third|fourth)\s+(?P<unit>quarter){_END}(?:\s+of\s+{_YEAR}{_END})?",
        rf"(?:(?P<direction>{_ENGLISH_WAY})|in|the|of|since)\s+(?:the\s+)?(?P<season>{_ES}){_END}"
        rf"(?:\s+(?:of\s+)?{_YEAR})?",
        rf"(?P<season>{_ES})\s+(?:of\s+)?{_YEAR}{_END}",
        rf"(?:(?P<lead>in|since|by|until|till|during|from|through|before|after|of|for|year|to|between|and)\s+)"
        rf"(?:the\s+year\s+|(?P<part>{_EP})[\s-]+|about\s+|around\s+)?{_YEAR}{_END}"
        r"(?!\s*(?:per\s?cent|%|people|million)|-\d)",
        rf"(?P<part>{_EP})[\s-]+{_YEAR}{_END}",
        # 11 فبراير 2024; الثلاثاء 11 فبراير
        rf"{_DAY}\s+(?:من\s+)?(?:شهر\s+)?(?P<month>{_AM}){_END}(?:/[^\s/]+)?(?:\s+(?:من\s+)?(?:عام\s+|سنه\s+)?{_YEAR}{_END})?"
        rf"(?:\s+(?P<direction>{_ARABIC_WAY}){_END})?",
        rf"{_ATTACHED}(?:(?P<part>{_AP})\s+)?(?:(?P<lead>شهر|في|منذ|خلال|حتى|بحلول|من|الى)\s+)?(?:شهر\s+)?"
        rf"(?P<month>{_AM}){_END}(?:\s+(?:من\s+)?(?:(?:ال)?عام\s+|سنه\s+)?{_YEAR}{_END}|\s+(?P<direction>{_ARABIC_WAY}){_END})?",
        rf"{_ATTACHED}(?P<weekday>{_AD}){_END}(?:\s+(?P<direction>{_ARABIC_WAY}){_END})?",
        rf"{_ATTACHED}(?P<single>{_any(word for word in names.SINGLE_DAYS if not word.isascii())}){_END}",
        rf"{_ATTACHED}(?:(?P<part>{_AP})\s+)?(?P<unit>{_AU})\s+(?P<direction>{_ARABIC_WAY}){_END}",
        rf"{_ATTACHED}(?P<part>{_AP})\s+(?P<unit>{_AU}){_END}",
        rf"(?P<direction>هذا|هذه)\s+(?P<unit>{_AU}){_END}",
        rf"(?P<way>قبل|منذ)\s+(?:نحو\s+|حوالي\s+)?(?:(?P<count>\d{{1,3}}|{_any(names.ARABIC_COUNTS)})\s+)?"
        rf"(?P<unit>{_AUN}){_END}(?!\s+\d{{4}})",
        rf"{_ATTACHED}(?P<unit>الربع)\s+(?P<quarter>{_AQ}){_END}"
        rf"(?:\s+من\s+(?:عام\s+|سنه\s+)?{_YEAR})?",
        rf"{_ATTACHED}(?P<season>{_AS})\s+(?:(?:عام\s+)?{_YEAR}{_END}|(?P<direction>{_ARABIC_WAY}){_END})",
        rf"{_ATTACHED}(?:(?P<part>{_AP})\s+)?(?P<lead>عام|سنه|العام|السنه|منذ|بحلول|حتى|في|الى|وعام|لعام|بعام|موسم)\s+{_YEAR}{_END}",
        rf"{_YEAR}-(?P<number>[01]?\d)-(?P<day>[0-3]?\d){_END}",
        rf"(?P<day>[0-3]?\d)[/.](?P<number>[01]?\d)[/.]{_YEAR}{_END}",
    )
)
