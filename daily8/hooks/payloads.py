"""What a call says: little, with the addresses where more is, and nothing that readers may not see."""

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from daily8.articles.models import Article
from daily8.assistant import edition_entries
from daily8.comments.models import Comment
from daily8.editions.models import Edition
from daily8.hooks.models import TRIAL, Call, Event
from daily8.stories import naming
from daily8.stories.models import FormerStory, Story
from daily8.work import branding

Told = dict[str, Any]


def body(call: Call) -> bytes | None:
    """Return what a call sends, or nothing where nothing of it may be seen any more."""
    data = _DATA[call.kind](call)
    if data is None:
        return None
    told = {"type": call.kind, "timestamp": call.written_at.isoformat(timespec="milliseconds"), "data": data}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def _trial(_call: Call) -> Told:
    return {"site": settings.SITE_URL, "name": branding.name()}


def _story(call: Call) -> Told | None:
    former = FormerStory.objects.filter(key=call.subject).values("story")
    story = Story.objects.filter(key=call.subject).first() or Story.objects.filter(pk__in=former).first()
    language = (call.hook.languages or [settings.LANGUAGE_CODE])[0]
    best = naming.best([story.pk], language=language).get(story.pk) if story else None
    if story is None or best is None:
        return None
    return {
        "key": story.key,
        "title": best.title,
        "language": best.language,
        "first_at": story.first_at.isoformat(),
        "last_at": story.last_at.isoformat(),
        "reports": story.reports_count,
        "publishers": story.publishers_count,
        "page": _page("story", story.key, language=best.language),
        "address": f"{settings.SITE_URL}/api/v1/stories/{story.key}",
        "article": _article(best),
    }


def _article(article: Article) -> Told:
    """The report that stands for a story: headline and address, which everybody may tell."""
    return {
        "key": article.key,
        "title": article.title,
        "publisher": article.publisher.domain,
        "published_at": article.published_at.isoformat(),
        "page": _page("article", article.key, language=article.language),
        "original": article.url,
        "address": f"{settings.SITE_URL}/api/v1/articles/{article.key}",
    }


def _edition(call: Call) -> Told | None:
    edition = Edition.objects.filter(pk=int(call.subject)).first()
    if edition is None:
        return None
    shown = [one for one in edition_entries.shown(edition) if one.headline]
    return {
        "language": edition.language,
        "rhythm": edition.rhythm,
        "day": edition.day.isoformat(),
        "page": _page(f"{edition.rhythm}-edition", edition.day.isoformat(), language=edition.language),
        "address": f"{settings.SITE_URL}/api/v1/editions/{edition.rhythm}/{edition.language}/{edition.day}",
        "stories": [
            {"place": one.entry.place, "title": one.title, "story": one.story.key if one.story else None}
            for one in shown
        ],
    }


def _comment(call: Call) -> Told | None:
    comment = Comment.objects.published().with_people().filter(pk=int(call.subject)).first()
    if comment is None:
        return None
    discussion = comment.discussion
    page = _page("comment", str(comment.thread_id or comment.pk), language=settings.LANGUAGE_CODE)
    return {
        "id": comment.pk,
        "parent": comment.parent_id,
        "subject": discussion.subject,
        "key": discussion.key,
        "title": discussion.title,
        "writer": comment.signed,
        "html": comment.html,
        "written_at": comment.written_at.isoformat(),
        "page": f"{page}#comment-{comment.pk}",
    }


def _alert(call: Call) -> Told | None:
    if not call.subject:
        return {"about": "queue", "page": _page("moderation", language=settings.LANGUAGE_CODE)}
    story = _story(call)
    return story and {"about": "story", "story": story}


def _page(name: str, *arguments: str, language: str) -> str:
    known = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with override(known):
        return settings.SITE_URL + reverse(name, args=arguments)


_DATA: dict[str, Callable[[Call], Told | None]] = {
    TRIAL: _trial,
    Event.STORY_PUBLISHED: _story,
    Event.STORY_UPDATED: _story,
    Event.EDITION_PUBLISHED: _edition,
    Event.COMMENT_PUBLISHED: _comment,
    Event.ALERT_MADE: _alert,
}
