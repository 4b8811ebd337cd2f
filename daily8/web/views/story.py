"""One story."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from daily8.articles import history, keeping
from daily8.articles import shown as things
from daily8.comments import talks
from daily8.stories import relating, showing
from daily8.stories.models import FormerStory, Story
from daily8.web import assisting, commenting
from daily8.web.views import story_news


@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """A story with its reports; an address it had before leads to it."""
    language = get_language() or "en"
    story = Story.objects.filter(key=key).first()
    if story is None:
        return _moved(key)
    shown = showing.shown(story, language=language)
    if shown is None:
        raise Http404(f"no report of story {key} may be seen")
    hashtags = showing.hashtags(story)
    earlier = relating.earlier(story, hashtags, language=language)
    foot = commenting.foot(request, talks.of_story(story, shown.best))
    since = story_news.asked(request)
    context = {
        "story": story,
        "news": story_news.lines(story, since) if since else [],
        "shown": shown,
        "hashtags": showing.readable(hashtags, language=language),
        "earlier": earlier,
        "edits": history.of_story(shown.reports),
        "offers": assisting.offers_of_story(request, story),
        "foot": foot,
    }
    told = (story, *(each.story for each in earlier))
    keeping.shows(request, *(foot.talk.shown if foot else ()), *(things.story(one.pk) for one in told))
    return render(request, "pages/story.html", context)


def _moved(key: str) -> HttpResponse:
    former = FormerStory.objects.filter(key=key).select_related("story").first()
    if former is None:
        raise Http404(f"no story {key}")
    return HttpResponsePermanentRedirect(reverse("story", args=[former.story.key]))
