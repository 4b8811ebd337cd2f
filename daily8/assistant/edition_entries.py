"""The stories of editions as they may be shown now: what was withdrawn since, or may not be used, is gone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from daily8.articles.models import Article
from daily8.assistant.edition_words import Number, Sentence, Words
from daily8.editions.formula import Line
from daily8.editions.headlines import reports_of
from daily8.editions.models import Edition, Entry, stories_now
from daily8.stories.models import Story

# Reports to read on beside the headline.
_REPORTS = 2
_NO_WORDS = Words([])


@dataclass(frozen=True, slots=True)
class Shown:
    """A story of an edition as readers may see it now; `line` is how it was chosen, None for what editors put in.

    `one_with` is the place above it of the story that it became one with since, 0 for none. Without a `headline`
    nothing of it can be shown any more, and its place says so.
    """

    entry: Entry
    story: Story | None
    line: Line | None
    headline: Article | None
    picture: Article | None
    reports: tuple[Article, ...]
    brief: tuple[Sentence, ...]
    news: tuple[Sentence, ...]
    numbers: tuple[Number, ...]
    one_with: int = 0

    @property
    def title(self) -> str:
        """The headline of the editors, else that of the report."""
        return (self.headline and (self.entry.title or self.headline.title)) or ""

    @property
    def title_language(self) -> str:
        """What it is written in."""
        own = self.entry.title or not self.headline
        return self.entry.edition.language if own else self.headline.language  # type: ignore[union-attr]

    @property
    def paragraphs(self) -> list[str]:
        """The brief of the editors, where they wrote one."""
        words = self.entry.words if self.headline else ""
        return [line for line in map(str.strip, words.splitlines()) if line]

    @property
    def articles(self) -> set[int]:
        """All articles (primary keys) that are shown here."""
        said = (article.pk for one in (*self.brief, *self.news) for article in one.sources)
        counted = (article.pk for row in self.numbers for _written, article in row.figures)
        named = (one.pk for one in (self.headline, self.picture, *self.reports) if one)
        return {*said, *counted, *named}


@dataclass(frozen=True, slots=True)
class ShownEdition:
    """An edition with its stories in their order, and those that editors took out."""

    edition: Edition
    entries: list[Shown]
    dropped: list[Shown]

    @property
    def is_edited(self) -> bool:
        """Whether editors changed anything."""
        return any(one.entry.edited_by for one in (*self.entries, *self.dropped))


@dataclass(frozen=True, slots=True)
class Lead:
    """An edition in a list of many: the headline of its first story, "" where that may not be seen any more."""

    edition: Edition
    title: str
    language: str


def shown(edition: Edition) -> list[Shown]:
    """Return the stories of an edition in their order, in six queries at most."""
    return of_edition(edition).entries


def of_edition(edition: Edition) -> ShownEdition:
    """Return an edition with what editors took out of it, too, in as many."""
    return of_editions([edition])[0]


def leads(editions: Sequence[Edition]) -> list[Lead]:
    """Return these editions, each with its first story, in one query."""
    firsts = Entry.objects.filter(edition__in=editions, place=1).select_related("headline", "edition")
    told = {
        entry.edition_id: (entry.title or entry.headline.title, entry.headline.language)
        for entry in firsts.defer("headline__text", "headline__html", "headline__entry", "edition__entrants")
        if entry.headline and entry.headline.visible
    }
    return [Lead(edition, *told.get(edition.pk, ("", ""))) for edition in editions]


def of_editions(editions: Sequence[Edition]) -> list[ShownEdition]:
    """Return what may be shown of several editions, in as many queries as of one."""
    rows = Entry.objects.filter(edition__in=editions).order_by("edition", "place", "chosen")
    entries: dict[int, list[Entry]] = {edition.pk: [] for edition in editions}
    own = {edition.pk: edition for edition in editions}
    for entry in rows:
        entry.edition = own[entry.edition_id]
        entries[entry.edition_id].append(entry)
    finding = _Finding(list(chain.from_iterable(entries.values())))
    return [_edition(edition, entries[edition.pk], finding) for edition in editions]


class _Finding:
    """Reads at once what all entries need."""

    def __init__(self, entries: Sequence[Entry]):
        self._stories = stories_now({entry.story_key for entry in entries})
        self._texts = Words(entries)
        named = {pk for entry in entries for pk in _named(entry)}
        self._articles = Article.objects.visible().cards().in_bulk(named)
        self._others = dict(self._replacing(entries))

    def _replacing(self, entries: Sequence[Entry]) -> Iterator[tuple[tuple[int, str], list[Article]]]:
        """The reports of those stories that lost one: these are few."""
        lost: dict[str, list[int]] = {}
        for entry in entries:
            story = self.story(entry)
            if story and (not entry.headline_id or len(self._left(entry)) < len(_named(entry))):
                lost.setdefault(entry.edition.language, []).append(story.pk)
        for language, stories in lost.items():
            for pk, found in reports_of(stories, language).items():
                yield (pk, language), found

    def story(self, entry: Entry) -> Story | None:
        return self._stories.get(entry.story_key)

    def shown(self, entry: Entry, line: Line | None) -> Shown:
        story, found = self.story(entry), self.reports(entry)
        headline, reports = (found[0], tuple(found[1:])) if found else (None, ())
        texts = self._texts if headline else _NO_WORDS
        return Shown(
            entry=entry,
            story=story,
            line=line,
            headline=headline,
            picture=next((one for one in found if one.shown_image), None),
            reports=reports,
            brief=texts.sentences(entry.brief),
            news=texts.sentences(entry.news),
            numbers=texts.numbers(entry.numbers, entry.edition.language),
        )

    def reports(self, entry: Entry) -> list[Article]:
        """Those that were chosen as far as they may be seen; others of the story in place of the rest."""
        story, language = self.story(entry), entry.edition.language
        others = self._others.get((story.pk, language), []) if story else []
        left = self._left(entry)
        told = {one.pk for one in left}
        return [*left, *(one for one in others if one.pk not in told)][: _REPORTS + 1]

    def _left(self, entry: Entry) -> list[Article]:
        return [self._articles[pk] for pk in _named(entry) if pk in self._articles]


def _named(entry: Entry) -> list[int]:
    """The report whose headline it carries, and those to read on."""
    return [*filter(None, [entry.headline_id]), *entry.reports]


def _edition(edition: Edition, entries: Sequence[Entry], finding: _Finding) -> ShownEdition:
    lines = {line.entrant.story: line for line in edition.ballot()}
    told = list(_merged(finding.shown(entry, lines.get(entry.story_key)) for entry in entries))
    return ShownEdition(
        edition, [one for one in told if one.entry.place], [one for one in told if not one.entry.place]
    )


def _merged(told: Iterable[Shown]) -> Iterator[Shown]:
    """Say of stories that became one with another since where that one is."""
    places: dict[int, int] = {}
    for one in told:
        if one.story and one.entry.place:
            place = places.setdefault(one.story.pk, one.entry.place)
            yield replace(one, one_with=place) if place != one.entry.place else one
        else:
            yield one
