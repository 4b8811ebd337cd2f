"""What is left of a name when its vowels and the habits of spelling are gone: the same in both scripts."""

import re
from functools import lru_cache

_REMEMBERED = 5_000


@lru_cache(_REMEMBERED)
def skeleton(word: str) -> str:
    """Return a folded word as consonants that Latin and Arabic letters share.

    Gaddafi, Qadhafi and قذافي are all `kdf`; b is p, f is v, and all that hisses is s.
    """
    if not word:
        return ""
    if word[0] > "\u0600":
        return _arabic(word, _ARABIC)
    return _latin(word, _LATIN, _LATIN_GROUPS)


@lru_cache(_REMEMBERED)
def close_skeleton(word: str) -> str:
    """Return a folded word without its vowels and with one letter for g, k and q: for words of one script."""
    if not word:
        return ""
    if word[0] > "\u0600":
        return _arabic(word, _CLOSE_ARABIC)
    return _latin(word, _CLOSE_LATIN, _CLOSE_GROUPS)


def surname_key(word: str) -> str:
    """Return what two spellings of a family name have in common, behind one given name."""
    bones = close_skeleton(word)
    return bones + ("+" if word[-1] in _OPEN else "-") if len(bones) >= _ENOUGH - 1 else ""


def close_key(word: str) -> str:
    """Return what two spellings of a single word have in common; nothing for a word that has too few letters.

    Three consonants are enough when the vowels agree as well.
    """
    bones = close_skeleton(word)
    if len(bones) >= _ENOUGH:
        return bones + ("+" if word[-1] in _OPEN else "-")
    if len(bones) < _ENOUGH - 1 or word[0] > "\u0600":
        return ""
    return bones + " " + _REPEATED.sub(r"\1", word.translate(_VOWELS))


_ENOUGH = 4
_OPEN = frozenset("aeiouyاويهع")
_VOWELS = str.maketrans({**dict.fromkeys("bcdfghjklmnpqrstvwxz"), "e": "a", "y": "i", "o": "u"})
_REPEATED = re.compile(r"(.)\1+")


def _latin(word: str, letters: dict[int, str | None], groups: dict[str, str]) -> str:
    head = "A" if word[0] in "aeiouy" else "H" if word[0] == "h" else "W" if word[0] == "w" else ""
    word = _DOUBLED.sub(r"\1", word)
    if "c" in word:
        word = _SOFT_C.sub("s", word)
    if not _GROUPED.isdisjoint(word):
        word = _GROUP.sub(lambda match: groups[match[0]], word)
    return head + word.translate(letters)


def _arabic(word: str, letters: dict[int, str | None]) -> str:
    if word.startswith("ال") and len(word) > 4:
        word = word[2:]
    head = "A" if word[0] in "اعي" else "H" if word[0] in "هح" else "W" if word[0] == "و" else ""
    return head + word.replace("تش", "ش").replace("كس", "x").translate(letters).replace("x", "ks")


_DOUBLED = re.compile(r"(.)\1")
_SOFT_C = re.compile(r"c(?=[eiy])")
_GROUP = re.compile("tsch|chr|sch|tch|dzh|ch|sh|zh|cz|sz|dj|kh|gh|ck|ph|th|dh|ng|x")
# Every group holds one of these.
_GROUPED = frozenset("hzxjkg")
_LATIN_GROUPS = {
    "tsch": "s", "chr": "kr", "sch": "s", "tch": "s", "dzh": "k", "ch": "s", "sh": "s", "zh": "s", "cz": "s",
    "sz": "s", "dj": "k", "kh": "k", "gh": "k", "ck": "k", "ph": "f", "th": "t", "dh": "d", "ng": "nk", "x": "ks",
}  # fmt: skip
_CLOSE_GROUPS = _LATIN_GROUPS | {
    "tsch": "č", "sch": "š", "tch": "č", "dzh": "j", "ch": "č", "sh": "š", "zh": "j", "cz": "č", "sz": "š",
    "dj": "j", "kh": "k", "th": "t",
}  # fmt: skip
_SILENT = dict.fromkeys("aeiouyhw")
_CLOSE_LATIN = str.maketrans({**_SILENT, "q": "k", "c": "k", "g": "k"})
_LATIN = str.maketrans({**_SILENT, "q": "k", "c": "k", "g": "k", "j": "k", "z": "s", "p": "b", "v": "f"})
_MUTE = dict.fromkeys("اويعهح")
_ARABIC = str.maketrans(
    {
        **_MUTE, "ب": "b", "ت": "t", "ط": "t", "ث": "t", "ج": "k", "ق": "k", "ك": "k", "غ": "k", "خ": "k",
        "د": "d", "ض": "d", "ذ": "d", "ر": "r", "ز": "s", "س": "s", "ص": "s", "ش": "s", "ظ": "s", "ف": "f",
        "ل": "l", "م": "m", "ن": "n",
    }
)  # fmt: skip
_CLOSE_ARABIC = str.maketrans(
    {**dict.fromkeys("اويع"), "ق": "ك", "غ": "ك", "ج": "ك", "ط": "ت", "ث": "ت", "ص": "س"}
)
