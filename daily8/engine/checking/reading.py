"""A sentence as the check reads it: its words, each with what it is compared by and what it can be."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from daily8.engine.checking import words
from daily8.engine.checking.directory import directory
from daily8.engine.checking.facts import EVERYDAY, SIGNS, bare_forms, demonyms, word
from daily8.engine.checking.quotes import quoted
from daily8.engine.checking.thesaurus import senses
from daily8.engine.moments import Telling, tellings
from daily8.engine.quantities import Value, values
from daily8.engine.tagging.commonness import frequencies
from daily8.engine.tagging.names import is_given_name
from daily8.engine.tagging.reading import arabic_forms
from daily8.engine.words.terms import plain

_MARKS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670"
_TOKEN = re.compile(
    rf"\d[\d.,٬٫]*\d|[\u0620-\u06d3][\u0620-\u06d3{_MARKS}]*|[^\W_](?:[^\W_]|[{_MARKS}])*(?:[’'](?:[^\W\d_]|[{_MARKS}])+)*|[%٪$€£¥]|[^\w\s]",
    re.UNICODE,
)
_BREAKS = frozenset('.,;:!?()[]—–…،؛؟«»“”"')
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
# What a name follows.
_LEADING = frozenset({"minister", "chief", "spokesman", "city", "company", "doctor", "ship"})
_LEAST_ARABIC = 3
_Span = TypeVar("_Span", Value, Telling)
# An Arabic word that is rarer than this is likely a name.
_RARE = 2.6
# These tell of what is at stake only with "down", "out" or "against".
_WITH_PARTICLES = frozenset({"turned", "voted", "stepped", "steps", "pulled"})
# Numbers as objects, which only what they count tells from other words: "five of its ships".
_COUNTED = {"ثلاثا": 3, "اربعا": 4, "خمسا": 5, "ستا": 6, "سبعا": 7, "ثمانيا": 8, "تسعا": 9, "عشرا": 10}
# "Eight a day" tells of no date.
_RATES = frozenset({"اليوم", "السنه", "العام", "الشهر", "الاسبوع"})


@dataclass(slots=True)
class Token:
    """A word, number or date of a sentence; `keys` are what it shares with others that say the same."""

    text: str
    start: int
    end: int
    plain: str
    keys: frozenset[str]
    concepts: frozenset[str] = frozenset()
    stop: bool = False
    name: bool = False
    number: Decimal | None = None
    dated: bool = False
    quoted: bool = False
    common: bool = False
    rare: bool = False
    before: str = ""

    @property
    def weight(self) -> float:
        """How much it says: nothing for the smallest words, little for everyday ones."""
        if self.stop:
            return 0.0
        if self.name or self.dated or self.number is not None:
            return 1.5
        return 0.5 if self.common else 1.0


@dataclass(slots=True)
class Reading:
    """A sentence with its words, its dates and its quotations."""

    text: str
    tokens: list[Token]
    dates: list[Telling]
    quotations: list[tuple[int, int]] = field(default_factory=list)

    def content(self) -> list[int]:
        """Return the places of the words that say something."""
        return [place for place, token in enumerate(self.tokens) if token.weight]


def read(text: str, language: str, names: Collection[str] = ()) -> Reading:
    """Read a sentence; `names` are folded words that are known to be names, whatever their letters."""
    counted = values(text, language)
    told = tellings(text)
    quotations = quoted(text)
    tokens = _tokens(text)
    _mark_charges(tokens)
    _mark_numbers(tokens, counted)
    _mark_dates(tokens, told)
    for place in _within(tokens, quotations):
        tokens[place].quoted = True
    mark_names(tokens, names)
    return Reading(text, tokens, told, quotations)


def _tokens(text: str) -> list[Token]:
    found: list[Token] = []
    gap = ""
    for match in _TOKEN.finditer(text):
        written = match[0]
        if written not in SIGNS and not plain(written).strip("'’").isalnum() and not written[0].isdigit():
            gap += written
            continue
        found.append(_token(written, match.start(), gap))
        gap = ""
    return found


def _token(written: str, start: int, gap: str) -> Token:
    known = word(written)
    return Token(
        text=written,
        start=start,
        end=start + len(written),
        plain=known.plain,
        keys=known.keys,
        concepts=known.concepts,
        stop=known.stop,
        common=known.common,
        before=gap,
    )


def _inside(tokens: Sequence[Token], spans: Sequence[_Span]) -> Iterator[tuple[_Span, list[Token]]]:
    """Yield what is told somewhere with the words it is told by."""
    starts = [token.start for token in tokens]
    for span in spans:
        yield span, list(tokens[bisect_left(starts, span.start) : bisect_left(starts, span.end)])


def _within(tokens: Sequence[Token], quotations: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Yield where words stand in quotations."""
    starts = [token.start for token in tokens]
    for start, end in quotations:
        yield from range(bisect_left(starts, start), bisect_left(starts, end))


