"""The feeds of comments."""

from html import unescape
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from daily8.api.answers import FORMS, SIZE
from daily8.api.feeds import Entry, Feed, one_line, speakable
from daily8.api.freshness import fresh
from daily8.articles.models import Address
from daily8.articles.origins import origin
from daily8.comments.models import Comment, Discussion, Subject
from daily8.stories.models import FormerStory
from daily8.work import branding

_SECONDS = 60
_TITLE_LETTERS = 80


@require_safe
@fresh(seconds=_SECONDS)
def feed(request: HttpRequest, subject: str, key: str, form: str) -> HttpResponse:
    """The newest comments on an article or a story; those of one that became part of another are there."""
    keys = _keys(subject, key)
    if key not in keys:
        return HttpResponsePermanentRedirect(reverse("comments_feed", args=[subject, keys[0], form]))
    discussions = list(Discussion.objects.filter(subject=subject, key__in=keys).order_by("pk"))
    if not discussions:
        raise Http404(f"nobody spoke of the {subject} {key}")
    found = Comment.objects.published().filter(discussion__in=discussions).with_people().order_by("-pk")[:SIZE]
    site = origin(request)
    written = FORMS[form].written(
        Feed(
            title=one_line(f"{_('Comments')}: {discussions[0].title}"),
            description=one_line(discussions[0].title),
            page=site + reverse(f"{subject}-comments", args=[key]),
            address=site + request.path,
            language=get_language() or "en",
            icon=site + branding.icon("icon-180.png"),
            entries=[_entry(comment, site) for comment in found],
        )
    )
    return HttpResponse(written, content_type=FORMS[form].TYPE)


def _keys(subject: str, key: str) -> list[str]:
    """All addresses of what this one is an address of, the present one first; itself where nothing is there."""
    if subject == Subject.ARTICLE:
        known = Address.objects.filter(key=key).select_related("article").first()
        others = Address.objects.filter(article=known.article) if known else Address.objects.none()
        return _with_former(key, known.article.key if known else key, list(others.values_list("key", flat=True)))
    former = FormerStory.objects.filter(key=key).select_related("story").first()
    present = former.story.key if former else key
    return _with_former(
        key, present, list(FormerStory.objects.filter(story__key=present).values_list("key", flat=True))
    )


def _with_former(key: str, present: str, former: list[str]) -> list[str]:
    """One that is not the present one is not among them, as it leads there."""
    return [present, *(one for one in former if one not in (present, key))]


def _entry(comment: Comment, site: str) -> Entry:
    writer = one_line(comment.signed or str(_("somebody who left")))
    page = site + comment.get_absolute_url()
    said = one_line(unescape(strip_tags(comment.html.replace("<", " <"))))
    title = said if len(said) <= _TITLE_LETTERS else said[:_TITLE_LETTERS].rpartition(" ")[0] + "…"
    return Entry(
        id=f"tag:{urlsplit(site).hostname},2026:comment/{comment.pk}",
        page=page,
        original=page,
        title=one_line(f"{writer}: {title}"),
        # Its writer did not say.
        language="",
        summary=said,
        html=speakable(comment.html),
        authors=[writer],
        publisher="",
        home="",
        categories=[],
        image="",
        published_at=comment.written_at,
        updated_at=comment.edited_at or comment.written_at,
    )
