"""The live window of this process: the stories of the last days as the engine holds them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Self

from django.db.models import QuerySet
from django.db.models.functions import Substr

from daily8.engine.clustering.copies import Copies
from daily8.engine.clustering.credits import agency_of
from daily8.engine.clustering.grouping import Grouper
from daily8.engine.clustering.results import Item
from daily8.engine.clustering.sketched import Text
from daily8.engine.embedding import Centre
from daily8.stories.constraints import Constraints
from daily8.stories.means import centre
from daily8.stories.models import Means, Report
from daily8.stories.pieces import Pieces
from daily8.stories.vectors import vector_of
from daily8.work import memory

# What is older joins no story any more.
LENGTH = timedelta(days=10)
_SWEPT_AFTER = timedelta(hours=1)
# As much of a text as the grouping reads.
_LETTERS = 3600
_AT_ONCE = 500


class Window:
    """Stories, copies and operators' words as they were at the change of this number; empty at first."""

    def __init__(self, embedder: str, centre: Centre):
        self.embedder = embedder
        self.change = 0
        self.constraints = Constraints.stored()
        self.copies = Copies()
        self.grouper = Grouper(centre)
        self.pieces = Pieces(embedder, self.grouper)
        self._swept_at: datetime | None = None

    @classmethod
    def stored(cls, embedder: str, dimensions: int, *, change: int, now: datetime) -> Self:
        """The window as the tables have it before this change."""
        window = cls(embedder, centre(embedder, dimensions))
        window._take_in(Report.objects.filter(published_at__gte=now - LENGTH))
        window.change = change
        # The texts of all articles came by.
        memory.give_back_now()
        return window

    @property
    def dimensions(self) -> int:
        """How many numbers a vector of the window's embedder has."""
        return self.grouper.centre.dimensions

    def catch_up(self, change: int, now: datetime) -> None:
        """Take in what others placed, moved or said before this change; forget what is old."""
        if change > self.change + 1:
            self.constraints = Constraints.stored()
            self._take_in(Report.objects.filter(change__gt=self.change, published_at__gte=now - LENGTH))
            self.grouper.centre = centre(self.embedder, self.dimensions)
            self.pieces.forget()
        self.change = change
        self.sweep(now)

    def sweep(self, now: datetime) -> None:
        """Forget now and then what joins no story any more."""
        if self._swept_at is None or now - self._swept_at >= _SWEPT_AFTER:
            self.grouper.forget(now - LENGTH)
            self.copies.forget(now - LENGTH)
            self._swept_at = now

    def keep_means(self) -> None:
        """Keep what was learned of each language, for the next process."""
        Means.objects.update_or_create(
            embedder=self.embedder, defaults={"packed": self.grouper.centre.to_bytes(), "change": self.change}
        )

    def _take_in(self, reports: "QuerySet[Report]") -> None:
        placed = _placed(reports, self.embedder)
        # No more of the texts is held at once than that.
        while some := list(islice(placed, _AT_ONCE)):
            self.grouper.restore((self._said(item), story) for item, story, _ in some)
            self.copies.add_many(text for _, _, text in some)

    def _said(self, item: Item) -> Item:
        """The article with what operators said of it, which is learned only when it is taken in."""
        key = str(item.id)
        together, apart = self.constraints.together(key), self.constraints.apart(key)
        if (together or apart) and key in self.grouper:
            self.grouper.remove(key)
        return replace(item, together=together, apart=apart)


def _placed(reports: "QuerySet[Report]", embedder: str) -> Iterator[tuple[Item, str, Text]]:
    """Each report as the engine knows it, in the order in which they were placed, with its story."""
    values = (
        reports.order_by("change", "pk")
        .annotate(lead=Substr("article__text", 1, _LETTERS))
        .values_list(
            "article__key",
            "article__language",
            "published_at",
            "article__title",
            "lead",
            "article__publisher__domain",
            "article__credit",
            "article__meaning__embedder",
            "article__meaning__vector",
            "article__meaning__sketch",
            "story__key",
        )
    )
    for key, language, published, title, text, domain, credit, maker, vector, sketch, story in values.iterator(
        _AT_ONCE
    ):
        usable = vector_of(vector) if maker == embedder else None
        item = Item(key, language, published, title, text, domain, usable)
        yield item, story, Text(key, bytes(sketch or b""), published, domain, credit or None, agency_of(domain))
