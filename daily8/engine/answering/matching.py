"""How much of a question each sentence says, and what of the rest is said around it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from daily8.engine.answering import lists
from daily8.engine.answering.forms import Asked
from daily8.engine.answering.passages import Passage
from daily8.engine.answering.question import Question, is_name
from daily8.engine.answering.reading import Word, body, is_arabic, is_place, names_of, read, weight
from daily8.engine.checking.concepts import opposites

# What a word of the question is worth that stands in the sentence before, in headline or lead, or elsewhere.
_BEFORE, _HEADLINE, _ELSEWHERE = 0.7, 0.75, 0.5
# What says the same in another word, and what says the opposite to a question whether it is so.
_FORM, _MEANT, _OPPOSITE = 0.97, 0.95, 0.85
_NAME_WEIGHS = 1.3
_FOCUS_WEIGHS = 1.4
# A word of another language may be there without our knowing it.
_UNKNOWN_WEIGHS = 0.3
_UNKNOWN_NAME_WEIGHS = 0.15
# An Arabic verb has many forms, not all of which are known to be one.
_VERB_WEIGHS = 0.6
_MOST_SENTENCES = 400

Keys = frozenset[str]


@dataclass(frozen=True, slots=True)
class Page:
    """A passage with what its words are found by."""

    passage: Passage
    words: tuple[tuple[Word, ...], ...]
    keys: tuple[Keys, ...]
    title: Keys
    all: Keys
    other: bool


@dataclass(frozen=True, slots=True)
class Match:
    """How a sentence matches a question: shares of the weight of its words, from 0 to 1.

    `covered` counts what stands around the sentence for less; `said` is what the sentence itself says of the words
    that are no names, and `named` of the names. `absent` is what the whole article does not say, and `lacks_name`
    tells whether a name is among that. `crucial` is what the word is worth that says what was done; `rest` what
    the best word is worth besides the thing that is counted or chosen.
    """

    covered: float
    said: float
    named: float
    absent: float
    lacks_name: bool
    crucial: float
    rest: float


def page_of(passage: Passage, question: Question) -> Page:
    """Return a passage as this question is looked for in it."""
    sentences = passage.sentences[:_MOST_SENTENCES]
    words = tuple(read(body(sentence)) for sentence in sentences)
    letters = [is_arabic(word.text) for line in words[:5] for word in line if word.text[0].isalpha()]
    other = bool(letters) and (sum(letters) * 2 > len(letters)) != question.arabic
    keys = tuple(keys_in(line, other=other) for line in words)
    title = keys_in(read(passage.title), other=other)
    return Page(passage, words, keys, title, frozenset().union(title, *keys), other)


def keys_of_question(question: Question) -> Keys:
    """Return by what the words of a question are found in both languages."""
    return keys_in(question.words, other=True)


def match(question: Question, page: Page, place: int) -> Match:
    """Return how the sentence of a page matches a question."""
    found = [_found(question, word, page, place) for word in question.telling]
    total = sum(each.weighs for each in found)
    if not total:
        return Match(0.0, 0.0, 0.0, 1.0, lacks_name=False, crucial=1.0, rest=1.0)
    crucial = [each for each in found if each.word is question.crucial]
    return Match(
        covered=sum(each.weighs * each.worth for each in found) / total,
        said=_share([each for each in found if each.word in question.plainly]),
        named=_share([each for each in found if each.is_name]),
        absent=sum(each.weighs for each in found if not each.worth) / total,
        lacks_name=any(each.is_name and not each.worth for each in found) and not page.other,
        rest=max((each.worth for each in found if each.word not in question.focus), default=1.0),
        crucial=1.0 if _is_unknown(crucial, page) else min((each.worth for each in crucial), default=1.0),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    word: Word
    weighs: float
    worth: float
    is_name: bool


def _found(question: Question, word: Word, page: Page, place: int) -> _Found:
    keys = keys_in((word,), other=page.other)
    worth = _worth(keys, page, place)
    if worth < _OPPOSITE and question.asked is Asked.WHETHER:
        against = {"@" + other for key in keys if key[0] == "@" for other in opposites(key[1:]) - _HURT}
        worth = worth if against.isdisjoint(page.keys[place]) else _OPPOSITE
    return _Found(word, _weight(question, word, keys, page), worth, is_name(word))


def _share(found: Sequence[_Found]) -> float:
    """Return which share of the weight of words a sentence says itself; all of it of no words."""
    total = sum(each.weighs for each in found)
    return sum(each.weighs * each.worth for each in found if each.worth >= _OPPOSITE) / total if total else 1.0


# Who is hurt is not dead: no answer to whether somebody was killed.
_HURT = frozenset(["injure", "kill", "die", "survive", "rescue"])


def _is_unknown(found: Sequence[_Found], page: Page) -> bool:
    """Tell whether words cannot be looked for in the language of a page."""
    return page.other and not any(key[0] in "@=" for each in found for key in keys_in((each.word,), other=True))


def names_something(question: Question, page: Page) -> bool:
    """Tell whether a page has one of the names of a question."""
    return any(not keys_in((name,), other=page.other).isdisjoint(page.all) for name in question.names)


def names_all(question: Question, page: Page) -> bool:
    """Tell whether a page has every name of a question; of a page in another language one is enough."""
    if page.other:
        return not question.names or names_something(question, page)
    return all(not keys_in((name,), other=False).isdisjoint(page.all) for name in question.names)


def page_share(question: Question, page: Page) -> float:
    """Return which share of a question's words an article says anywhere."""
    total = said = 0.0
    for word in question.telling:
        keys = keys_in((word,), other=page.other)
        weighs = weight(word.text)
        found = not keys.isdisjoint(page.all)
        total += weighs
        said += weighs * found
    return said / total if total else 0.0


