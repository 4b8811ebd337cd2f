"""Forms of words: what an English or Arabic word has in common with its other forms."""

from functools import cache, lru_cache
from pathlib import Path

from daily8.engine.tagging.reading import arabic_forms, without_article
from daily8.engine.words.terms import plain, stem

_IRREGULAR = Path(__file__).with_name("irregular.txt")
# Beginnings of verbs: he will, she, they, we, I; and what makes nouns of them.
_BEGINNINGS = ("سي", "ست", "سن", "ي", "ت", "ن", "ا", "م")
_ENDINGS = (
    "تهما", "هما", "تها", "تهم", "تان", "تين", "وها", "وه", "ها", "هم", "هن", "نا", "وا", "ات", "ون", "ين", "ان",
    "يه", "ته", "تا", "ه", "ا", "ت", "ي",
)  # fmt: skip
_ATTACHED = ("وها", "وهم", "وه", "هما", "ها", "هم", "هن", "وا", "تا", "نا", "ه", "ا")
_WEAK = str.maketrans("", "", "اوي")
_BEGINNING = 7
_LEAST = 3
_REMEMBERED = 40_000


@lru_cache(_REMEMBERED)
def keys(word: str) -> frozenset[str]:
    """Return what a word is compared by: two words that share one of these are forms of one word."""
    folded = plain(word)
    if not folded:
        return frozenset()
    if _is_arabic(folded):
        return frozenset(_arabic(folded))
    # Environment and environmental have two stems, and one beginning.
    beginning = {f"^{folded[:_BEGINNING]}"} if len(folded) > _BEGINNING else set()
    return frozenset({stem(bases().get(folded, folded)), stem(folded), *beginning} - {""})


def bare_spellings(word: str) -> list[str]:
    """Return an Arabic word folded, with and without what is attached to its beginning; nothing of other words."""
    folded = plain(word)
    return _bare(folded) if folded and _is_arabic(folded) else []


@lru_cache(_REMEMBERED)
def spellings(word: str) -> frozenset[str]:
    """Return how a word may be listed in a table: folded, and without what is attached to it."""
    folded = plain(word)
    if not folded:
        return frozenset()
    if not _is_arabic(folded):
        return frozenset({folded, stem(bases().get(folded, folded))})
    forms = _bare(folded)
    return frozenset([*forms, *filter(None, map(_without_ending, forms))])


def is_irregular(folded: str) -> bool:
    """Tell whether an English word is a form of one whose forms are listed: nearly all of them are verbs."""
    return folded in bases() or folded in bases().values()


@cache
def bases() -> dict[str, str]:
    """Return the word that an irregular form is one of."""
    lines = [line.split() for line in _IRREGULAR.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    return {form: words[0] for words in lines for form in words[1:]}


def _is_arabic(folded: str) -> bool:
    return "\u0620" <= folded[0] <= "\u06d3"


def _without_ending(form: str) -> str:
    """Return a form without "him", "her", "them" or the ending of a case; nothing where too little is left."""
    for ending in _ATTACHED:
        if form.endswith(ending) and len(form) - len(ending) >= _LEAST:
            return form[: -len(ending)]
    return ""


def _arabic(folded: str) -> set[str]:
    """Return the light stem of an Arabic word, and its letters that carry the meaning where they are enough."""
    bare = _bare(folded)
    found = {stem(folded), _trimmed(folded), *bare}
    found.update(_without_owner(form) for form in bare)
    for form in bare:
        if len(root := _root(form)) >= _LEAST:
            found.add("~" + root)
    return found - {""}


def _without_owner(form: str) -> str:
    """Return a noun without "his" or "her", with the ending of the feminine that these open: حياته, حياة."""
    for ending in ("هما", "ها", "هم", "هن", "ه"):
        rest = form.removesuffix(ending)
        if rest != form and len(rest) >= _LEAST:
            return rest[:-1] + "ه" if rest[-1] == "ت" else rest if ending != "ه" else ""
    return ""


def _bare(folded: str) -> list[str]:
    """Return an Arabic word with and without what is attached to its beginning; "and" even before two letters."""
    forms = list(arabic_forms(folded))
    if len(folded) == _LEAST and folded[0] == "و":
        forms.append(folded[1:])
    return [*forms, *without_article(forms)]


def _trimmed(folded: str) -> str:
    """Return a word without the ending of a case or of a feminine verb."""
    return folded[:-1] if len(folded) > _LEAST + 1 and folded[-1] in "ات" else ""


def _root(form: str) -> str:
    """Return the letters of a form that are no beginning, no ending and no long vowel."""
    for ending in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= _LEAST:
            form = form[: -len(ending)]
            break
    for beginning in _BEGINNINGS:
        if form.startswith(beginning) and len(form.removeprefix(beginning).translate(_WEAK)) >= _LEAST:
            form = form.removeprefix(beginning)
            break
    return form.translate(_WEAK)
