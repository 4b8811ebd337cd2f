"""Finds among many sentences those that say what a person, a place, an organisation or a term is."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from daily8.engine.defining import arabic, english
from daily8.engine.defining.definition import Definition, SentenceOf
from daily8.engine.summarizing.dangling import dangles
from daily8.engine.words import spelled

MOST = 5
_MOST_SENTENCES = 5_000
_LONGEST = 700
_ARABIC = re.compile("[\u0620-\u064a]")
_SHORTEST_NAME = 2
# A description of so many words says enough, and one of more than that too much.
_ENOUGH, _TOO_MUCH = 4, 18
_OTHER_LANGUAGE = 0.5
_LEANS = 0.7
_NAMED_IN_FULL = 1.15
_TOLD_AGAIN = 0.1
_LEAST = 0.3


def definitions(
    name: str, spellings: Sequence[str], sentences: Iterable[SentenceOf], language: str = "", *, most: int = MOST
) -> list[Definition]:
    """Return the sentences that say what `name` is, the best first, each description once.

    `spellings` are the other ways in which the archive writes it. Sentences in the language asked for come before
    those in others; what several articles say counts more.
    """
    written = _pattern([name, *spellings])
    if not written:
        return []
    found = [each for sentence in _first(sentences) for each in _of(name, written, sentence, language)]
    told = Counter(_said(each) for each in found)
    best: dict[frozenset[str], Definition] = {}
    for each in sorted(found, key=lambda each: -each.score * (1 + _TOLD_AGAIN * told[_said(each)])):
        if each.score >= _LEAST and not any(_said(each) <= said for said in best):
            best[_said(each)] = each
    return list(best.values())[:most]


def _first(sentences: Iterable[SentenceOf]) -> Iterator[SentenceOf]:
    for number, sentence in enumerate(sentences):
        if number >= _MOST_SENTENCES:
            return
        if len(sentence.text) <= _LONGEST:
            yield sentence


def _pattern(names: Sequence[str]) -> re.Pattern[str] | None:
    """Return what finds any of the names as a word; in Arabic also behind what is attached to it."""
    wanted = sorted({name.strip() for name in names if len(name.strip()) >= _SHORTEST_NAME}, key=len, reverse=True)
    if not wanted:
        return None
    return re.compile(
        rf"(?<![^\W_])(?:[وفبلك](?=[\u0620-\u064a]))?(?P<name>{'|'.join(map(re.escape, wanted))})(?![^\W_])"
    )


def _of(name: str, written: re.Pattern[str], sentence: SentenceOf, language: str) -> Iterator[Definition]:
    """Yield what a sentence says of a name, at the first place where it says something."""
    for found in written.finditer(sentence.text):
        grammar = arabic if _ARABIC.search(found["name"]) else english
        parts = [
            Definition(sentence, start, end, _score(name, found["name"], sentence, language, (start, end, score)))
            for start, end, score in grammar.parts(sentence.text, found.start("name"), found.end("name"))
        ]
        if parts:
            yield max(parts, key=lambda each: each.score)
            return


def _score(name: str, written: str, sentence: SentenceOf, language: str, part: tuple[int, int, float]) -> float:
    start, end, score = part
    words = sentence.text[start:end].count(" ") + 1
    score *= min(1.0, 0.6 + 0.4 * words / _ENOUGH, _TOO_MUCH / words)
    if language and sentence.language[:2] != language[:2]:
        score *= _OTHER_LANGUAGE
    if written.casefold() == name.casefold() and " " in name:
        score *= _NAMED_IN_FULL
    return score * (_LEANS if dangles(sentence.text, sentence.language) else 1)


def _said(definition: Definition) -> frozenset[str]:
    return frozenset(spelled(definition.words))
