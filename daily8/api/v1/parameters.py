"""What requests are made of: types that take exactly what the document says, and nothing near it."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any

from django.conf import settings
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from daily8.api.feeds import speakable
from daily8.articles.categories import CATEGORIES
from daily8.articles.cursors import PATTERN

MOST = 100
MOST_SKIPPED = 10_000
SIZE = 24
# More than blanks, alike in every dialect of patterns: some take U+0085 or U+FEFF for a blank, some do not.
NOT_BLANK = r"[^\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"
_WAY_ON = "Where to read on: what `next` of the answer before says."
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WHOLE = re.compile(r"-?[0-9]{1,16}")
# What every database and calendar can hold; whatever lies outside is as good as these.
_FIRST, _LAST = datetime(1970, 1, 2, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)


def _moment(told: Any) -> datetime:
    if not isinstance(told, str) or not _MOMENT.fullmatch(told):
        raise ValueError("not a moment such as 2026-11-26T06:00:00Z")
    try:
        read = datetime.fromisoformat(re.sub(r"(\.\d{1,6})\d*", r"\1", told.upper().replace(" ", "T")))
    except ValueError as error:
        # A leap second is one, to whoever wrote the format.
        if told[17:19] == "60":
            return _moment(f"{told[:17]}59{told[19:]}")
        raise ValueError("not a moment of the calendar") from error
    # Beyond the ends of the calendar a zone cannot be reckoned with.
    naive = read.replace(tzinfo=UTC)
    return _FIRST if naive < _FIRST else _LAST if naive > _LAST else read.astimezone(UTC)


def _day(told: Any) -> Any:
    if not isinstance(told, str) or not _DAY.fullmatch(told):
        raise ValueError("not a day such as 2026-11-26")
    return told


def _whole(told: Any) -> Any:
    if isinstance(told, str) and not _WHOLE.fullmatch(told):
        raise ValueError("not a whole number")
    return told


def _id(told: Any) -> Any:
    """JSON knows whole numbers alone, however they are written, and no others are one."""
    if isinstance(told, bool) or not isinstance(told, int | float) or told != told // 1:
        raise ValueError("not a whole number")
    return int(told)


def words(told: str) -> str:
    """Return what somebody typed without what no database and no feed can hold."""
    return speakable(told)


def _is_category(told: str) -> str:
    if told not in CATEGORY_NAMES:
        raise ValueError("no category of this site; /api/v1/categories lists them")
    return told


def _is_locale(told: str) -> str:
    if told not in LOCALES:
        raise ValueError(f"write one of: {', '.join(LOCALES)}")
    return told


CATEGORY_NAMES = [category.id for category in CATEGORIES]
LOCALES = [code for code, _name in settings.LANGUAGES]

Moment = Annotated[datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})]
Size = Annotated[
    int,
    Field(ge=1, le=MOST, description="How many to answer with, at most.", examples=[SIZE]),
    BeforeValidator(_whole),
]
# So many come before; the number of a page; the primary key of the last.
Skipped = Annotated[int, Field(ge=0, le=MOST_SKIPPED, description=_WAY_ON), BeforeValidator(_whole)]
PageNumber = Annotated[int, Field(ge=1, le=1000, description=_WAY_ON), BeforeValidator(_whole)]
Last = Annotated[int, Field(ge=1, le=10**15, description=_WAY_ON), BeforeValidator(_whole)]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Id = Annotated[int, Field(ge=1, le=10**15), BeforeValidator(_id)]
Key = Annotated[
    str,
    Field(pattern="^[0-9a-f]{32}$", description="A key: 32 hexadecimal digits.", examples=["0" * 31 + "1"]),
]
Slug = Annotated[
    str,
    Field(
        pattern=r"^\w{1,200}$",
        description="What addresses call a hashtag, without the sign.",
        examples=["Nairobi"],
    ),
]
Domain = Annotated[
    str,
    Field(
        pattern=r"^[0-9A-Za-z.-]{1,253}$",
        description="The domain of a publisher.",
        examples=["daily.example"],
    ),
]
Language = Annotated[
    str, Field(pattern="^[a-z]{2,3}$", description="A language that is written in.", examples=["en"])
]
Category = Annotated[str, AfterValidator(_is_category), Field(json_schema_extra={"enum": CATEGORY_NAMES})]
Locale = Annotated[str, AfterValidator(_is_locale), Field(json_schema_extra={"enum": LOCALES})]
Place = Annotated[
    str,
    Field(
        pattern=f"^{PATTERN}$",
        description=_WAY_ON,
        examples=["1764158400000000-123"],
    ),
]
