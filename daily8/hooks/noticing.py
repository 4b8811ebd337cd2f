"""Notes what hooks are to be called for, in the transaction in which it happens."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db.models import Count, QuerySet

from daily8.articles.models import Article
from daily8.comments.models import Comment
from daily8.editions.models import Edition
from daily8.hooks.models import TRIAL, Call, Event, Hook
from daily8.stories.models import Report, Story
from daily8.work.models import Version

# A story is one as soon as so many articles report it.
_SHARED = 2
# The version whose row is held while something is noted.
_NOTED = "hooks"


def articles(pks: Collection[int], now: datetime) -> None:
    """Note the stories of articles (primary keys) that readers see for the first time.

    With its second report a story is published, with each further one updated.
    """
    if not pks or not (hooks := Hook.objects.wanting(Event.STORY_PUBLISHED, Event.STORY_UPDATED)):
        return
    # Of two workers that show two reports of one story at once, the second must see what the first showed. Not the
    # stories are locked for it: who groups holds those while it waits for articles that are held here.
    Version.held(_NOTED)
    fresh = _by_story(Report.objects.filter(article__in=pks))
    counts = _counts(fresh)
    stories = Story.objects.in_bulk([pk for pk, count in counts.items() if count >= _SHARED])
    # Of those that are there some came now; a story that was none before is published, with those it had.
    new = {pk for pk in stories if counts[pk] - len(fresh[pk]) < _SHARED}
    all_of_new = _by_story(Report.objects.filter(story__in=new, article__visible=True))
    calls: list[Call] = []
    for pk, story in stories.items():
        kind = Event.STORY_PUBLISHED if pk in new else Event.STORY_UPDATED
        last = max(article.pk for article in fresh[pk])
        event = f"{kind}:{story.key}" + (f":{last}" if kind == Event.STORY_UPDATED else "")
        told = all_of_new.get(pk, fresh[pk])
        wanting = [hook for hook in hooks if _wants_any(hook, kind, told)]
        calls += _calls(wanting, kind, event, story.key, now)
    _keep(calls)


def _by_story(reports: "QuerySet[Report]") -> dict[int, list[Article]]:
    """The articles of reports by their story."""
    found: dict[int, list[Article]] = defaultdict(list)
    for report in reports.select_related("article").only("story_id", "article__language", "article__category"):
        found[report.story_id].append(report.article)
    return found


def _counts(stories: Iterable[int]) -> dict[int, int]:
    """How many reports of each of these stories readers see."""
    seen = Report.objects.filter(story__in=list(stories), article__visible=True)
    return dict(seen.order_by().values_list("story").annotate(count=Count("pk")))


def _wants_any(hook: Hook, kind: Event, articles: Sequence[Article]) -> bool:
    return any(hook.wants(kind, language=one.language, category=one.category) for one in articles)


def edition(edition: Edition, now: datetime) -> None:
    """Note an edition that has all its words."""
    kind = Event.EDITION_PUBLISHED
    hooks = [
        hook for hook in Hook.objects.wanting(kind) if not hook.languages or edition.language in hook.languages
    ]
    _keep(_calls(hooks, kind, f"{kind}:{edition.pk}", str(edition.pk), now))


def comment(comment: Comment, now: datetime) -> None:
    """Note a comment that everybody sees; one that comes back is not told again."""
    kind = Event.COMMENT_PUBLISHED
    if comment.is_published and (hooks := Hook.objects.wanting(kind)):
        # Nobody says in what language a comment is, and it has no category.
        _keep(_calls(hooks, kind, f"{kind}:{comment.pk}", str(comment.pk), now))


def alert(event: str, story: str, now: datetime) -> None:
    """Note an alert by the event that it tells, and the key of its story; what waits for moderators has none.

    Who is alerted is told to nobody.
    """
    kind = Event.ALERT_MADE
    hooks = Hook.objects.wanting(kind)
    if hooks and story:
        pks = Report.objects.filter(story__key=story, article__visible=True).values("article")
        reports = list(Article.objects.filter(pk__in=pks).only("language", "category"))
        hooks = [hook for hook in hooks if _wants_any(hook, kind, reports)]
    _keep(_calls(hooks, kind, f"{kind}:{event}", story, now))


def trial(hook: Hook, now: datetime) -> Call:
    """Note that an operator wants to try a hook; return the call."""
    [call] = _calls([hook], TRIAL, f"{TRIAL}:{uuid.uuid4().hex}", "", now)
    call.save()
    return call


def _calls(hooks: Iterable[Hook], kind: str, event: str, subject: str, now: datetime) -> list[Call]:
    return [
        Call(
            hook=hook,
            kind=kind,
            event=event,
            subject=subject,
            token=uuid.uuid4().hex,
            written_at=now,
            due_at=now,
        )
        for hook in hooks
    ]


def _keep(calls: Sequence[Call]) -> None:
    """Keep each event once for each hook, whoever notes it again."""
    Call.objects.bulk_create(calls, ignore_conflicts=True)
