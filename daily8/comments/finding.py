"""Finds what is said of an article or a story, by its address."""

from django.http import Http404
from django.utils.translation import get_language

from daily8.articles.models import Address, Article
from daily8.comments import talks
from daily8.comments.models import Comment, Discussion, Subject
from daily8.comments.talks import Talk
from daily8.stories import showing
from daily8.stories.models import FormerStory, Story


class Moved(Exception):
    """What is spoken of has another address now; `key` is the one that leads to it."""

    def __init__(self, key: str):
        super().__init__(key)
        self.key = key


def talk_of(subject: str, key: str) -> Talk:
    """Return what is said of an article or a story, also of one that is gone; raises Moved, and Http404."""
    talk = _of_article(key) if subject == Subject.ARTICLE else _of_story(key)
    if talk is None:
        raise Http404(f"nobody speaks of the {subject} {key}")
    return talk


def talk_about(comment: Comment) -> Talk:
    """Return the talk that a comment is part of."""
    discussion = comment.discussion
    try:
        return talk_of(discussion.subject, discussion.key)
    except Moved as moved:
        return talk_of(discussion.subject, moved.key)


def _of_article(key: str) -> Talk | None:
    article = Article.objects.visible().filter(key=key).select_related("publisher", "report__story").first()
    if article:
        return talks.of_article(article)
    if moved := Address.objects.filter(key=key, article__visible=True).exclude(article__key=key).first():
        raise Moved(moved.article.key)
    return _of_what_is_gone(Subject.ARTICLE, key)


def _of_story(key: str) -> Talk | None:
    story = Story.objects.filter(key=key).first()
    if story is None and (former := FormerStory.objects.filter(key=key).select_related("story").first()):
        raise Moved(former.story.key)
    shown = showing.shown(story, language=get_language() or "en") if story else None
    return talks.of_story(story, shown.best) if story and shown else _of_what_is_gone(Subject.STORY, key)


def _of_what_is_gone(subject: Subject, key: str) -> Talk | None:
    discussion = Discussion.objects.filter(subject=subject, key=key).first()
    return talks.of_nothing(discussion) if discussion else None
