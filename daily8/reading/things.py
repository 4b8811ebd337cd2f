"""What can be followed: hashtags, sources, stories and searches, by the words that addresses name them with."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from daily8.articles.models import Article
from daily8.reading.models import Follow, Kind, MuteKind
from daily8.sources.models import Publisher
from daily8.stories import naming
from daily8.stories.models import FormerStory, Story
from daily8.topics.models import Hashtag

LONGEST_SEARCH = 200


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to follow: `key` tells which one, `name` is what addresses call it.

    `report` is the one that stands for a story, if readers may see any; its headline is the story's title.
    """

    kind: Kind | MuteKind
    key: str
    name: str
    hashtag: Hashtag | None = None
    publisher: Publisher | None = None
    story: Story | None = None
    report: Article | None = None

    @property
    def title(self) -> str:
        """What a story is called."""
        return self.report.title if self.report else ""


def named(kind: str, name: str) -> Thing | None:
    """Return what the slug of a hashtag, a domain, the key of a story or the words of a search name here."""
    # No name has it, and PostgreSQL takes no question with it.
    if "\x00" in name:
        return None
    finders = {Kind.HASHTAG: _hashtag, Kind.SOURCE: _source, Kind.STORY: _story, Kind.SEARCH: _search}
    return finders[Kind(kind)](name) if kind in Kind.values else None


def of(follows: Sequence[Follow]) -> list[Thing]:
    """Return what rows follow, each once: what became of it where it was merged; what is gone is left out."""
    return [thing for _row, thing in by_row(follows)]


def by_row(follows: Sequence[Follow]) -> list[tuple[Follow, Thing]]:
    """Return the same, each with the row that follows it."""
    known = stories([row.key for row in follows if row.kind == Kind.STORY])
    found = [(row, thing) for row in follows if (thing := _of(row, known))]
    return list({(thing.kind, thing.key): (row, thing) for row, thing in found}.values())


def of_hashtags(pks: Collection[int]) -> list[Thing]:
    """Return hashtags by their primary keys; banned ones are left out."""
    found = Hashtag.objects.filter(pk__in=pks).select_related("merged_into") if pks else ()
    return [thing for thing in map(_shown, found) if thing]


def of_sources(pks: Collection[int]) -> list[Thing]:
    """Return publishers by their primary keys."""
    return [of_publisher(publisher) for publisher in (Publisher.objects.filter(pk__in=pks) if pks else ())]


def _of(follow: Follow, known: Mapping[str, Thing]) -> Thing | None:
    if follow.hashtag:
        return _shown(follow.hashtag)
    if follow.publisher:
        return of_publisher(follow.publisher)
    return known.get(follow.key) if follow.kind == Kind.STORY else _search(follow.key)


def _hashtag(slug: str) -> Thing | None:
    found = Hashtag.objects.select_related("merged_into").filter(slug=slug).first()
    return _shown(found) if found else None


def _shown(hashtag: Hashtag) -> Thing | None:
    meant = hashtag.merged_into or hashtag
    if hashtag.banned or meant.banned:
        return None
    return Thing(Kind.HASHTAG, str(meant.pk), meant.slug, hashtag=meant)


def _source(domain: str) -> Thing | None:
    found = Publisher.objects.filter(domain=domain.lower()).first()
    return of_publisher(found) if found else None


def of_publisher(publisher: Publisher) -> Thing:
    """Return a publisher as what can be followed."""
    return Thing(Kind.SOURCE, str(publisher.pk), publisher.domain, publisher=publisher)


def _story(key: str) -> Thing | None:
    return stories([key]).get(key)


def stories(keys: Sequence[str]) -> dict[str, Thing]:
    """Return what stories are now by the keys that they have or had."""
    if not keys:
        return {}
    former = dict(FormerStory.objects.filter(key__in=keys).values_list("key", "story__key"))
    found = {story.key: story for story in Story.objects.filter(key__in=[*keys, *former.values()])}
    reports = naming.best([story.pk for story in found.values()], language=get_language() or "en")
    named = {key: found[former.get(key, key)] for key in keys if former.get(key, key) in found}
    return {
        key: Thing(Kind.STORY, story.key, story.key, story=story, report=reports.get(story.pk))
        for key, story in named.items()
    }


def _search(words: str) -> Thing | None:
    words = " ".join(words.replace("\x00", "").split())[:LONGEST_SEARCH].strip()
    return Thing(Kind.SEARCH, words, words) if words else None
