"""What followed stories have that is new: not that something came, but what it says that nothing before did."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from daily8.alerts import followers
from daily8.alerts.batches import Batch
from daily8.alerts.models import Alert, Kind
from daily8.assistant.novelty import New, new_of
from daily8.assistant.subjects import Subject
from daily8.engine.comparing.novelty import MOST
from daily8.reading import models as reading
from daily8.reading import muting
from daily8.reading.models import Follow
from daily8.stories.headlines import headlines
from daily8.stories.models import Story

# As many as are found to be the most telling of more; those are on the page of the story.
_MOST_LINES = MOST


def alerts(batch: Batch, now: datetime) -> list[Alert]:
    """Return an alert for each reader who follows a story of which these articles say something new."""
    stories = {story.pk: story for story in batch.stories.values()}
    told_by = {key: pk for pk, keys in batch.keys.items() for key in keys}
    follows: dict[int, list[Follow]] = {}
    for follow in followers.follows(reading.Kind.STORY).filter(key__in=told_by):
        follows.setdefault(told_by[follow.key], []).append(follow)
    return [alert for pk, followed in follows.items() for alert in _of_story(stories[pk], batch, followed, now)]


def _of_story(story: Story, batch: Batch, followed: Sequence[Follow], now: datetime) -> Iterable[Alert]:
    articles = batch.by_story[story.pk]
    found = new_of(Subject.of_story(story, ""), set(articles))
    if not found:
        return
    event = f"story:{story.key}:{max(articles)}"
    titles: dict[str, str] = {}
    muters = followers.muters(followed)
    for follow in followed:
        language = followers.language_of(follow)
        seen = batch.since(follow.added_at)
        hidden = muting.of(follow.user).among(seen) if follow.user_id in muters else set()
        lines = _lines(found, seen - hidden, language)
        if lines:
            if language not in titles:
                titles[language] = _title(story, language)
            yield Alert(
                user=follow.user,
                kind=Kind.STORY,
                event=event,
                story_key=story.key,
                title=titles[language],
                lines=[[new.text.article, new.sentence] for new in lines],
                made_at=now,
            )


def _lines(found: Sequence[New], articles: Collection[int], language: str) -> list[New]:
    """What is new in these articles, in this language where there is any."""
    wanted = [new for new in found if new.text.article in articles]
    return ([new for new in wanted if new.text.language == language] or wanted)[:_MOST_LINES]


def _title(story: Story, language: str) -> str:
    found = headlines([story.pk], language=language)
    return found[story.pk].title if story.pk in found else ""
