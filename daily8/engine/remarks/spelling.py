"""How a comment's letters are written: tidy enough to show, and folded enough to be found in a list of words."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from daily8.engine.words.terms import stem

# Of marks on one letter no script needs more; what piles up more of them wants to cover the lines around it.
MARKS = 3
# So many empty lines say as much as any more.
_EMPTY_LINES = re.compile(r"\n{3,}")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# What turns the direction of others' words, what is not seen, and what no page can carry. Marks of direction,
# which turn nothing, and joiners, which Persian and emoji need, stay.
_REMOVED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u202a-\u202e\u2060-\u206f"
    "\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_JOINERS = re.compile("([\u200c-\u200f\u061c])[\u200c-\u200f\u061c]+")
_JOINER = re.compile("[\u200c-\u200f\u061c\ufe00-\ufe0f]")
_FOLDED_ARABIC = {
    **dict.fromkeys("أإآٱٲٳ", "ا"), **dict.fromkeys("ىئیېےۍ", "ي"), **dict.fromkeys("کگڪ", "ك"),
    **dict.fromkeys("ؤۆۇ", "و"), **dict.fromkeys("ةۀہھەۃ", "ه"), "پ": "ب", "چ": "ج", "ژ": "ز", "ڤ": "ف", "ـ": "",
}  # fmt: skip
# Letters of other scripts that look like Latin ones.
_LOOK_ALIKES = dict(
    zip(
        "аеорсухівкмнтѕјһԁԛԝɡɑɩıοαερτυνικχβγƅƽ",
        "aeopcyxibkmhtsjhdqwgaiioaeptuvikxbybs",
        strict=True,
    )
)
_LEET = {
    "0": "o",
    "1": "i",
    "3": "e",
    "4": "a",
    "5": "s",
    "7": "t",
    "8": "b",
    "@": "a",
    "$": "s",
    "!": "i",
    "|": "i",
}
# A word is letters, figures, and what stands for letters between them.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[@$!|](?=[^\W_]))*|[@$](?:[^\W_]|[@$!|](?=[^\W_]))+")
# Three letters and more that stand apart, by one sign each, are one word.
_APART = re.compile(r"(?<![^\W_])[^\W_](?:([ .\-_*·+~,/'])[^\W_](?:\1[^\W_])+)(?![^\W_])")
_LONGEST = 60


def tidy(text: str) -> str:
    """Return a text without what hides, turns or covers words; tidying it again changes nothing."""
    seen = _JOINERS.sub(r"\1", _REMOVED.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " ")))
    lines = (line.rstrip() for line in _few_marks(unicodedata.normalize("NFC", seen)).split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def piled_marks(text: str) -> int:
    """How many marks stand on a letter that has more than any script needs."""
    runs = (sum(1 for _ in run) for is_mark, run in groupby(text, _is_mark) if is_mark)
    return sum(length for length in runs if length > MARKS)


def _few_marks(text: str) -> str:
    """Leave each letter its first few marks."""
    if text.isascii():
        return text
    runs = (list(run) if not is_mark else list(run)[:MARKS] for is_mark, run in groupby(text, _is_mark))
    return "".join(letter for run in runs for letter in run)


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter) in ("Mn", "Me") and not "\ufe00" <= letter <= "\ufe0f"


def words(text: str) -> Iterator[frozenset[str]]:
    """Yield the words of a text in their order, each as all the forms under which a list may know it.

    Letters that stand apart come once more at the end, as the word that they spell.
    """
    plain = _plain(text)
    for found in _WORD.finditer(plain):
        yield _forms(found[0][:_LONGEST])
    for apart in _APART.finditer(plain):
        yield _forms("".join(filter(str.isalnum, apart[0]))[:_LONGEST])


def same(text: str) -> str:
    """Return what two texts have in common that say the same with other signs, capitals and look-alikes."""
    return " ".join(_skeleton(found[0]) for found in _WORD.finditer(_plain(text)))


def _plain(text: str) -> str:
    """Small letters without marks, Arabic ones in one form each."""
    bare = _JOINER.sub("", unicodedata.normalize("NFKD", _REMOVED.sub("", text)).casefold())
    letters = (_FOLDED_ARABIC.get(letter, letter) for letter in bare if not unicodedata.combining(letter))
    return "".join(letters)


@lru_cache(20_000)
def _forms(word: str) -> frozenset[str]:
    """As written, with letters for look-alikes and figures, and with letters said once that are drawn out."""
    skeleton = _skeleton(word)
    forms = {word, skeleton, skeleton.replace("i", "l") if "1" in word or "|" in word else skeleton}
    forms |= {once for form in tuple(forms) for once in _said_once(form)}
    return frozenset(filter(None, map(stem, forms)))


def _skeleton(word: str) -> str:
    letters = "".join(_LOOK_ALIKES.get(letter, letter) for letter in word)
    # A number is a number.
    return letters if letters.isdigit() else "".join(_LEET.get(letter, letter) for letter in letters)


def _said_once(word: str) -> Iterator[str]:
    """Words in which a letter stands three times and more, with that letter once and twice."""
    runs = [(letter, sum(1 for _ in run)) for letter, run in groupby(word)]
    if any(length > 2 for _, length in runs):
        yield "".join(letter * (1 if length > 2 else length) for letter, length in runs)
        yield "".join(letter * min(length, 2) for letter, length in runs)
