"""The page of results: what was found, grouped by story, with ways to narrow it down."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self
from urllib.parse import urlencode

from django.db.models.functions import Substr
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from daily8.articles.hiding import NOTHING, Hiding
from daily8.articles.models import CARD_FIELDS, Article
from daily8.engine.words.excerpts import Piece, excerpt, marked
from daily8.engine.words.queries import Query, cleaned, parse
from daily8.search import memory
from daily8.search.finding import Found, Hit, Order, find
from daily8.search.places import pk_of
from daily8.search.suggesting import Kind
from daily8.sources.models import Rights
from daily8.stories.models import Story
from daily8.web.narrowing import Choices, choices

# So many groups a page has, made of at most so many results.
SIZE, _READ = 10, 40
_BENEATH = 2
# As much of a text as an excerpt is looked for in.
_LETTERS = 4000
_LAST = 10_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for: what was typed, its order, and how many results come before."""

    typed: str
    order: Order
    skipped: int

    @classmethod
    def read(cls, request: HttpRequest) -> Self:
        """Return what the address asks for; whatever it says wrong counts as not said."""
        skipped = request.GET.get("skip", "")
        return cls(
            typed=cleaned(request.GET.get("q", "")),
            order=Order.NEWEST if request.GET.get("order") == Order.NEWEST else Order.BEST,
            skipped=min(int(skipped), _LAST)
            if skipped.isascii() and skipped.isdigit() and len(skipped) < 9
            else 0,
        )

    @property
    def feed(self) -> str:
        """The query of the address of its feed."""
        return f"?{urlencode({'q': self.typed})}"

    @property
    def asking(self) -> str:
        """The address where the same is asked as a question."""
        return f"{reverse('ask')}?{urlencode({'q': self.typed})}" if self.typed else reverse("ask")

    def address(self, *, typed: str | None = None, order: Order | None = None, skipped: int = 0) -> str:
        """Return the query of an address that asks for something else."""
        order = order or self.order
        asked = {"q": self.typed if typed is None else typed}
        if order is not Order.BEST:
            asked["order"] = order
        if skipped:
            asked["skip"] = str(skipped)
        return f"?{urlencode(asked)}"


@dataclass(frozen=True, slots=True)
class Result:
    """One article, with what was looked for marked in its headline and in a part of its text."""

    article: Article
    exact: bool
    title: list[Piece]
    words: list[Piece]

    @property
    def foreign(self) -> bool:
        """Whether it is in a language that the reader does not read here."""
        return self.article.language != get_language()


@dataclass(frozen=True, slots=True)
class Group:
    """The best result of a story, some others of it, and the story where it has several reports."""

    best: Result
    others: list[Result]
    story: Story | None


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results."""

    asked: Asked
    query: Query
    found: Found
    groups: list[Group]
    older: str
    newer: str
    choices: list[Choices]
    hidden: int = 0

    @property
    def best(self) -> str:
        """The same, best first."""
        return self.asked.address(order=Order.BEST)

    @property
    def newest(self) -> str:
        """The same, newest first."""
        return self.asked.address(order=Order.NEWEST)

    @property
    def number(self) -> int:
        """How many articles have all that was asked for."""
        return sum(hit.exact for hit in self.found.hits)


def results(asked: Asked, *, now: datetime, hiding: Hiding = NOTHING) -> Results:
    """Return the page that was asked for, without what the reader hides."""
    query = parse(asked.typed)
    found = find(query, asked.order)
    hidden = hiding.among([pk_of(hit.place) for hit in found.hits])
    if hidden:
        found = replace(found, hits=[hit for hit in found.hits if pk_of(hit.place) not in hidden])
    groups, read = _groups(found.hits[asked.skipped : asked.skipped + _READ], query)
    end = asked.skipped + read
    return Results(
        asked=asked,
        query=query,
        found=found,
        groups=groups,
        older=asked.address(skipped=end) if end < len(found.hits) else "",
        newer=asked.address() if asked.skipped else "",
        choices=choices(query, found.hits, lambda typed: asked.address(typed=typed), typed=asked.typed, now=now),
        hidden=len(hidden),
    )


def _groups(hits: Sequence[Hit], query: Query) -> tuple[list[Group], int]:
    """The groups of a page, and how many results they are made of."""
    stories = _stories(hits)
    members: dict[int, list[Hit]] = {}
    read = 0
    for hit in hits:
        key = pk_of(hit.place)
        if key in stories and stories[key] not in members and len(members) == SIZE:
            break
        read += 1
        if key in stories:
            members.setdefault(stories[key], []).append(hit)
    shown = [some[: 1 + _BENEATH] for some in members.values()]
    articles = _articles(pk_of(hit.place) for some in shown for hit in some)
    texts = _beginnings(pk_of(best.place) for best, *_ in shown)
    return [_group(some, articles, texts, query) for some in shown], read


def _stories(hits: Sequence[Hit]) -> dict[int, int]:
    """What the results that readers may see are grouped by: their story, or themselves where they have none."""
    visible = Article.objects.visible().filter(pk__in=[pk_of(hit.place) for hit in hits])
    return {key: story or -key for key, story in visible.values_list("pk", "report__story")}


def _articles(keys: Iterable[int]) -> dict[int, Article]:
    found = Article.objects.filter(pk__in=list(keys)).select_related("publisher", "report__story")
    shown = (*CARD_FIELDS, "report__story__key", "report__story__reports_count")
    return {article.pk: article for article in found.only(*shown)}


def _beginnings(keys: Iterable[int]) -> dict[int, str]:
    """The beginnings of the texts that may be shown whole."""
    whole = Article.objects.filter(pk__in=list(keys), publisher__rights=Rights.FULL)
    return dict(whole.values_list("pk", Substr("text", 1, _LETTERS)))


def _group(hits: Sequence[Hit], articles: Mapping[int, Article], texts: Mapping[int, str], query: Query) -> Group:
    best, *others = [
        Result(article, hit.exact, title=marked(article.title, query), words=[])
        for hit, article in ((hit, articles[pk_of(hit.place)]) for hit in hits)
    ]
    article = best.article
    if text := (article.is_article and texts.get(article.pk)) or article.shown_excerpt:
        best = replace(best, words=excerpt(text, query))
    report = getattr(article, "report", None)
    story = report.story if report and report.story.reports_count > 1 else None
    return Group(best, others, story)


def examples(now: datetime) -> list[tuple[str, str]]:
    """Return what one can type, in the reader's language and of what is here, each with what it finds."""
    names = memory.current().names
    month = now.replace(day=1)
    last_month = {"after": f"{month - timedelta(days=1):%Y-%m}", "before": f"{month:%Y-%m}"}
    hashtag, source = names.most(Kind.HASHTAG), names.most(Kind.SOURCE)
    return [
        (_("“security council”"), _("these words, side by side")),
        (_("election -football"), _("the first word without the second")),
        *([(_("source:%(name)s") % {"name": source.key}, _("what one publisher wrote"))] if source else []),
        *([(_("hashtag:%(name)s") % {"name": hashtag.key}, _("what has a hashtag"))] if hashtag else []),
        (_("category:science"), _("one category")),
        (_("lang:ar"), _("one language")),
        (_("after:%(after)s before:%(before)s") % last_month, _("a time: a day, a month or a year")),
    ]
