"""Stories: lists of them, one with who reports it, and what its reports say."""

from collections.abc import Sequence
from typing import Any

from babel import Locale
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from ninja import Query, Router, Schema
from pydantic import Field

from daily8.api.v1 import cards, paging, shapes
from daily8.api.v1.parameters import SIZE, Key, Language, Moment, Place, Size
from daily8.api.v1.problems import answers
from daily8.articles.cursors import Cursor
from daily8.sources.models import Publisher
from daily8.stories import naming, showing
from daily8.stories.coverage import Coverage, Share
from daily8.stories.models import FormerStory, Report, Story, StoryQuerySet

router = Router(tags=["stories"])


class Wanted(Schema):
    """Which stories a list has."""

    language: Language | None = Field(None, description="With a report in this language.")
    since: Moment | None = Field(None, description="With a report published then or later.")
    before: Moment | None = Field(None, description="Whose newest report was published before then.")
    cursor: Place | None = None
    size: Size = SIZE


@router.get(
    "",
    response=answers(shapes.Stories),
    summary="List stories, the ones reported on last first",
    operation_id="listStories",
)
def list_stories(request: HttpRequest, wanted: Query[Wanted]) -> Any:
    """Events that more than one article reports."""
    found = list(_narrowed(wanted)[: wanted.size + 1])
    shown, following = paging.cut(request, found, wanted.size, _place)
    best = naming.best([story.pk for story in shown], language=wanted.language or cards.locale())
    return shapes.Stories(items=cards.stories(request, shown, best), next=following)


def _place(story: Story) -> str:
    return str(Cursor(story.last_at, story.pk))


def _narrowed(wanted: Wanted) -> StoryQuerySet:
    reports = Report.objects.filter(story=OuterRef("pk"), article__visible=True)
    if wanted.language:
        reports = reports.filter(article__language=wanted.language)
    stories = Story.objects.shared().filter(Exists(reports)).newest_first()
    if wanted.since:
        stories = stories.told_since(wanted.since)
    if wanted.before:
        stories = stories.filter(last_at__lt=wanted.before)
    if cursor := paging.read(wanted.cursor):
        older = Q(last_at__lt=cursor.at) | Q(last_at=cursor.at, pk__lt=cursor.pk)
        stories = stories.filter(older, last_at__lte=cursor.at)
    return stories


@router.get("/{key}", response=answers(shapes.Story, 404), summary="Read one story", operation_id="readStory")
def read_story(request: HttpRequest, key: Key) -> Any:
    """One event with its reports, each text once. An address that it had before answers 301."""
    story = Story.objects.filter(key=key).first()
    if story is None:
        return moved(request, key)
    told = showing.shown(story, language=cards.locale())
    if told is None:
        raise Http404(f"no report of story {key} may be seen")
    hashtags = showing.readable(showing.hashtags(story), language=cards.locale())
    return shapes.Story(
        **cards.story_name(request, story, told.best),
        best=cards.card(request, told.best),
        hashtags=[cards.hashtag_name(hashtag) for hashtag in hashtags],
        coverage=_coverage(told.coverage),
        reports_listed=[_report(request, line) for day in told.days for line in day.lines],
    )


def moved(request: HttpRequest, key: str) -> HttpResponsePermanentRedirect:
    """Lead to what a story became; Http404 where there is none."""
    former = FormerStory.objects.filter(key=key).select_related("story").first()
    if former is None:
        raise Http404(f"no story {key}")
    return HttpResponsePermanentRedirect(request.path.replace(key, former.story.key))


def _report(request: HttpRequest, line: showing.Line) -> shapes.Report:
    return shapes.Report(article=cards.card(request, line.report), copies=cards.cards(request, line.copies))


def _coverage(found: Coverage) -> shapes.Coverage:
    names = Locale.parse(cards.locale())
    figures = found.figures
    return shapes.Coverage(
        reports=figures.reports,
        originals=figures.originals,
        copies=figures.copies,
        agency=figures.agency,
        publishers=[_of_publisher(share) for share in found.outlets],
        countries=_shares(found.countries, names.territories),
        languages=_shares(found.languages, names.languages),
    )


def _of_publisher(share: Share[Publisher]) -> shapes.Share:
    named = cards.publisher_name(share.of)
    return shapes.Share(of=named.domain, name=named.name, reports=share.count, percent=share.percent)


def _shares(shares: Sequence[Share[str]], names: Any) -> list[shapes.Share]:
    return [
        shapes.Share(
            of=share.of, name=str(names.get(share.of, share.of)), reports=share.count, percent=share.percent
        )
        for share in shares
    ]
