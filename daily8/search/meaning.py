"""Articles by what they mean: the codes of the newest ones, in the memory of this process."""

import json
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt
from django.db import connection

from daily8.articles.models import Meaning
from daily8.engine.embedding import Centre
from daily8.engine.embedding.codes import Codes, codes, nearest, words_of
from daily8.search.models import Entry
from daily8.search.places import pk_of
from daily8.stories.means import centre

# So many of the newest articles can be found by their meaning: their codes take 12 MB.
MOST = 200_000
# So many are compared by their vectors after their codes were.
_COMPARED = 24
_TABLE = Meaning._meta.db_table
Vector = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Meanings:
    """What the articles of one embedder mean; `table` has a column for each place, `languages` its language."""

    embedder: str
    centre: Centre
    places: npt.NDArray[np.int64]
    languages: npt.NDArray[np.str_]
    table: Codes

    @classmethod
    def stored(cls, embedder: str, dimensions: int) -> Self:
        """Return the newest of those that there are."""
        return cls(
            embedder,
            centre(embedder, dimensions),
            np.zeros(0, dtype=np.int64),
            np.zeros(0, dtype="U8"),
            np.zeros((-(-dimensions // 64), 0), dtype=np.uint64),
        ).with_entries(after=0)

    def with_entries(self, *, after: int) -> Self:
        """Return these with the entries made after this one (a primary key)."""
        made = Entry.objects.filter(pk__gt=after, embedder=self.embedder)
        rows = made.order_by("-place").values_list("place", "language", "code")[:MOST]
        found = [row for row in rows if len(row[2]) == 8 * len(self.table)]
        if not found:
            return self
        places, languages, packed = zip(*found, strict=True)
        kept = ~np.isin(self.places, places)
        merged = np.concatenate([self.places[kept], np.array(places, dtype=np.int64)])
        newest = np.argsort(merged)[-MOST:]
        table = np.concatenate([self.table[:, kept], words_of([bytes(each) for each in packed])], axis=1)
        spoken = np.concatenate([self.languages[kept], np.array(languages, dtype="U8")])
        return type(self)(
            self.embedder, self.centre, merged[newest], spoken[newest], np.ascontiguousarray(table[:, newest])
        )

    def near(self, vector: Vector, language: str) -> list[tuple[int, float]]:
        """Return the places nearest to the vector of a text in this language, best first.

        With each goes its likeness: the cosine of both vectors less the middle of their languages.
        """
        if not len(self.places):
            return []
        asked = self.centre.apply(language, vector[None])
        columns = nearest(self.table, codes(asked)[0], most=_COMPARED)
        vectors = self._vectors(columns.tolist())
        likeness = (vectors @ asked[0]).tolist()
        return sorted(zip(self.places[columns].tolist(), likeness, strict=True), key=lambda one: -one[1])

    def _vectors(self, columns: list[int]) -> Vector:
        """The centred vectors of these columns; zeros for articles that are gone."""
        keys = [pk_of(place) for place in self.places[columns].tolist()]
        packed = _packed(keys, self.embedder)
        width = self.centre.dimensions
        nothing = np.zeros(width, dtype=np.float16).tobytes()
        rows = b"".join(packed.get(key, nothing) for key in keys)
        vectors = np.frombuffer(rows, dtype=np.float16).reshape(len(keys), width).astype(np.float32)
        return self.centre.apply_each(self.languages[columns].tolist(), vectors)


def _packed(articles: list[int], embedder: str) -> dict[int, bytes]:
    """The vectors of articles as they are kept; by hand, at a fifth of what models would take of each search."""
    on_postgresql = connection.vendor == "postgresql"
    statement = f"SELECT article_id, vector FROM {_TABLE} WHERE embedder = %s AND article_id"  # noqa: S608  # nosec
    # One value however many there are: the statement is ready from one question to the next.
    statement += " = ANY(%s)" if on_postgresql else " IN (SELECT value FROM json_each(%s))"
    with connection.cursor() as cursor:
        cursor.execute(statement, [embedder, articles if on_postgresql else json.dumps(articles)])
        return {article: bytes(vector) for article, vector in cursor.fetchall()}
