"""Words of the news for templates: ages, names, languages, pictures."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from daily8.articles import pictures, safe_html
from daily8.articles.categories import CATEGORIES
from daily8.engine.language.directions import direction as direction_of
from daily8.engine.words.excerpts import Piece
from daily8.sources.models import Publisher
from daily8.topics.models import Hashtag
from daily8.web import dates, places, static_files
from daily8.web.fragments import fragment
from daily8.work import branding

register = template.Library()
register.filter("body", safe_html.body)
register.filter("without_pictures", safe_html.without_pictures)
_CATEGORY_NAMES = {category.id: category.name for category in CATEGORIES}


@register.simple_tag(takes_context=True)
def age(context: template.Context, moment: datetime) -> SafeString:
    """Return how long ago it was, with the exact time for those who ask."""
    language = _language()
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        moment.isoformat(timespec="seconds"),
        dates.exact(moment, language=language),
        dates.age(moment, now=context["now"], language=language),
    )


@register.simple_tag(takes_context=True)
def ages(context: template.Context, moments: Iterable[datetime]) -> SafeString:
    """Return how long ago each of several moments was, in one line."""
    return format_html_join(_(", "), "{}", ((age(context, moment),) for moment in moments))


@register.simple_tag(takes_context=True)
def today(context: template.Context) -> SafeString:
    """Return the day of this answer."""
    return format_html(
        '<time datetime="{}">{}</time>', context["now"].date(), dates.today(context["now"], language=_language())
    )


@register.simple_tag
def span_of_days(first: date, last: date | None) -> SafeString:
    """Return a day, or the first and the last of several."""
    return format_html(
        '<time datetime="{}">{}</time>', first, dates.span(first, last or first, language=_language())
    )


@register.simple_tag(takes_context=True)
def weekday(context: template.Context, day: date) -> SafeString:
    """Return a day of a list of days."""
    return format_html(
        '<time datetime="{}">{}</time>', day, dates.weekday(day, now=context["now"], language=_language())
    )


@register.filter
def day(of: date) -> str:
    """Return a day and its month."""
    return dates.month_day(of, language=_language())


@register.filter
def clock(moment: datetime) -> SafeString:
    """Return the time of day, with the day for those who ask."""
    language = _language()
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        moment.isoformat(timespec="seconds"),
        dates.exact(moment, language=language),
        dates.clock(moment, language=language),
    )


@register.filter
def stamp(moment: datetime) -> SafeString:
    """Return the day and the time of day."""
    return format_html(
        '<time datetime="{}">{}</time>',
        moment.isoformat(timespec="seconds"),
        dates.stamp(moment, language=_language()),
    )


@register.filter
def full_day(moment: datetime) -> str:
    """Return the day with its year."""
    return dates.full_day(moment, language=_language())


@register.simple_tag
def stylesheets() -> list[str]:
    """Return the addresses of the site's stylesheets."""
    return static_files.sheets()


@register.simple_tag
def edition_stylesheets() -> list[str]:
    """Return the addresses of what editions have beside these."""
    return static_files.edition_sheets()


@register.simple_tag
def scripts() -> list[str]:
    """Return the addresses of the script that every page has."""
    return static_files.scripts()


@register.filter
def exact(moment: datetime) -> str:
    """Return day, time and zone."""
    return dates.exact(moment, language=_language())


@register.filter
def written(language: str) -> SafeString:
    """Return the attributes of words in this language; a browser finds the direction of an unknown one."""
    if not language:
        return SafeString('dir="auto"')
    return format_html('lang="{}" dir="{}"', language, direction_of(language))


@register.filter
def name(publisher: Publisher) -> str:
    """Return a publisher's name in the reader's language."""
    return publisher.name_in(_language())


@register.filter
def named(hashtag: Hashtag) -> SafeString:
    """Return a hashtag as readers write it; one that has no name in their language says in which it is."""
    words, language = hashtag.name_in(_language())
    if language == _language():
        return format_html("<bdi>#{}</bdi>", words)
    # The sign belongs to the word: it is where the word begins.
    return format_html("<bdi {}>#{}</bdi>", written(language), words)


@register.filter
def country(code: str) -> str:
    """Return a country's name in the reader's language."""
    return places.country(code, _language())


@register.filter
def language_name(code: str) -> str:
    """Return a language's name in the reader's language."""
    return places.language(code, _language())


@register.filter
def category_name(category_id: str) -> Any:
    """Return a category's name in the reader's language, nothing for one that is not known."""
    return _CATEGORY_NAMES.get(category_id, "")


@register.filter
def grouped(number: int) -> str:
    """Return a number with its thousands apart."""
    return dates.number(number, language=_language())


@register.filter
def per_cent(share: float | None) -> str:
    """Return a share as per cent; a dash where there is none."""
    return "–" if share is None else dates.per_cent(share, language=_language())


@register.filter
def beginning(text: str, words: int) -> str:
    """Return the first words of a text; an ellipsis says that a sentence goes on."""
    every = text.split()
    cut = " ".join(every[:words])
    if len(every) <= words or cut.endswith((".", "!", "?", "؟")):
        return cut
    return cut.rstrip(",;:،؛–—- ") + "…"


@register.filter
def highlighted(pieces: Iterable[Piece]) -> SafeString:
    """Return a text with what was looked for marked."""
    marks = {True: (SafeString("<mark>"), SafeString("</mark>")), False: ("", "")}
    return format_html_join(
        "", "{}{}{}", ((marks[one.marked][0], one.text, marks[one.marked][1]) for one in pieces)
    )


@register.filter
def pointing(sentence: str) -> str:
    """Return what, behind the address of an article's page, points to a sentence in it."""
    return fragment(sentence)


@register.simple_tag
def icon(file: str) -> str:
    """Return the address of an icon of the site."""
    return branding.icon(file)


@register.filter
def picture(url: str, width: int) -> str:
    """Return this site's address of a publisher's picture."""
    return pictures.address(url, width)


def _language() -> str:
    return get_language() or "en"
