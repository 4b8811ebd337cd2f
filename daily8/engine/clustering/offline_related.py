"""The related articles of a whole set: what `daily8 tool related` answers, with no database and no clock."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from babel.core import get_global

from daily8.engine.clustering.features import Terms, Vocabulary, grams
from daily8.engine.clustering.neighbours import neighbours
from daily8.engine.clustering.pieces import Piece
from daily8.engine.clustering.related import related
from daily8.engine.clustering.window import TERMS
from daily8.engine.dates import parse_date
from daily8.engine.embedding import Centre, Embedder, EmbeddingError, Vectors, passage_of
from daily8.engine.language.detection import detect
from daily8.engine.tagging import Directory, Kind, tag

Line = dict[str, Any]

_LONGEST = 20_000
_PEOPLE, _PLACES, _OTHERS = "people", "places", "others"
_SORTS = {Kind.PERSON: _PEOPLE, Kind.PLACE: _PLACES}


def answers(lines: Sequence[Line], embedder: Embedder) -> Iterator[Line]:
    """Yield for each article, in order, its id and at most eight related ones of the set, best first.

    An article is {"id", "title", "text", "published", "language", "publisher"}; all but the id may be missing
    or wrong, and what cannot be read counts as missing. All articles may be related to each other, before or
    after. Where no vectors can be made, words alone decide.
    """
    pieces = pieces_of(lines, embedder)
    for line, piece, near in zip(lines, pieces, neighbours(pieces), strict=True):
        found = related(piece, near)
        yield {
            "id": line.get("id"),
            "related": [
                {"id": lines[int(one.id)].get("id"), "score": round(one.score, 4), "reason": one.reason.value}
                for one in found
            ],
        }


def pieces_of(lines: Sequence[Line], embedder: Embedder) -> list[Piece]:
    """Return the articles of a set, each under its place in it: ids may be missing or stand twice."""
    languages = [_language(line) for line in lines]
    vectors = _centred(_embedded(lines, embedder), languages, embedder.name)
    directory = Directory()
    things = [_things(line, language, directory) for line, language in zip(lines, languages, strict=True)]
    return [
        Piece(
            id=place,
            published=parse_date(_word(line, "published")),
            publisher=_word(line, "publisher"),
            language=languages[place],
            vector=vectors[place],
            terms=terms,
            is_headline=not _word(line, "text"),
            people=things[place][_PEOPLE],
            places=things[place][_PLACES],
            others=things[place][_OTHERS],
        )
        for place, (line, terms) in enumerate(zip(lines, _terms(lines), strict=True))
    ]


def _embedded(lines: Sequence[Line], embedder: Embedder) -> Vectors:
    try:
        return embedder.embed([passage_of(_word(line, "title"), _word(line, "text")) for line in lines])
    except EmbeddingError:
        return np.zeros((len(lines), 0), dtype=np.float32)


def _centred(vectors: Vectors, languages: Sequence[str], maker: str) -> Vectors:
    """Return the vectors without what all of their language share."""
    centre = Centre(maker, vectors.shape[1])
    rows = {language: np.flatnonzero(np.array(languages) == language) for language in sorted(set(languages))}
    for language, of_language in rows.items():
        centre.add(language, vectors[of_language])
    own = vectors.copy()
    for language, of_language in rows.items():
        own[of_language] = centre.apply(language, vectors[of_language])
    return own


def _terms(lines: Sequence[Line]) -> list[Terms]:
    vocabulary = Vocabulary()
    counted = [grams(_word(line, "title"), _word(line, "text")) for line in lines]
    for one in counted:
        vocabulary.learn(one)
    # As many as the live window keeps: the weights are learned from those.
    return [vocabulary.weigh(one).heaviest(TERMS) for one in counted]


def _things(line: Line, language: str, directory: Directory) -> dict[str, frozenset[str]]:
    """Return the keys of the things that an article is about, by what sort of thing they are."""
    things: dict[str, set[str]] = {_PEOPLE: set(), _PLACES: set(), _OTHERS: set()}
    for one in tag(_word(line, "title"), _word(line, "text"), language, directory):
        things[_SORTS.get(one.thing.kind, _OTHERS)].add(one.thing.key)
    return {sort: frozenset(keys) for sort, keys in things.items()}


def _language(line: Line) -> str:
    """Return the language in two letters, found in the words where the line does not say it."""
    named = _word(line, "language").lower().replace("_", "-").partition("-")[0]
    if not named:
        return detect(f"{_word(line, 'title')}\n{_word(line, 'text')}")
    return str(get_global("language_aliases").get(named, named))


def _word(line: Line, name: str) -> str:
    value = line.get(name)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    return value[:_LONGEST].strip() if isinstance(value, str) else ""
