"""The words of a text in any script: where they stand and how they are compared."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

# Accents and vowel signs that are letters of their own in the text.
_LETTER = r"[\w\u0300-\u036f\u064b-\u065f\u0670]"
_WORD = re.compile(rf"({_LETTER}+(?:['’ʼ`´‘]{_LETTER}+)*)")
_POSSESSIVES = ("'s", "’s", "ʼs", "`s", "´s", "‘s", "'S", "’S")
_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a",
        "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ٱ": "ا", "گ": "غ", "پ": "ب", "چ": "ج", "ڤ": "ف", "ژ": "ز",
        "ھ": "ه", "ہ": "ه", "ۀ": "ه", "ـ": None,
        **dict.fromkeys(map(chr, (*range(0x64B, 0x660), 0x670))), "أ": "ا", "إ": "ا", "آ": "ا", "ؤ": "و", "ئ": "ي",
        "'": None, "’": None, "ʼ": None, "`": None, "´": None, "‘": None, "ʿ": None, "ʾ": None,
    }
)  # fmt: skip
_WRITTEN = {letter: other for letter, other in _LETTERS.items() if chr(letter) not in "ةؤئ"}
_BASIC_ARABIC_NAME = re.compile("[\u0620-\u064a]+(?: [\u0620-\u064a]+)*")
_BASIC_ARABIC = re.compile("[\u0620-\u065f\u0670-\u06d3]+")


@dataclass(frozen=True, slots=True)
class Words:
    """A text cut in words: `starts` are their places in it, `gaps[i]` is what stands before word i."""

    text: str
    words: Sequence[str]
    starts: Sequence[int]
    gaps: Sequence[str]

    def __len__(self) -> int:
        return len(self.words)

    def end(self, index: int) -> int:
        """Return where a word ends, its possessive left out."""
        word = self.words[index]
        return self.starts[index] + len(word) - (2 if word.endswith(_POSSESSIVES) else 0)

    def follows(self, index: int) -> bool:
        """Tell whether a word stands right behind the one before it, as in one name."""
        gap = self.gaps[index]
        return gap in _JOINTS or (gap in _AFTER_INITIALS and len(self.words[index - 1]) <= 2)

    def joined(self, index: int) -> bool:
        """Tell whether a word may belong to the name that the one before it is of: no possessive between."""
        return self.follows(index) and not self.words[index - 1].endswith(_POSSESSIVES)

    def written(self, first: int, last: int) -> str:
        """Return the words from `first` up to `last`, as they are written."""
        return " ".join(self.text[self.starts[first] : self.end(last - 1)].split())


_JOINTS = frozenset({" ", "-", "‑", "–", "\u00a0", "  ", " & ", "&", "' ", "’ "})
_AFTER_INITIALS = frozenset({".", ". "})


def read(text: str) -> Words:
    """Cut a text in words."""
    parts = _WORD.split(text.replace("_", " "))
    starts = list(accumulate(map(len, parts), initial=0))
    return Words(text, parts[1::2], starts[1:-1:2], parts[0::2])


def fold(word: str) -> str:
    """Return a word as it is compared: no case, no accents, no possessive, one alef, ya and ta marbuta."""
    if word.isascii() and word.isalpha():
        return word.lower()
    if word.endswith(_POSSESSIVES):
        word = word[:-2]
    if _BASIC_ARABIC.fullmatch(word):
        return word.translate(_LETTERS)
    word = word.casefold()
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word)
        word = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return word.translate(_LETTERS)


def written_form(word: str) -> str:
    """Return an Arabic word as a table may have it: one alef and one ya, but ta marbuta and hamza as they are."""
    if _BASIC_ARABIC.fullmatch(word):
        return word.translate(_WRITTEN)
    return "".join(letter if letter in "ةؤئ" else fold(letter) for letter in word)


def phrase(name: str) -> str:
    """Return a name as it is compared, its words apart."""
    if name.isascii() and name.replace(" ", "").isalpha():
        return name.lower()
    if _BASIC_ARABIC_NAME.fullmatch(name):
        return name.translate(_LETTERS)
    return " ".join(filter(None, map(fold, read(name).words)))


def is_arabic(word: str) -> bool:
    """Tell whether a word is written in Arabic letters."""
    return "\u0620" <= word[0] <= "\u06d3" or "\ufb50" <= word[0] <= "\ufefc"


def arabic_forms(word: str) -> tuple[str, ...]:
    """Return what an Arabic word may be without what is attached to it: itself first, then without و ف ب ل ك.

    "For the" is written لل, so its ا is put back, and a form is shorter by as many letters as were attached.
    """
    whole = word.translate(_LETTERS) if _BASIC_ARABIC.fullmatch(word) else fold(word)
    if len(whole) < 4:
        return (whole, whole[1:]) if len(whole) == 3 and whole[0] in "بلك" else (whole,)
    forms = [whole, whole[1:]] if whole[0] in "وف" else [whole]
    for form in forms[:]:
        if form[0] in "بلك" and len(form) > 3:
            if form[1] == "ل" and form[0] == "ل" and len(form) > 4:
                forms.append("ال" + form[2:])
            forms.append(form[1:])
    return tuple(forms)


def without_article(forms: Sequence[str]) -> list[str]:
    """Return those of the forms of a word that have an article, without it."""
    return [form[2:] for form in forms if form[:2] == "ال" and len(form) >= 5]
