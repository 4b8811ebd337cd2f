"""Why a feed fails, said so that a reader understands it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from daily8.sources.models import Feed


@dataclass(frozen=True, slots=True)
class _Reason:
    pattern: re.Pattern[str]
    words: Promise
    network: bool = False


def _reason(pattern: str, words: Promise, *, network: bool = False) -> _Reason:
    return _Reason(re.compile(pattern), words, network)


# The first that fits; the patterns are the beginnings of what the engine says.
_REASONS = (
    _reason("there is no host named", _("Its address cannot be found on the network."), network=True),
    _reason("the server cannot be reached", _("Its server cannot be reached."), network=True),
    _reason(
        "the server closed the connection", _("Its server closes the connection without answering."), network=True
    ),
    _reason("no complete answer within", _("Its server takes too long to answer."), network=True),
    _reason("the server's certificate|no secure connection", _("No secure connection to its server is possible.")),
    _reason("the server answers 40[13]|the server answers 451", _("Its server refuses to be read by this site.")),
    _reason("the server answers 4(04|10)", _("Its feed is not at this address any more.")),
    _reason("the server answers 429", _("Its server asks us to come back later.")),
    _reason("the server answers 5", _("Its server reports an error of its own.")),
    _reason("the server answers 3|more than .* redirects", _("Its address leads from one redirect to the next.")),
    _reason("the server answers", _("Its server gives an answer that cannot be used.")),
    _reason("the feed answers, but lists no items", _("Its feed answers, but lists no articles.")),
    _reason(
        "an HTML page|not a feed|not XML|JSON|empty|a binary file",
        _("What it sends is not a feed that can be read."),
    ),
    _reason("the content is", _("What it sends is not a feed that can be read.")),
    _reason("more than|.* bytes are announced", _("What it sends is larger than a feed may be.")),
    _reason("robots", _("It does not allow programs to read this address.")),
    _reason(
        "no feed or news sitemap",
        _("There is no feed there and no news sitemap: give the address of the feed itself."),
    ),
    _reason(
        ".*is no web address|.*no publisher's domain|.*is not a host|.* is a name inside a network"
        "|.* addresses are not read",
        _("This is no address of a site or of a feed: write one like example.com"),
    ),
    _reason("not all was answered", _("Its server takes too long to answer.")),
    _reason(
        ".* is not a public address", _("Its address lies in a private network, which this site does not ask.")
    ),
)
_OTHERWISE = _("It cannot be read at the moment.")
_NONE = "other"


def plain(error: str) -> Promise:
    """Return in a sentence what the error means."""
    return next((reason.words for reason in _REASONS if reason.pattern.match(error)), _OTHERWISE)


def is_about_network(error: str) -> bool:
    """Whether no answer came at all, as when this machine has no network."""
    return any(reason.network and reason.pattern.match(error) for reason in _REASONS)


@dataclass(frozen=True, slots=True)
class Failing:
    """How many feeds fail for one reason; `key` names it in addresses."""

    key: str
    words: Promise
    count: int


def failing(feeds: QuerySet[Feed]) -> list[Failing]:
    """Return why feeds fail, the reason of most of them first: one query."""
    counts: dict[str, int] = {}
    for error, count in feeds.filter(failures__gt=0).values_list("error").annotate(Count("pk")).order_by():
        counts[_key(error)] = counts.get(_key(error), 0) + count
    words = all_of_them()
    return [Failing(key, words[key], counts[key]) for key in sorted(counts, key=lambda key: (-counts[key], key))]


def all_of_them() -> dict[str, Promise]:
    """Return every reason by its key."""
    return {key: reason.words for key, reason in zip(_keys(), _REASONS, strict=True)} | {_NONE: _OTHERWISE}


def because(feeds: QuerySet[Feed], key: str) -> QuerySet[Feed]:
    """Return those of the feeds that fail for this reason."""
    found = feeds.filter(failures__gt=0)
    places = [place for place, known in enumerate(_keys()) if known == key]
    # The first reason that fits is the one, so what an earlier one fits is not meant.
    last = max(places, default=len(_REASONS))
    earlier = [_REASONS[place] for place in range(last) if place not in places]
    if places:
        found = found.filter(error__regex=_any(_REASONS[place] for place in places))
    return found.exclude(error__regex=_any(earlier)) if earlier else found


def _any(reasons: Iterable[_Reason]) -> str:
    return "^(" + "|".join(reason.pattern.pattern for reason in reasons) + ")"


def _key(error: str) -> str:
    fitting = (key for key, reason in zip(_keys(), _REASONS, strict=True) if reason.pattern.match(error))
    return next(fitting, _NONE)


@cache
def _keys() -> tuple[str, ...]:
    """The key of each: the number of the first that says the same."""
    with override("en"):
        said = [str(reason.words) for reason in _REASONS]
    return tuple(str(said.index(words)) for words in said)
