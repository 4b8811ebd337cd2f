"""The stories of a whole set: what `daily8 tool group` answers, with no database and no clock."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from babel.core import get_global

from daily8.engine.clustering import sketches
from daily8.engine.clustering.copies import Copies
from daily8.engine.clustering.credits import agency_of, credit
from daily8.engine.clustering.grouping import Grouper
from daily8.engine.clustering.results import Id, Item, Split
from daily8.engine.clustering.sketched import Text
from daily8.engine.dates import parse_date
from daily8.engine.embedding import Centre, Embedder, EmbeddingError, Vectors, passage_of
from daily8.engine.language.detection import detect

Line = dict[str, Any]

# As in the live window: what is older joins no story any more, unless there is little to tell apart.
_LENGTH = timedelta(days=10)
_FEWEST, _SWEPT_AFTER = 2000, 200
_LONGEST = 20_000
_EMBEDDED_AT_ONCE = 512
_FIRST_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)


def group(lines: Iterable[Line], embedder: Embedder) -> list[Line]:
    """Return for each article, in order, its story and the article that it is a copy of.

    An article is {"id", "title", "text", "published", "language", "publisher"}, in time order; each one is put in
    its story as it comes, and what that tells of the stories so far is followed at once. A line without an id, or
    with an id that stood before, gives {"id", "error"}; all else may be missing or wrong. Where no vectors can be
    made, words alone decide.
    """
    rows = list(lines)
    told = _told_of_errors(rows)
    good = [row for row, error in zip(rows, told, strict=True) if not error]
    grouping = _Grouping(Centre(embedder.name, embedder.dimensions))
    for item in _items(good, embedder):
        grouping.place(item)
    return [
        {"id": row.get("id"), "error": error} if error else grouping.answer(row["id"])
        for row, error in zip(rows, told, strict=True)
    ]


class _Grouping:
    """Articles of the set by story, those that the window has forgotten too."""

    def __init__(self, centre: Centre) -> None:
        self._grouper = Grouper(centre)
        self._copies = Copies()
        self._copy_of: dict[Id, Id] = {}
        self._story: dict[Id, Id] = {}
        self._merged: dict[Id, Id] = {}
        self._splits = 0

    def place(self, item: Item) -> None:
        """Put an article in its story."""
        original = self._original(item)
        placed = self._grouper.place(item if original is None else _with(item, original))
        self._story[item.id] = placed.story
        for repair in self._grouper.repairs():
            if isinstance(repair, Split):
                self._split(repair)
            else:
                self._merged[repair.lost] = repair.kept
        if len(self._story) % _SWEPT_AFTER == 0 and len(self._grouper) > _FEWEST:
            self._grouper.forget(item.published - _LENGTH)

    def answer(self, id: Id) -> Line:
        """Return what became of an article."""
        story = self._story[id]
        while story in self._merged:
            story = self._merged[story]
        return {"id": id, "story": story, "copy_of": self._copy_of.get(id)}

    def _original(self, item: Item) -> Id | None:
        """Return what an article is a copy of; note the earlier ones that are copies of it."""
        text = _text(item)
        verdict = self._copies.judge(text)
        self._copies.add(text)
        self._copy_of |= {overtaken.id: item.id for overtaken in verdict.overtaken}
        if verdict.copy:
            self._copy_of[item.id] = verdict.copy.original
        return verdict.copy.original if verdict.copy else None

    def _split(self, split: Split) -> None:
        self._splits += 1
        name = f"{split.story}/{self._splits}"
        for article in split.articles:
            self._grouper.move(article, name)
            self._story[article] = name


def _told_of_errors(rows: Sequence[Line]) -> list[str]:
    """Return what is wrong with each line; nothing where it can be grouped."""
    seen: set[Id] = set()
    told = []
    for row in rows:
        named = row.get("id")
        if not isinstance(named, str | int) or isinstance(named, bool):
            told.append('write "id" as text or as a whole number')
        elif named in seen:
            told.append("the id stood before: give each article its own")
        else:
            told.append("")
            seen.add(named)
    return told


def _items(rows: Sequence[Line], embedder: Embedder) -> Iterator[Item]:
    """Yield the articles; one without a date has that of the article before."""
    moment = next(filter(None, (_moment(row) for row in rows)), _FIRST_MOMENT)
    for start in range(0, len(rows), _EMBEDDED_AT_ONCE):
        block = rows[start : start + _EMBEDDED_AT_ONCE]
        for row, vector in zip(block, _vectors(block, embedder), strict=True):
            moment = _moment(row) or moment
            title, text = _word(row, "title"), _word(row, "text")
            yield Item(
                id=row["id"],
                language=_language(row, title, text),
                published=moment,
                title=title,
                text=text,
                publisher=_word(row, "publisher"),
                vector=vector if len(vector) else None,
            )


def _vectors(rows: Sequence[Line], embedder: Embedder) -> Vectors:
    try:
        return embedder.embed([passage_of(_word(row, "title"), _word(row, "text")) for row in rows])
    except EmbeddingError:
        return np.zeros((len(rows), 0), dtype=np.float32)


def _text(item: Item) -> Text:
    return Text(
        id=item.id,
        sketch=sketches.sketch(item.text),
        published=item.published,
        publisher=item.publisher,
        credit=credit(item.text),
        agency=agency_of(item.publisher),
    )


def _with(item: Item, original: Id) -> Item:
    return Item(
        item.id,
        item.language,
        item.published,
        item.title,
        item.text,
        item.publisher,
        item.vector,
        together=frozenset([original]),
    )


def _language(row: Line, title: str, text: str) -> str:
    """Return the language that a line says, in two letters where it has such a code; else that of its words."""
    said = _word(row, "language").strip().lower().replace("_", "-").split("-")[0]
    return str(get_global("language_aliases").get(said, said)) if said else detect(f"{title}. {text}")


def _moment(row: Line) -> datetime | None:
    return parse_date(_word(row, "published"))


def _word(row: Line, name: str) -> str:
    value = row.get(name)
    return value[:_LONGEST] if isinstance(value, str) else ""
