"""The daily eight, the weekly, and the archive of both."""

from datetime import MAXYEAR, date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from daily8.articles import keeping
from daily8.articles import shown as things
from daily8.assistant import edition_entries
from daily8.assistant.edition_entries import ShownEdition
from daily8.editions import schedule
from daily8.editions.models import Edition, Rhythm
from daily8.podcast import hearing
from daily8.sources.models import Publisher
from daily8.web import dates, editions, hiding


@require_safe
def newest(request: HttpRequest, rhythm: str) -> HttpResponse:
    """The edition that appeared last; where there is none yet, when the first one will."""
    language = _language(request)
    edition = Edition.objects.of(language, Rhythm(rhythm)).first()
    return _page(request, edition) if edition else _nothing(request, rhythm, None)


@require_safe
def show(request: HttpRequest, day: str, rhythm: str) -> HttpResponse:
    """The edition of a day; where there is none, the way to those before and after."""
    language, when = _language(request), day_of(day)
    edition = Edition.objects.of(language, Rhythm(rhythm)).filter(day=when).first()
    return _page(request, edition) if edition else _nothing(request, rhythm, when)


@require_safe
def archive(request: HttpRequest, month: str = "") -> HttpResponse:
    """A month of editions as a calendar, by default the last one that has any."""
    language = _language(request)
    every = Edition.objects.filter(language=language).order_by("-day").values_list("day", flat=True)
    last = every.first()
    if last is None:
        return _nothing(request, Rhythm.DAILY, None)
    first = day_of(f"{month}-01") if month else last.replace(day=1)
    if not 2 <= first.year < MAXYEAR:
        raise Http404(f"no edition in {month}")
    calendar, daily = editions.month(language, first)
    after = every.filter(day__gte=first).exclude(day__year=first.year, day__month=first.month).last()
    before = every.filter(day__lt=first).first()
    if month and not (daily or before or after):
        raise Http404(f"no edition in {month}")
    context = {
        "month": calendar,
        "name": dates.month_year(first, language=language),
        "leads": edition_entries.leads(daily),
        "earlier": before.replace(day=1) if before else None,
        "later": after.replace(day=1) if after else None,
    }
    return render(request, "pages/edition_archive.html", context)


def day_of(words: str) -> date:
    """Return the day that an address names; Http404 where there is no such day."""
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise Http404(f"{words} is no day") from error


def _language(request: HttpRequest) -> str:
    language = get_language() or "en"
    keeping.shows(request, things.edition(language))
    return language


def _page(request: HttpRequest, edition: Edition) -> HttpResponse:
    shown = edition_entries.of_edition(edition)
    keep(request, shown)
    now = timezone.now()
    before, after = _beside(edition)
    context = {
        "shown": shown,
        "muted": _muted(request, shown),
        "edition": edition,
        "address": edition.get_absolute_url(),
        "ballot_address": reverse(f"{edition.rhythm}-ballot", args=[edition.day]),
        "name": dates.weekday(edition.day, now=now, language=edition.language),
        "before": before,
        "after": after,
        "next_at": schedule.next_at(now, Rhythm(edition.rhythm)) if after is None else None,
        "recording": hearing.heard_of(shown),
        "missing": hearing.unheard_of(edition) if _is_operator(request) else None,
    }
    return render(request, "pages/edition.html", context)


def _muted(request: HttpRequest, shown: ShownEdition) -> set[int]:
    """The places whose headlines this reader muted; an edition stays the same eight for everybody."""
    headlines = {one.headline.pk: one.entry.place for one in shown.entries if one.headline}
    return {headlines[pk] for pk in hiding.of(request).among(headlines)}


def _is_operator(request: HttpRequest) -> bool:
    """Without a session, nobody is looked for."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and getattr(request.user, "is_operator", False)


def keep(request: HttpRequest, shown: ShownEdition) -> None:
    """Say what the answer shows, so that it is kept until that changes."""
    entries = [*shown.entries, *shown.dropped]
    articles = {pk for one in entries for pk in one.articles}
    stories = {one.story.pk for one in entries if one.story}
    keeping.shows(request, *map(things.article, articles), *map(things.story, stories))


def _beside(edition: Edition) -> tuple[Edition | None, Edition | None]:
    same = Edition.objects.of(edition.language, Rhythm(edition.rhythm)).defer("entrants", "rules")
    return same.filter(day__lt=edition.day).first(), same.filter(day__gt=edition.day).last()


def _nothing(request: HttpRequest, rhythm: str, day: date | None) -> HttpResponse:
    language, now = get_language() or "en", timezone.now()
    # Whether anything is read here yet.
    keeping.shows(request, things.latest())
    same = Edition.objects.of(language, Rhythm(rhythm)).defer("entrants", "rules")
    context = {
        "rhythm": rhythm,
        "has_publishers": Publisher.objects.exists(),
        "day": day,
        "name": dates.weekday(day, now=now, language=language) if day else "",
        "to_come": day is not None and day > schedule.due_day(now),
        "before": same.filter(day__lt=day).first() if day else None,
        "after": same.filter(day__gt=day).last() if day else None,
        "next_at": schedule.next_at(now, Rhythm(rhythm)),
    }
    return render(request, "pages/edition_none.html", context, status=404 if day else 200)
