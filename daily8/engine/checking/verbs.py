"""What an Arabic word shows of being a verb, and which preposition is attached to one that is none."""

from collections.abc import Sequence
from functools import lru_cache

from daily8.engine.checking import clauses, words
from daily8.engine.checking.directory import directory
from daily8.engine.checking.nouns import is_definite, known
from daily8.engine.checking.reading import Token
from daily8.engine.tagging.names import is_given_name

_DAMMA = "\u064f"
_OWNED = ("تها", "تهم", "ته")
_RESUMED = ("ته", "تها", "وه", "وها", "هما", "تهم", "وهم", "ه", "ها")
# No verb ends like these.
_NOUN_ENDINGS = ("ة", "ات", "اً", "ًا", "دء", "زء", "لء", "بء")
_LEAST_KNOWN, _LEAST_ATTACHED, _MORE = 1.0, 5, 0.4
_REMEMBERED = 20_000


def is_preposition(token: Token) -> bool:
    """Tell whether a word is a preposition; "imam" is written like "before"."""
    if token.text == "إمام" or token.name:
        return False
    word = token.plain
    return word in clauses.PREPOSITIONS or (word[0] == "و" and len(word) > 2 and word[1:] in clauses.PREPOSITIONS)


def preposition_of(token: Token) -> str:
    """Return the preposition that is attached to the beginning of a word, if any."""
    word = token.plain
    if token.number is not None:
        return word[0] if word[0] in "بل" and len(word) > 4 else ""
    if token.text[:2] in ("لإ", "لأ", "بإ", "بأ"):
        return word[0]
    listed = word in words.PARTIES or word in words.PLACE_NOUNS or word in clauses.GROUPS
    return "" if word[0] < "\u0600" or is_given_name(word) or listed else _attached(word)


@lru_cache(_REMEMBERED)
def _attached(word: str) -> str:
    if word.startswith(("بال", "وبال")):
        return "ب"
    if word.startswith(("لل", "ولل")):
        return "ل"
    if word[0] not in "بل" or len(word) < 4 or word.startswith("لا") or directory().named(word):
        return ""
    rest = word[1:]
    if not known(word) and not known(rest) and word.endswith("ه") and len(word) > _LEAST_ATTACHED:
        return word[0]
    common = max(known(rest), known("ال" + rest), 3.0 if directory().named(rest) else 0.0)
    return word[0] if common > max(known(word) + _MORE, _LEAST_KNOWN) else ""


def is_conjoined(token: Token) -> bool:
    """Tell whether a word begins with "and" rather than with a letter of its own."""
    word = token.plain
    if word[0] not in "وف" or len(word) < 4 or word.startswith(clauses.BEGINS_IN_W):
        return False
    return word[0] == "و" or known(word[1:]) > known(word)


def is_resumed(verb: Token) -> bool:
    """Tell whether "him", "her" or "them" is attached to a verb."""
    word = verb.plain
    return word.endswith(_RESUMED) and not {word, word.lstrip("و")} & clauses.ENDS_IN_H


def is_of_her(verb: Token) -> bool:
    """Tell whether a verb has the form of "she"."""
    word = verb.plain
    if is_resumed(verb):
        word = next(word.removesuffix(ending) for ending in ("هما", "ها", "هم", "ه") if word.endswith(ending))
    bare = word[1:] if is_conjoined(verb) else word
    bare = bare[1:] if bare[:1] == "س" and bare[1:2] in ("ت", "ي") else bare
    return word.endswith("ت") or (bare[:1] == "ت" and verb.plain not in clauses.HIS_IN_T)


