"""Pages of the admin about the site as a whole."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from daily8.engine.tagging.reading import fold
from daily8.operating.dashboard import spending
from daily8.work import clock

# The beginning and the end of what is read from left to right.
_NO_MARKS = dict.fromkeys(map(ord, "\u2066\u2069"))


@require_safe
def costs(request: HttpRequest) -> HttpResponse:
    """What AI cost in the last month: by kind, by model, by day."""
    now = clock.now()
    told = {
        "month": spending.since(now - timedelta(days=spending.DAYS)),
        "models": spending.by_model(now),
        "days": spending.by_day(now),
        "kind_word": _("Kind"),
        "model_word": _("Model"),
    }
    return _answer(request, "operating/costs.html", _("What AI cost"), told)


@require_safe
def all_settings(request: HttpRequest) -> HttpResponse:
    """Every setting with its value now; none is changed here."""
    words = request.GET.get("q", "")[:100].strip()
    # Their help is written before there is a language: the page looks up what it is in its own.
    known = [replace(one, help=_(one.help)) for one in settings.SETTINGS_TOLD]
    wanted = _folded(words)
    found = [one for one in known if wanted in _folded(f"{one.name} {one.value} {one.help}")]
    told = {"found": found, "words": words, "number": len(known)}
    return _answer(request, "operating/settings.html", _("Settings"), told)


def _folded(text: str) -> str:
    """A text as it is searched, without the marks that keep code in Arabic from being turned around."""
    return fold(text.translate(_NO_MARKS))


def _answer(request: HttpRequest, template: str, title: str, told: dict[str, Any]) -> HttpResponse:
    """A page within the admin's own frame."""
    return render(request, template, {**admin.site.each_context(request), "title": title, **told})
