"""What is new in a story since a reader was there."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from daily8.articles.models import Article
from daily8.assistant import novelty
from daily8.assistant.subjects import Subject
from daily8.stories.models import Story
from daily8.web.fragments import fragment

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Milliseconds up to the year 5138.
_MOMENT = re.compile(r"[0-9]{1,14}")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, where it stands, and the article it is of."""

    sentence: str
    address: str
    article: Article


@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """The new sentences, each with its report, as a part of the story's page; nothing where there are none."""
    moment = asked(request)
    if moment is None:
        raise Http404("not a moment")
    told = {"lines": lines(get_object_or_404(Story, key=key), moment), "since": moment}
    return render(request, "parts/story_news.html", told)


def asked(request: HttpRequest) -> datetime | None:
    """Return the moment since which news are asked for; it is told in milliseconds, as browsers count."""
    since = request.GET.get("since", "")
    return _EPOCH + timedelta(milliseconds=int(since)) if _MOMENT.fullmatch(since) else None


def lines(story: Story, moment: datetime) -> list[Line]:
    """Return what a story tells since then that it did not before."""
    found = novelty.new_since(Subject.of_story_since(story, get_language() or "en", moment), moment)
    articles = Article.objects.filter(pk__in=[new.text.article for new in found]).cards().in_bulk()
    return [_line(new, articles[new.text.article]) for new in found if new.text.article in articles]


def _line(new: novelty.New, article: Article) -> Line:
    return Line(new.sentence, reverse("article", args=[article.key]) + fragment(new.sentence), article)