def _mark_numbers(tokens: list[Token], counted: Sequence[Value]) -> None:
    """Let the words of a number be one number: what belongs to it says nothing by itself."""
    for token in tokens:
        if token.plain in _COUNTED:
            token.number, token.stop = Decimal(_COUNTED[token.plain]), False
            token.keys, token.concepts = frozenset({f"#{token.number}"}), frozenset()
    for value, inside in _inside(tokens, counted):
        if not inside or any(key.startswith("unit:") for key in inside[0].keys):
            continue
        first = inside[0]
        first.number, first.stop = value.value, False
        # "Two planes" is one word in Arabic, which is a number and what it counts.
        dual = first.keys if len(inside) == 1 and first.plain.endswith(("ين", "ان")) else frozenset()
        year = {f"@year:{first.text}"} if _YEAR.fullmatch(first.text) else set()
        first.keys = frozenset({f"#{value.value}", *dual, *year})
        first.concepts = frozenset()
        for token in inside[1:]:
            token.stop, token.keys, token.number = True, frozenset(), value.value


def _mark_charges(tokens: Sequence[Token]) -> None:
    """Let who "charged that" have accused, and who lost their lives have died."""
    for one, other in pairwise(tokens):
        if one.plain in _WITH_PARTICLES and other.plain not in ("down", "against", "aside", "out"):
            one.keys, one.concepts = frozenset(key for key in one.keys if key[0] != "="), frozenset()
        if one.plain in ("charged", "charges", "charging") and other.plain == "that":
            one.keys, one.concepts = frozenset({"=accuse"}), frozenset({"accuse"})
        if other.plain == "lives" and one.plain in ("their", "of", "many"):
            other.keys, other.concepts = frozenset({"=die", "=kill"}), frozenset({"die", "kill"})


def _mark_dates(tokens: list[Token], told: Sequence[Telling]) -> None:
    for each, inside in _inside(tokens, told):
        # "In" belongs to how a date is told, not to the date.
        telling = [token for token in inside if not token.stop] or inside
        if telling and telling[0].plain in _RATES and _is_rate(tokens, telling[0]):
            continue
        for token in telling:
            token.dated, token.stop, token.number = True, True, None
        if telling:
            telling[0].stop = False
            telling[0].keys = frozenset(f"@{part}" for part in each.parts)
            telling[0].concepts = frozenset()


def _is_rate(tokens: Sequence[Token], unit: Token) -> bool:
    """Tell whether "in the day" follows a number, and nothing more of the day."""
    place = next(at for at, token in enumerate(tokens) if token is unit)
    following = tokens[place + 1].plain if place + 1 < len(tokens) else ""
    counted = any(token.number is not None for token in tokens[max(0, place - 4) : place])
    led = place > 0 and tokens[place - 1].plain == "في"
    return led and counted and not following.startswith(("نفس", "ذات", "ال", "الذي"))