def is_finite(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word has the form of a verb and no other."""
    token = tokens[at]
    if token.name or token.number is not None or token.dated or token.stop:
        return False
    return not (at and is_preposition(tokens[at - 1])) and _is_finite(token.plain)


@lru_cache(_REMEMBERED)
def _is_finite(word: str) -> bool:
    if word[0] in "وف" and len(word) > 4 and known(word) < known(word[1:]):
        word = word[1:]
    word = word[1:] if word[0] == "س" and len(word) > 4 and word[1] in "يتن" else word
    if len(word) < 4 or word.startswith(("ال", "لل", "بال")):
        return False
    if word.endswith("وا") or word[0] == "ي":
        return word.endswith("وا") or _is_present(word)
    if word.endswith("ت") and not word.endswith("ات"):
        # What is a word with the other ending is a noun: "company of".
        return word not in clauses.NOUNS_IN_T and known(word[:-1] + "ه") <= known(word)
    base = _without_owner(word)
    return len(base) > 2 and known(base + "ت") > known(base + "ه") and word[0] not in "مت"


def _is_present(word: str) -> bool:
    rest = word[1:]
    verb = any(known(form) for form in (word, rest, "ا" + rest, "ت" + rest, "ن" + rest))
    return verb and not word.endswith(("ه", "ين", "ات", "ا")) and not directory().named(word)


def _without_owner(word: str) -> str:
    """Return a word without "his" or "her" behind a feminine ending; nothing where there is none."""
    return next((word.removesuffix(ending) for ending in _OWNED if word.endswith(ending)), "")


@lru_cache(_REMEMBERED)
def _is_owned_noun(word: str) -> bool:
    """Tell whether a word is a noun with "his" or "her" behind the ending of the feminine, and no verb."""
    base = _without_owner(word)
    return len(base) > 1 and known(base + "ه") > known(base + "ت")


def is_verbal(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word may be a verb where it stands."""
    token = tokens[at]
    return not (_is_no_verb(token) or _ends_like_noun(token) or _is_behind_preposition(tokens, at))


def _is_no_verb(token: Token) -> bool:
    """Tell whether a word is a name, a number, or has what no verb has at its beginning."""
    word = token.plain
    if token.name or token.number is not None or word[0] < "\u0600" or word in words.NO_VERBS:
        return True
    if token.concepts & clauses.HEADS - {"team"} and not _is_finite(word):
        return True
    article = word.startswith(("ال", "لل", "بال", "وال")) and word.removeprefix("و") not in clauses.BEGINS_IN_AL
    if article or any(key.startswith("unit:") for key in token.keys):
        return True
    if not token.concepts and _is_of_office(word):
        return True
    return is_preposition(token) or bool(preposition_of(token)) or _is_owned_noun(word)


def _is_of_office(word: str) -> bool:
    """Tell whether a word has a pattern of what somebody is and of no verb: manager, envoy."""
    bare = word.removeprefix("و")
    if not known(bare) or len(bare) < 4 or bare.endswith("ت"):
        return False
    return (bare[0] == "م" and bare[1] != "ا") or (len(bare) == 4 and bare[2] == "ي" and bare[0] not in "يتاوس")


def _ends_like_noun(token: Token) -> bool:
    word = token.plain
    if token.text.endswith(_NOUN_ENDINGS) or (
        word[0] not in "يت" and word.endswith(("ين", "ون")) and len(word) > 4
    ):
        return True
    return token.text.endswith("ا") and len(word) > 3 and not word.endswith(("ها", "وا", "تا", "دا"))


def _is_behind_preposition(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a preposition, or a verb that opens the sentence, stands right before a word."""
    if not at:
        return False
    before = tokens[at - 1]
    whoever = before.plain == "من" and is_resumed(tokens[at])
    if (is_preposition(before) and not whoever) or before.plain == "اجل":
        return True
    joined = at == 1 and not tokens[1].before.strip() and is_conjoined(before)
    return joined and is_verbal(tokens, 0)


def is_passive(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a verb is passive by its vowels, by its form, or by "it was done"."""
    token = tokens[at]
    if token.text.lstrip("وف")[1:2] == _DAMMA or (at and tokens[at - 1].plain in clauses.BEING_DONE):
        return True
    word = token.plain[1:] if token.plain[0] in "وف" and len(token.plain) > 4 else token.plain
    word = word.removesuffix("ت")
    if word[0] != "ا" or not 4 <= len(word) <= 6 or token.name:
        return False
    weak = word.endswith("ي") and token.text.rstrip("ت").endswith("ي")
    return (len(word) == 4 and word[2] == "ي") or weak or word in clauses.PASSIVES


def has_verb(tokens: Sequence[Token], end: int) -> bool:
    """Tell whether a verb stands before a place of a sentence, at its beginning or anywhere by its form."""
    first = tokens[0]
    if end and not first.stop and not is_definite(first) and is_verbal(tokens, 0):
        return True
    return any(is_finite(tokens, place) or _follows_sign(tokens, place) for place in range(1, end))


def _follows_sign(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a word of the tables that may be a verb opens a clause."""
    token, before = tokens[place], tokens[place - 1].plain
    leads = before in words.CLAUSES or before in clauses.BEFORE_VERBS or before in clauses.OPENING
    led = "،" in token.before or leads or before in words.RELATIVES
    return led and bool(token.concepts) and is_verbal(tokens, place)
