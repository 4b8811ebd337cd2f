"""What an Arabic noun shows of itself: its article, its ending, and whether it is a name or describes another."""

from functools import lru_cache

from daily8.engine.checking import clauses, words
from daily8.engine.checking.directory import directory
from daily8.engine.checking.facts import bare_forms
from daily8.engine.checking.reading import Token, is_unknown
from daily8.engine.tagging.commonness import frequencies
from daily8.engine.tagging.names import is_given_name
from daily8.engine.tagging.things import Kind
from daily8.engine.words.terms import plain

_COUNTED = ("ان", "ين", "ون")
_LEAST_KNOWN, _EVERYDAY = 1.0, 3.5
_REMEMBERED = 20_000


def known(word: str) -> float:
    """Return how common a folded word is; 0 for one of which nothing is known."""
    return frequencies().get(word, 0.0)


def is_number(token: Token) -> bool:
    """Tell whether a word is a number and nothing else: a dual is a number and what it counts."""
    return token.number is not None and all(key[0] in "#@" for key in token.keys)


def is_definite(token: Token) -> bool:
    """Tell whether a word has the article, with or without "and" before it."""
    return token.plain.startswith(("ال", "وال"))


def is_owned(token: Token) -> bool:
    """Tell whether "his", "her" or "their" is attached to a word."""
    return token.text.endswith(("ه", "ها", "هم", "هما"))


def may_be_name(token: Token) -> bool:
    """Tell whether a word is a name, or one that no table knows."""
    return token.name or token.rare or is_unknown(token) or (is_given_name(token.plain) and not token.concepts)


def is_proper(token: Token) -> bool:
    """Tell whether a word is a name, and no everyday word with an article that is a part of one."""
    if is_place(token):
        return True
    return token.name and not (is_definite(token) and known(token.plain.removeprefix("ال")) >= _EVERYDAY)


def is_party(token: Token) -> bool:
    """Tell whether a word is of somebody who acts, by the tables."""
    word = token.plain.removeprefix("و").removeprefix("ال")
    return bool(token.concepts & clauses.PARTIES) or word in words.PARTIES


def may_act(token: Token) -> bool:
    """Tell whether a word is of somebody who may act: a party, a body or a name."""
    return is_party(token) or is_group(token) or may_be_name(token)


def is_head(token: Token) -> bool:
    """Tell whether a word tells less than what it is annexed to: "the company of"."""
    general = bool(token.concepts & clauses.HEADS) or is_group(token)
    return general and not is_definite(token) and not is_owned(token)


def is_group(token: Token) -> bool:
    """Tell whether a word is of a body of which no name of a person follows."""
    return token.plain.removeprefix("ال") in clauses.GROUPS


def is_feminine(token: Token) -> bool:
    """Tell whether a word has the ending of the feminine."""
    if token.text.endswith(("تها", "ته", "تهم", "تهما")):
        return True
    if token.text.endswith("اة") or token.plain in clauses.SCORES or _is_of_men(token.plain.removeprefix("ال")):
        return False
    return token.text.endswith(("ة", "ات"))


def _is_of_men(word: str) -> bool:
    """Tell whether a word has the pattern of pirates and pharmacists, who are "he" in spite of its ending."""
    return len(word) == 6 and word[2] == "ا" and word[0] != "م" and word.endswith("ه")


def may_be_plural(token: Token) -> bool:
    """Tell whether a word may be a plural without an ending that tells so, or has such an ending."""
    word = token.plain.removeprefix("و").removeprefix("ال")
    if word.endswith("اء") and len(word) == 4:
        return False
    if word.endswith(("ات", "ين", "ون", "اء")) or len(word) < 4:
        return word.removeprefix("ال") not in clauses.GROUPS
    broken = word[2] in "او" or (word[0] == "ا" and word[3] == "ا")
    return broken and not token.text.removeprefix("ال").startswith("إ") and word not in clauses.GROUPS


def is_plural(word: str) -> bool:
    """Tell whether a folded word is the plural of one that is known."""
    base = word[:-2].removeprefix("ال")
    return word.endswith(("ات", "ين", "ون")) and max(known(base), known(base + "ه")) > 0


def ends_counted(token: Token) -> bool:
    """Tell whether a word has the ending of two or of many."""
    return token.plain.endswith(_COUNTED)


def is_counted(token: Token) -> bool:
    """Tell whether a word is one of two or of many that nothing can be annexed to."""
    word = token.plain
    if token.name or not ends_counted(token) or len(word) < 5:
        return False
    base = word[:-2].removeprefix("ال")
    if base[:1] == "م" and len(base) > 3 and (token.number is not None or len(base) > 4):
        return True
    return max(known(base), known(base + "ه"), known(base + "ي")) > _LEAST_KNOWN or word.endswith("ون")


def is_accusative(token: Token) -> bool:
    """Tell whether a word has the ending of an indefinite object."""
    if token.text.endswith(("ًا", "اً")):
        return True
    word = token.plain
    if token.name or is_definite(token) or not word.endswith("ا") or len(word) < 4 or directory().named(word):
        return False
    return known(word[:-1]) > _LEAST_KNOWN and not word.endswith(("يا", "ءا"))


def is_adjective(token: Token) -> bool:
    """Tell whether a word with the article looks like what describes another one."""
    word = token.plain.removeprefix("و").removeprefix("ال")
    if is_party(token) or len(word) < 3:
        return False
    return is_of_people(token) or token.text.endswith(("ي", "ية", "يين", "يون", "يات", "يان")) or _is_pattern(word)


@lru_cache(_REMEMBERED)
def _is_pattern(word: str) -> bool:
    """Tell whether a word has the pattern of a participle, of a quality or of what is more."""
    stem = word.removesuffix("ه").removesuffix("ين").removesuffix("ون")
    participle = (word[0] == "م" and len(word) > 4) or (word[1] == "ا" and stem[-2:] != "ات")
    quality = len(word.removesuffix("ه")) == 4 and word[2] == "ي"
    return participle or quality or (word[0] == "ا" and len(word) == 4)


def is_of_people(token: Token) -> bool:
    """Tell whether a word is "French" or "the French", and no land itself."""
    return any(key[0] == "&" for key in token.keys) and not is_land(token)


def is_land(token: Token) -> bool:
    """Tell whether a word is the name of a country."""
    return token.plain[0] > "\u0600" and any(map(_is_land, bare_forms(token.plain)))


def is_only_land(token: Token) -> bool:
    """Tell whether a word is a country and no city of the same name."""
    return is_land(token) and not any(len(directory().named(form) or ()) > 1 for form in bare_forms(token.plain))


@lru_cache(_REMEMBERED)
def _is_land(form: str) -> bool:
    if not directory().is_people(form):
        return False
    names = {plain(thing.names.get("ar", "")).removeprefix("ال") for thing in directory().named(form) or ()}
    return form.removeprefix("ال") in names


def is_place(token: Token, *, led: bool = False) -> bool:
    """Tell whether a word is a place that the tables know; what is also another word counts only if `led`."""
    if token.plain[0] < "\u0600" or token.stop:
        return False
    places = [form for form in bare_forms(token.plain) if len(form) > 2 and _is_place(form)]
    return any(led or not directory().is_doubtful(form) for form in places)


@lru_cache(_REMEMBERED)
def _is_place(form: str) -> bool:
    return any(thing.kind is Kind.PLACE for thing in directory().named(form) or ())
