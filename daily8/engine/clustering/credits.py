"""Which news agency a text says that it comes from.

Only the places where a credit stands are read: the by-line, the dateline before the first sentence, and the end.
"He told Reuters" is no credit, nor is the name of an agency under a picture.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

_AGENCIES = Path(__file__).with_name("agencies.tsv")
_HEAD, _TAIL, _END = 160, 200, 60
_ALEF = str.maketrans(dict.fromkeys("أإآٱ", "ا"))
_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_INITIALS = re.compile(r"(?<!\w)(\w)[. ]+(\w)(?:[. ]+(\w))?\.?(?!\w)")
_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]{2,60})[)\]）]?")
_PARTS = re.compile(r"\s*(?:[/,;|+&،؛\-–—]|\bund\b|\band\b|\bet\b|\by\b|(?<=\s)و(?=\s))\s*")
_BEFORE_NAME = re.compile(
    r"^(?:by|from|via|source|sources|quelle|fuente|source\s*:|with|avec|con|mit|von|par|por|"
    r"بقلم|المصدر|مصدر|نقلا عن|عن|وكالة|وكاله|agencia|agence|agentur|agency)\s*:?\s+",
    re.IGNORECASE,
)
# "Riyadh - SPA", "SPA - Riyadh", "Ankara / Anadolu said", "Ramallah 3-3-2026 WAFA -", "新华社北京3月5日电".
_DATELINES = (
    re.compile(r"^[^.!?؟\n]{0,60}?[\-–—/:]\s*((?:[^\-–—/:.\n()]|(?<=\b\w)\.){2,40}?)\s*(?:[\-–—/:]|\.(?!\w)|$)"),
    re.compile(r"^\s*/?\s*([^\-–—/:\n()]{2,40}?)\s*[\-–—/:]"),
    re.compile(r"^[^.!?؟\n]{0,40}?/\s*(\w+)"),
    re.compile(r"^[^.!?؟\n]{0,60}?\d\s+(\w+)\s*[\-–—:]"),
    re.compile(r"^\W*(\w{3})\w{1,12}?\d{1,2}月\d{1,2}日"),
)
_CLOSING = re.compile(
    r"(?:source|sources|quelle|fuente|źródło|kaynak|источник|来源|المصدر|مصدر|copyright|©|\(c\)|"
    r"(?:additional |with )?(?:reporting|inputs?|files|information|agency inputs?) (?:by|from)|"
    r"con informaci[oó]n de|avec|mit material von)\s*[:：.]?\s*(?:\d{4}\s*)?([^\n.]{2,80})",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(r"([^\n.]{2,40}?) contributed to this (?:report|story)", re.IGNORECASE)
# Hardly any text holds one of these words at its end, and to look for whole forms takes a hundred times as long.
_CLOSES = (
    "source", "quelle", "fuente", "źródło", "kaynak", "источник", "来源", "مصدر", "copyright", "©", "(c)", "by",
    "from", "informaci", "avec", "mit material",
)  # fmt: skip
_CONTRIBUTES = "contributed to"
_PICTURE = re.compile(r"photo|foto|picture|image|bild|getty|صورة|تصوير|фото", re.IGNORECASE)


def credit(text: str, authors: Iterable[str] = (), domain: str = "") -> str | None:
    """Return the agency that a text credits; none on that agency's own pages."""
    own = agency_of(domain)
    for name in _credited(text.strip(), authors):
        agency = _named(name)
        if agency and agency != own:
            return agency
    return None


def agency_of(domain: str) -> str | None:
    """Return the agency whose own pages are at a domain."""
    labels = domain.lower().strip(".").split(".")
    owners = _owners()
    for start in range(len(labels) - 1):
        if owner := owners.get(".".join(labels[start:])):
            return owner
    return None


def _credited(text: str, authors: Iterable[str]) -> Iterator[str]:
    """Yield the names that stand where a credit stands."""
    for author in authors:
        yield from _parts(author)
    yield from _in_dateline(text[:_HEAD])
    yield from _at_end(text[-_TAIL:])


def _in_dateline(head: str) -> Iterator[str]:
    for line in head.split("\n")[:3]:
        if not _PICTURE.search(line):
            yield from (found[1] for form in _DATELINES if (found := form.match(line)))
        for brackets in _BRACKETS.finditer(line):
            yield from _parts(brackets[1])


def _at_end(tail: str) -> Iterator[str]:
    for brackets in _BRACKETS.finditer(tail):
        if len(tail) - brackets.end() <= _END:
            yield from _parts(brackets[1])
    for closing in _closings(tail):
        yield from _parts(closing[1])
    for line in tail.split("\n")[-3:]:
        yield from _parts(line)
        yield from _parts(line.rsplit(". ", 1)[-1])


def _closings(tail: str) -> Iterator[re.Match[str]]:
    small = tail.lower()
    if any(word in small for word in _CLOSES):
        yield from _CLOSING.finditer(tail)
    if _CONTRIBUTES in small:
        yield from _CONTRIBUTED.finditer(tail)


def _parts(line: str) -> Iterator[str]:
    """Yield the names in a line of names; none in a line about a picture."""
    if len(line) <= 80 and not _PICTURE.search(line):
        yield line
        yield from _PARTS.split(line)


def _named(name: str) -> str | None:
    """Return the agency of that name, however it is dressed."""
    plain = _plain(name)
    spellings = _spellings()
    for _ in range(3):
        if agency := spellings.get(plain) or spellings.get(_INITIALS.sub(r"\1 \2 \3", plain).strip()):
            return agency
        whole, plain = plain, _BEFORE_NAME.sub("", plain)
        if plain == whole:
            break
    return None


def _plain(name: str) -> str:
    return _MARKS.sub("", name).translate(_ALEF).strip(" \t\r\n.:©*•_\"'«»“”()[]/")


@cache
def _spellings() -> dict[str, str]:
    return {_plain(spelling): name for name, _, spellings in _rows() for spelling in spellings}


@cache
def _owners() -> dict[str, str]:
    return {domain: name for name, domains, _ in _rows() for domain in domains}


def _rows() -> Iterator[tuple[str, list[str], list[str]]]:
    for line in _AGENCIES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, domains, spellings = line.split("\t")
            yield name, [domain for domain in domains.split(",") if domain], spellings.split(",")
