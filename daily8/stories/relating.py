"""What a reader of an article or a story may go on to."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from daily8.articles.hiding import NOTHING, Hiding
from daily8.articles.models import CARD_FIELDS, Article, Tag
from daily8.stories import showing
from daily8.stories.models import Reason, Relation, Report, Story
from daily8.topics.models import Hashtag

_MOST = 8
# Copies of what is shown already are left out, and some must remain.
_READ = 2 * _MOST
_LATER = _("Later in this story")
_SAME_EVENT = _("Same event")
_RELATION = ("newer", "older", "reason", "newer__report__story", "older__report__story")
_EARLIER_STORIES = 4
_REPORTS = 200
_REPORT_FIELDS = (
    "story",
    *(f"story__{name}" for name in ("key", "last_at", "reports_count", "publishers_count")),
    *(f"article__{name}" for name in (*CARD_FIELDS, "copy_of")),
)
# Where no article says what led to a story, its hashtags do: so far back, so many tags, so many in common.
_PAST = timedelta(days=30)
_PAST_TAGS = 500
_TELLING = 4
_IN_COMMON = 2


@dataclass(frozen=True, slots=True)
class Related:
    """An article to go on to, and why."""

    article: Article
    reason: str | Promise


@dataclass(frozen=True, slots=True)
class Earlier:
    """A story that came before, with the report that stands for it."""

    story: Story
    best: Article


def related(article: Article, hiding: Hiding = NOTHING) -> list[Related]:
    """Return up to eight related articles, no text twice, in two queries; what the reader hides is left out.

    First those that lead on from the article's own story, best first, then other reports of that, then what shares
    neither event nor people nor place with it.
    """
    found = Relation.objects.of(article).leading_elsewhere().filter(newer__visible=True, older__visible=True)
    reasons = {
        older if newer == article.pk else newer: _reason(reason, stories, is_older=newer == article.pk)
        for newer, older, reason, *stories in found.values_list(*_RELATION)[:_READ]
    }
    hidden = hiding.among(list(reasons))
    reasons = {pk: reason for pk, reason in reasons.items() if pk not in hidden}
    if not reasons:
        return []
    cards = Article.objects.cards().only(*CARD_FIELDS, "copy_of").in_bulk(reasons)
    texts = {article.copy_of_id or article.pk}
    chosen = []
    # An article may go between the two queries.
    for other, reason in ((cards[pk], reason) for pk, reason in reasons.items() if pk in cards):
        text = other.copy_of_id or other.pk
        if text not in texts:
            chosen.append(Related(other, reason))
        texts.add(text)
    return chosen[:_MOST]


def _reason(reason: str, stories: Sequence[int | None], *, is_older: bool) -> str | Promise:
    """Why, in words; what came earlier seen from one side came later seen from the other.

    Stories may have been merged or split since, and one event may have two stories that are days apart.
    """
    in_story = stories[0] == stories[1]
    if None not in stories and in_story != (reason in (Reason.STORY, Reason.EARLIER)):
        return Reason.STORY.label if in_story else _SAME_EVENT
    return _LATER if reason == Reason.EARLIER and not is_older else Reason(reason).label


def earlier(story: Story, hashtags: Sequence[Hashtag], *, language: str) -> list[Earlier]:
    """Return the stories that led to this one, newest first, in two or three queries.

    Relations of its reports name them; where there are none, shared hashtags do.
    """
    keys = _named_by_relations(story) or _named_by_hashtags(story, hashtags)
    return _with_best(keys, language=language) if keys else []


def _named_by_relations(story: Story) -> list[int]:
    own = Report.objects.filter(story=story).values("article")
    older = Relation.objects.filter(reason=Reason.EARLIER, newer__in=own).values("older")
    stories = Story.objects.filter(reports__article__in=older).exclude(pk=story.pk).distinct()
    return list(stories.newest_first().values_list("pk", flat=True)[:_EARLIER_STORIES])


def _named_by_hashtags(story: Story, hashtags: Sequence[Hashtag]) -> list[int]:
    """The stories told before this one began that share several of its most telling hashtags."""
    tags = Tag.objects.filter(
        hashtag__in=[hashtag.pk for hashtag in hashtags[:_TELLING]],
        published_at__lt=story.first_at,
        published_at__gte=story.first_at - _PAST,
        article__report__story__last_at__lt=story.first_at,
        article__report__story__reports_count__gte=2,
    )
    shared: defaultdict[int, set[int]] = defaultdict(set)
    pairs = tags.order_by("-published_at").values_list("article__report__story", "hashtag")
    for found, hashtag in pairs[:_PAST_TAGS]:
        shared[found].add(hashtag)
    # The order of the newest tag holds among equals.
    counted = Counter({found: len(common) for found, common in shared.items()})
    return [found for found, common in counted.most_common(_EARLIER_STORIES) if common >= _IN_COMMON]


def _with_best(keys: Sequence[int], *, language: str) -> list[Earlier]:
    """These stories with the best of their newest reports, newest first; without those nobody may see."""
    reports = Report.objects.filter(story__in=keys, article__visible=True).order_by("-published_at", "-pk")
    by_story: defaultdict[Story, list[Article]] = defaultdict(list)
    for report in reports.select_related("story", "article__publisher").only(*_REPORT_FIELDS)[:_REPORTS]:
        by_story[report.story].append(report.article)
    best = (Earlier(story, showing.ranking(found, language=language)[0]) for story, found in by_story.items())
    return sorted(best, key=lambda one: (one.story.last_at, one.story.pk), reverse=True)
