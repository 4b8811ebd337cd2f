"""Cuts a text into its sentences, in any language; a paragraph's end always ends one."""

import re
from dataclasses import dataclass


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PARAGRAPH = re.compile(r"[^\n]+")
# What may end a sentence with what closes behind it; the marks of Chinese and Japanese need no blank behind them.
_END = re.compile(r"(?P<mark>[.!?؟۔…।]+)(?P<closed>[\"'”’»)\]*]*)(?=\s|$)|[。！？]+[」』”’）]*")
_WORD_BEFORE = re.compile(r"[^\s(\[\"'“‘«]*$")
_LONGEST_WORD = 30
_NEXT = re.compile(r"\s*(?P<opened>[\"'“‘«„(\[*—–-]*)\s*(?P<word>\S*)")
_LETTERS_WITH_POINTS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
# After these a name or a number goes on.
_TITLES = _words(
    """
    mr mrs ms mx dr prof gen col lt sgt capt cpl maj brig adm cmdr gov sen rep rev fr st ste messrs hon
    pres supt insp det sr jr vs no nos art fig vol pp jan feb mar apr jun jul aug sep sept oct nov dec
    approx ca cf eg ie al mt ft mme mlle hr frau sra srta av blvd rd mm
    """
)
# After these a sentence may end; it does where a word follows that often begins one.
_SHORT = _words("etc inc ltd co corp llc plc bros a.m p.m est")
_OPENERS = _words(
    """
    the a an it its he she they his her their we our you i in on at by for from with as after before
    since when while if but and so or yet this that these those there here some many most one no not
    what who why how where both all each another however meanwhile also still last next earlier later
    then now once under over more police
    """
)
_ARABIC_SHORT = _words("د م أ ا ص ق هـ ه ت ط س ج ب ر ع أ.د ا.د م.م ق.م")
# Who spoke, behind the end of a quotation that was a question: the same sentence goes on.
_SPEECH = re.compile(
    r"[وف]?(?:قال|قالت|يقول|تقول|أضاف|أضافت|اضاف|تساءل|تساءلت|سأل|سألت|صرح|صرحت|أوضح|أوضحت|تابع|تابعت|كتب|كتبت|هتف)\b"
)
_ENDS_ALWAYS = ("!", "?", "؟", "۔", "।")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the places of its first letter and behind its last one in the text."""

    text: str
    start: int
    end: int


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of a text in their order, without the blanks around them."""
    found: list[Sentence] = []
    for paragraph in _PARAGRAPH.finditer(text):
        begin, line = paragraph.start(), paragraph[0]
        start = 0
        for end in [*(match.end() for match in _END.finditer(line) if _ends(line, match)), len(line)]:
            if part := line[start:end].strip():
                at = begin + start + len(line[start:end]) - len(line[start:end].lstrip())
                found.append(Sentence(part, at, at + len(part)))
            start = end
    return found


def _ends(line: str, match: re.Match[str]) -> bool:
    """Whether a sentence ends at this mark, told by what stands before and behind it."""
    mark = match["mark"]
    following = _NEXT.match(line, match.end())
    if mark is None or following is None or not following["word"]:
        return True
    if match["closed"] and not following["opened"] and _SPEECH.match(following["word"]):
        return False
    first = following["word"][0]
    if first.islower() or first in ",;:،؛":
        return False
    return (
        mark.endswith(_ENDS_ALWAYS)
        or len(mark) > 1
        or not _shortened(line[max(0, match.start() - _LONGEST_WORD) : match.start()], following["word"])
    )


def _shortened(before: str, following: str) -> bool:
    """Whether the point behind these words belongs to the last of them, and the sentence goes on."""
    found = _WORD_BEFORE.search(before)
    word = found[0] if found else ""
    low = word.casefold()
    if low in _TITLES or word in _ARABIC_SHORT or (len(word) == 1 and word.isupper()):
        return True
    if low in _SHORT or _LETTERS_WITH_POINTS.fullmatch(word):
        return following.casefold().strip(",") not in _OPENERS
    return False
