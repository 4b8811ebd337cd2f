"""What may be said of an article or a story: where its comments are, and whether more may come."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from daily8.articles.models import Address, Article
from daily8.comments.models import Discussion, Mode, Policy, Subject
from daily8.stories.models import FormerStory, Story


def shown(key: str) -> str:
    """The comments under an address, by the name that tells when they change."""
    return f"comments:{key}"


@dataclass(frozen=True, slots=True)
class Talk:
    """What is said of one thing. It may have several discussions, of articles or stories that became one.

    New comments go under `key`. `about_at` is when the newest of it was published, None where it is gone.
    """

    subject: Subject
    key: str
    title: str
    language: str
    mode: Mode
    about_at: datetime | None
    discussions: list[Discussion]

    @property
    def count(self) -> int:
        """How many comments everybody sees."""
        return sum(discussion.count for discussion in self.discussions)

    @property
    def closes_at(self) -> datetime | None:
        """From when on nobody may write any more; None where that is never."""
        if self.about_at is None or not settings.COMMENTS_DAYS:
            return None
        return self.about_at + timedelta(days=settings.COMMENTS_DAYS)

    @property
    def closed_by_hand(self) -> bool:
        """Whether a moderator closed it."""
        return any(discussion.closed_at for discussion in self.discussions)

    def is_open(self, now: datetime) -> bool:
        """Whether more may be said."""
        if self.about_at is None or self.mode == Mode.OFF or self.closed_by_hand:
            return False
        return self.closes_at is None or now < self.closes_at

    def opened(self, now: datetime) -> Discussion:
        """Return the discussion that new comments go into."""
        told = {"title": self.title, "opened_at": now}
        return Discussion.objects.get_or_create(subject=self.subject, key=self.key, defaults=told)[0]

    @property
    def shown(self) -> set[str]:
        """What a page with these comments shows, by the names under which it changes."""
        return {shown(self.key), *(shown(discussion.key) for discussion in self.discussions)}


def of_article(article: Article) -> Talk | None:
    """What is said of an article, or of its story where the operator wants one discussion for all reports.

    None where there are no comments and may be none. Two queries.
    """
    mode = _mode(article.publisher_id, article.category)
    story = _story_of(article)
    addresses = Address.objects.filter(article=article).values("key")
    own = Q(subject=Subject.ARTICLE, key__in=addresses)
    found = _discussions(own | _of_story(story) if story else own)
    if mode == Mode.OFF and not found:
        return None
    return Talk(
        subject=Subject.STORY if story else Subject.ARTICLE,
        key=story.key if story else article.key,
        title=article.title,
        language=article.language,
        mode=mode,
        about_at=story.last_at if story else article.published_at,
        discussions=found,
    )


def of_story(story: Story, best: Article) -> Talk | None:
    """What is said of a story, of which `best` is the report that stands for it."""
    mode = _mode(best.publisher_id, best.category)
    found = _discussions(_of_story(story))
    if mode == Mode.OFF and not found:
        return None
    return Talk(Subject.STORY, story.key, best.title, best.language, mode, story.last_at, found)


def of_nothing(discussion: Discussion) -> Talk:
    """What was said of what is gone: it can be read, and nothing can be added."""
    return Talk(
        subject=Subject(discussion.subject),
        key=discussion.key,
        title=discussion.title,
        language="",
        mode=Mode.OFF,
        about_at=None,
        discussions=[discussion],
    )


def _story_of(article: Article) -> Story | None:
    if settings.DISCUSSIONS != "story" or not hasattr(article, "report"):
        return None
    return article.report.story if article.report.story.reports_count > 1 else None


def _of_story(story: Story) -> Q:
    former = FormerStory.objects.filter(story=story).values("key")
    return Q(subject=Subject.STORY) & (Q(key=story.key) | Q(key__in=former))


def _discussions(which: Q) -> list[Discussion]:
    found: QuerySet[Discussion] = Discussion.objects.filter(which)
    return list(found.order_by("pk"))


def _mode(publisher: int, category: str) -> Mode:
    """The publisher's own mode, else the category's, else the site's; without comments on the site, none."""
    if settings.COMMENTS == Mode.OFF:
        return Mode.OFF
    theirs = Policy.objects.filter(Q(publisher=publisher) | Q(category=category or None))
    found = {policy.publisher_id: policy.mode for policy in theirs}
    return Mode(found.get(publisher) or found.get(None) or settings.COMMENTS)