def mark_names(tokens: list[Token], names: Collection[str]) -> None:
    """Tell which words are names: by their capitals, by those that are known, by what leads to them."""
    capitals = sum(token.text[0].isupper() for token in tokens if len(token.text) > 3)
    headline = capitals > 3 and capitals > 0.7 * sum(len(token.text) > 3 for token in tokens)
    for place, token in enumerate(tokens):
        if token.stop or token.dated or token.number is not None or not token.keys:
            continue
        if token.plain[0] > "\u0600":
            token.rare = _is_rare(token)
            token.name = _is_arabic_name(token, names) or (token.rare and _leads_to_name(tokens, place))
        elif token.text[0].isupper() and not headline:
            opens = place == 0 or any(sign in token.before for sign in '.:!?“"—')
            seldom = frequencies().get(token.plain, 0.0) < _RARE + 1 and not senses(token.plain)
            token.name = not opens or token.plain in names or seldom
        else:
            token.name = token.plain in names and token.text[0].isupper()
        if token.name and token.plain[0] < "\u0600":
            token.keys = token.keys | demonyms(token.plain)
        if token.name and token.plain[0] > "\u0600":
            token.keys = frozenset(bare_forms(token.plain)) | {key for key in token.keys if key[0] == "&"}
    for one, other in pairwise(tokens):
        _mark_pair(one, other)


def _mark_pair(one: Token, other: Token) -> None:
    """Mark names that only two words together tell to be names, and "year old", which is no word of its own."""
    if one.plain.endswith("عبد") and other.plain.startswith("ال") and not other.before:
        for each in (one, other):
            each.name, each.keys = True, frozenset(bare_forms(each.plain))
    if one.name and other.plain[0] == "و" and not other.before and directory().is_people(other.plain[1:]):
        other.name, other.keys = True, frozenset(bare_forms(other.plain))
    if other.plain == "old" and one.plain == "year" and one.before == "-":
        one.stop = other.stop = True
    if not one.name and not one.stop and not other.before and _is_given(one) and _may_follow(one, other):
        for each in (one, other):
            each.name, each.keys = True, frozenset(bare_forms(each.plain))


def _leads_to_name(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a name, a role or "the town of" stands right before a word."""
    if not place or tokens[place].before:
        return False
    before = tokens[place - 1]
    return before.name or bool(before.concepts & _LEADING) or before.plain.removeprefix("ال") in words.PLACE_NOUNS


def _may_follow(given: Token, other: Token) -> bool:
    """Tell whether a word may go on the name that a given name begins, which is also a word where it is common."""
    if other.name:
        return True
    plain_words = bool(given.concepts or other.concepts) or other.stop or other.plain.startswith("ال")
    return not plain_words and max(_known(given), _known(other)) < EVERYDAY - 0.4


def _known(token: Token) -> float:
    return frequencies().get(token.plain, 0.0)


def _is_given(token: Token) -> bool:
    """Tell whether an Arabic word before a name is a given name, which many everyday words are."""
    return token.plain[0] > "\u0600" and any(map(is_given_name, arabic_forms(token.plain)))


def _is_arabic_name(token: Token, names: Collection[str]) -> bool:
    return any(form in names for form in arabic_forms(token.plain))


def _is_rare(token: Token) -> bool:
    """Tell whether an Arabic word is one that no table knows, and that does not look like a verb."""
    return is_unknown(token) and _is_bare(token)


def is_unknown(token: Token) -> bool:
    """Tell whether an Arabic word is one that no table knows."""
    if token.concepts or token.stop or token.number is not None or token.dated or not token.plain:
        return False
    if token.plain[0] < "\u0600" or _is_dual(token.plain):
        return False
    whole = [
        token.plain,
        token.plain.removeprefix("ال"),
        token.plain.removesuffix("ا"),
        token.plain.removesuffix("ت"),
    ]
    if any(frequencies().get(form, 0.0) for form in whole):
        return False
    attached = [form for form in bare_forms(token.plain) if len(form) > _LEAST_ARABIC and token.plain[0] != "ك"]
    attached += [form.removesuffix("ها").removesuffix("هم") for form in attached if len(form) > _LEAST_ARABIC + 2]
    return all(frequencies().get(form, 0.0) < _RARE + 1 for form in attached)


def _is_dual(word: str) -> bool:
    """Tell whether a word has the form of two or more who do something: متسلقان, المتسلقين."""
    word = word.removeprefix("ال")
    return word[:1] == "م" and len(word) > _LEAST_ARABIC + 3 and word.endswith(("ان", "ين", "ون"))


def _is_bare(token: Token) -> bool:
    """Tell whether a word that no table knows lacks the signs of a verb or of a plural."""
    word = token.plain
    return (
        len(word) > 2 and not word.endswith(("ون", "ين", "ات", "وا", "ها", "هم", "ته")) and word[0] not in "يتسن"
    )
