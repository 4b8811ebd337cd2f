"""What followed stories have that is new: not that something came, but what it says that nothing before did."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime

from daily8.alerts import followers
from daily8.alerts.batches import Batch
from daily8.alerts.isolating import each
from daily8.alerts.models import Alert, Kind
from daily8.assistant.novelty import New, new_of
from daily8.assistant.subjects import Subject
from daily8.reading import models as reading
from daily8.reading import muting
from daily8.reading.models import Follow
from daily8.stories.models import Story

# So many of its newest reports are compared, so many sentences looked at, and so many told at once.
_REPORTS, _LOOKED_AT, _TOLD = 200, 24, 8


def alerts(batch: Batch, now: datetime) -> list[Alert]:
    """Return an alert for each reader who follows a story of which these articles say something new."""
    told_by = {key: pk for pk, keys in batch.keys.items() for key in keys}
    followed: dict[int, list[Follow]] = defaultdict(list)
    for follow in followers.follows(reading.Kind.STORY).filter(key__in=told_by):
        followed[told_by[follow.key]].append(follow)
    stories = {story.pk: story for story in batch.stories.values() if story.pk in followed}
    return list(each(stories.values(), lambda story: _of_story(story, batch, followed[story.pk], now)))


def _of_story(story: Story, batch: Batch, follows: Sequence[Follow], now: datetime) -> Iterator[Alert]:
    news, muters = _News(story, batch), followers.muters(follows)
    told = _told(batch.keys[story.pk], [follow.user_id for follow in follows])
    for follow in follows:
        hidden = muting.of(follow.user).among(news.compared) if follow.user_id in muters else set()
        seen = news.articles & batch.since(follow.added_at)
        found = [new for new in news.of(seen, hidden) if new.sentence not in told[follow.user_id]]
        lines = _in_language(found, followers.language_of(follow))
        if lines:
            told[follow.user_id] |= {new.sentence for new in lines}
            yield Alert(
                user=follow.user,
                kind=Kind.STORY,
                event=f"story:{story.key}:{max(new.text.article for new in lines)}",
                story_key=story.key,
                lines=[[new.text.article, new.sentence] for new in lines],
                made_at=now,
            )


class _News:
    """What fresh reports of a story say, for readers who see these or those of them.

    What else is fresh is told in its turn: until then it is as if it were not there, and so is all that is muted.
    """

    def __init__(self, story: Story, batch: Batch):
        self.articles = frozenset(batch.by_story[story.pk])
        self._subject = Subject.of_story(story, "", reports=_REPORTS)
        self.compared = frozenset(text.article for text in self._subject.texts)
        in_order = sorted(self._subject.texts, key=lambda text: (text.published_at, text.article))
        self._first = in_order[0].article if in_order else 0
        self._waiting = batch.waiting(self.compared)
        self._known: dict[tuple[frozenset[int], frozenset[int]], list[New]] = {}

    def of(self, seen: Collection[int], hidden: Collection[int]) -> list[New]:
        """Return what is new of the articles (primary keys) that are seen; hidden ones are as if they were not."""
        shown, absent = frozenset(seen) - frozenset(hidden), frozenset(hidden)
        if (shown, absent) not in self._known:
            but = self._waiting | (self.articles - shown)
            # Where all that came earlier is hidden, it is still known how the story began.
            but |= absent if self.compared - but - shown - absent else absent - {self._first}
            found = new_of(self._subject, shown, but=but, most=_LOOKED_AT) if shown else []
            self._known[shown, absent] = found
        return self._known[shown, absent]


def _told(keys: Iterable[str], users: Collection[int]) -> dict[int, set[str]]:
    """The sentences of a story that each of these readers was told, in whatever article they stood."""
    told: dict[int, set[str]] = defaultdict(set)
    rows = Alert.objects.filter(kind=Kind.STORY, story_key__in=keys, user__in=users)
    for user, lines in rows.values_list("user_id", "lines"):
        told[user] |= {sentence for _, sentence in lines}
    return told


def _in_language(found: Sequence[New], language: str) -> list[New]:
    """Those in this language where there are any."""
    return ([new for new in found if new.text.language == language] or list(found))[:_TOLD]