def context(question: Question, page: Page) -> float:
    """Return which share of the words of earlier questions an article says."""
    words = [word for word in question.background if weight(word.text)]
    said = [word for word in words if not page.all.isdisjoint(keys_in((word,), other=page.other))]
    return len(said) / len(words) if words else 1.0


def keys_in(words: Iterable[Word], *, other: bool) -> Keys:
    """Return by what words are found; `other` adds what finds names in the other script."""
    found: set[str] = set()
    for word in words:
        found |= word.keys
        if other:
            found |= names_of(word.text)
    return frozenset(found)


def _weight(question: Question, word: Word, keys: Keys, page: Page) -> float:
    own = weight(word.text)
    named = is_name(word)
    if named:
        own *= _NAME_WEIGHS
    elif word in question.focus:
        own *= _FOCUS_WEIGHS
    elif word.is_arabic and not word.plain.startswith(("ال", "بال", "لل")):
        own *= _VERB_WEIGHS
    if page.other and keys.isdisjoint(page.all):
        known = any(key[0] in "@=" or key.isdigit() for key in keys)
        own *= 1 if known and not named else _UNKNOWN_NAME_WEIGHS if named else _UNKNOWN_WEIGHS
    return own


def _worth(keys: Keys, page: Page, place: int) -> float:
    if shared := keys & page.keys[place]:
        kinds = {key[0] for key in shared}
        return 1.0 if "'" in kinds or page.other else _FORM if kinds - {"@"} else _MEANT
    if place and not keys.isdisjoint(page.keys[place - 1]):
        return _BEFORE
    if not keys.isdisjoint(page.title) or not keys.isdisjoint(page.keys[0]):
        return _HEADLINE
    return _ELSEWHERE if not keys.isdisjoint(page.all) else 0.0


def is_beside_the_point(question: Question, page: Page, place: int) -> bool:
    """Tell whether nothing near a sentence says what it has to be about.

    That are the names of a question, and the words behind a role or a price; near are the sentence and the one
    before, the headline and the first sentence, which all of an article is about.
    """
    near = page.title.union(page.keys[place], page.keys[max(0, place - 1)], page.keys[0])
    missing = [
        word
        for word in (*question.names, *question.subject)
        if _is_looked_for(word, page) and keys_in((word,), other=page.other).isdisjoint(near)
    ]
    if any(word.is_arabic and is_place(word.text) for word in missing):
        return True
    return any(group and set(group) <= set(missing) for group in (question.names, question.subject))


def _is_looked_for(word: Word, page: Page) -> bool:
    """Tell whether a word can be found on a page at all: in another language only what is known of it."""
    return not page.other or any(key[0] in "@=" for key in keys_in((word,), other=True))


def is_of_other_numbers(question: Question, page: Page, place: int) -> bool:
    """Tell whether a question names a year or a number that neither a sentence nor the one before it has."""
    numbers = [word for word in question.words if word.plain[:1].isdigit()]
    near = page.keys[place] | page.keys[max(0, place - 1)]
    return any(word.keys.isdisjoint(near) for word in numbers)


def speaks_of_another(question: Question, page: Page, place: int, shared: Keys) -> bool:
    """Tell whether a sentence begins with a name that the question does not have, and lacks those that it has."""
    names = question.names
    if not names or any(not keys_in((name,), other=page.other).isdisjoint(page.keys[place]) for name in names):
        return False
    opening: Sequence[Word] = page.words[place][:_OPENING]
    return any(
        word.is_large and (number or weight(word.text) > _RARE) and word.plain not in lists.MONTHS
        and word.keys.isdisjoint(shared)
        for number, word in enumerate(opening)
    )  # fmt: skip


_OPENING = 4
_RARE = 3.0
