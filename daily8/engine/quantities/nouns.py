"""What a number counts: the noun behind it, and whether that is people."""

from collections.abc import Sequence

from daily8.engine.quantities.tokens import Token, word_at
from daily8.engine.quantities.wordlists import table, words
from daily8.engine.tagging.commonness import frequencies

PEOPLE = table("people")
THINGS = table("things")
_STOP = table("stops")
_DETERMINERS = words("the these those its his her their our other more new additional further")
_FURTHER = words("more other additional further new")
_IRREGULAR = words(
    "people men women children police dead others troops staff crew youths mps personnel wounded injured missing"
)
# Endings of Arabic nouns for those who come from somewhere, or do something.
_OF_SOMEWHERE, _LEAST = ("يين", "يون", "يا"), 4
_MOST_WORDS, _MOST_SINGULAR = 6, 3
_FATES = words("killed injured wounded hurt arrested detained missing dead charged")


def what(tokens: Sequence[Token], place: int) -> str:
    """Return what is counted, the noun with its adjectives as written, that begins at a place."""
    place = start(tokens, place)
    last = end(tokens, place)
    return " ".join(token.text for token in tokens[place:last])


def start(tokens: Sequence[Token], place: int) -> int:
    """Return where the noun behind a number begins: behind "of the", من, and a hyphen."""
    if word_at(tokens, place) in ("of", "من"):
        place += 1
        if word_at(tokens, place) in _DETERMINERS:
            place += 1
    elif word_at(tokens, place) in _FURTHER and tokens[place].text[0].islower():
        following = word_at(tokens, place + 1)
        return place + 1 if following and following not in _STOP else place
    elif place + 1 < len(tokens) and tokens[place].plain in "-‐‑" and tokens[place + 1].glued:
        place += 1
    return place


def end(tokens: Sequence[Token], place: int) -> int:
    """Return where the noun that begins at a place ends; the place itself where none begins."""
    if place >= len(tokens) or not tokens[place].word:
        return place
    return _arabic_end(tokens, place) if not tokens[place].plain.isascii() else _english_end(tokens, place)


def _english_end(tokens: Sequence[Token], place: int) -> int:
    last, plural = place, False
    if tokens[place].plain.endswith("ing") and (word_at(tokens, place + 1) or "of") in _STOP:
        return place
    following = word_at(tokens, place + 1)
    told = tokens[place].plain in _FATES or tokens[place].plain.endswith("ed")
    if told and not (_is_plural(following) or is_person(following)):
        return place + (word_at(tokens, place - 1) == "the")
    while last < min(len(tokens), place + _MOST_WORDS) and tokens[last].word and tokens[last].plain not in _STOP:
        word = tokens[last].plain
        if last > place and word in _FATES:
            break
        last += 1
        if last + 1 < len(tokens) and tokens[last].plain in "-‐‑" and tokens[last + 1].glued:
            last += 1
            continue
        if _is_plural(word) and not (word in _IRREGULAR and _is_plural(word_at(tokens, last))):
            plural = True
            break
    return last if plural else min(last, place + _MOST_SINGULAR)


def _is_plural(word: str) -> bool:
    return word in _IRREGULAR or (len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is")))


def _arabic_end(tokens: Sequence[Token], place: int) -> int:
    word = tokens[place].plain
    if len(word) < 2 or word in _STOP or is_joined(word) or _is_led(word):
        return place
    if (
        word.endswith("ت")
        and not word.endswith("ات")
        and len(word) > 3
        and not (is_person(word) or word in THINGS)
    ):
        return place
    following = word_at(tokens, place + 1)
    owned = following.startswith("ال") and not word.startswith("ال") and not word.endswith("ا")
    return place + 2 if owned and word in _OWNED else place + 1


def _is_verb(word: str) -> bool:
    """Whether a folded Arabic word ends as verbs do that are said of her, or of many."""
    long = len(word) > 3 and word.endswith("ت") and not word.endswith("ات")
    return long and not is_person(word) and word not in THINGS


# Plurals that are told by what follows them: workers of a mine, men of the police.
_OWNED = words("عمال رجال عناصر جنود افراد ضباط طلاب اعضاء قوات مرضي ضحايا سكان حراس اطفال ركاب")


def is_joined(word: str) -> bool:
    """Tell whether a folded Arabic word is "and" with another word."""
    if not word.startswith("و") or len(word) < 3:
        return False
    known, rest = frequencies(), word[1:]
    return rest.startswith("ال") or known.get(rest, 0.0) > known.get(word, 0.0) or word not in known


def is_people(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether the noun that begins at a place is people."""
    place = start(tokens, place)
    return any(is_person(token.plain) for token in tokens[place : end(tokens, place)])


def _is_led(word: str) -> bool:
    """Whether a preposition is written onto an Arabic word."""
    if word.startswith(("لل", "بال", "كال", "فال")):
        return True
    known = frequencies()
    return len(word) > 3 and word[0] in "بلك" and known.get(word[1:], 0.0) > known.get(word, 0.0) + 1


def is_person(word: str) -> bool:
    """Tell whether a word is of people."""
    ending = len(word) > _LEAST and word.endswith(_OF_SOMEWHERE)
    bare = word.removesuffix("ها").removesuffix("هم") if len(word) > _LEAST else word
    return ending or word in PEOPLE or bare in PEOPLE or word.removeprefix("ال") in PEOPLE


def is_thing(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether the noun that begins at a place cannot be killed, hurt or held."""
    place = start(tokens, place)
    return any(
        token.plain in THINGS or token.plain.removeprefix("ال") in THINGS
        for token in tokens[place : end(tokens, place)]
    )


def ends(word: str) -> bool:
    """Tell whether what is counted ends before a word."""
    return word in _STOP
