"""Editions as entries of feeds: each story with its brief and its sources."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from babel.dates import format_date
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from daily8.api.feeds import Entry, one_line, speakable
from daily8.articles import pictures
from daily8.assistant import edition_entries
from daily8.assistant.edition_entries import Shown, ShownEdition
from daily8.assistant.edition_words import Sentence
from daily8.editions.models import Edition, Rhythm
from daily8.engine.language.directions import direction
from daily8.work import branding

_PICTURE_WIDTH = 1280


def entries(editions: Sequence[Edition], *, origin: str) -> list[Entry]:
    """Return the entries of these editions, in their order, in as many queries as of one."""
    return [_entry(shown, origin) for shown in edition_entries.of_editions(editions)]


def name(rhythm: str) -> str:
    """Return what editions of this rhythm are called."""
    return _("The eight of the week") if rhythm == Rhythm.WEEKLY else _("The daily eight")


def _entry(shown: ShownEdition, origin: str) -> Entry:
    edition = shown.edition
    page = origin + edition.get_absolute_url()
    told = [one for one in shown.entries if one.headline]
    picture = next((one.picture for one in told if one.picture), None)
    day = format_date(edition.day, "full", locale=edition.language)
    changed = (moment for one in shown.entries for moment in (one.entry.worded_at, one.entry.edited_at) if moment)
    return Entry(
        id=f"tag:{urlsplit(origin).hostname},2026:edition/{edition.rhythm}/{edition.language}/{edition.day}",
        page=page,
        original=page,
        title=one_line(f"{name(edition.rhythm)} · {day}"),
        language=edition.language,
        summary=one_line(" · ".join(one.title for one in told)),
        html=_body(told, edition.language, origin),
        authors=[branding.name()],
        publisher=branding.name(),
        home=origin,
        categories=[],
        image=origin + pictures.address(picture.shown_image, _PICTURE_WIDTH) if picture else "",
        published_at=edition.made_at,
        updated_at=max([edition.made_at, *changed]),
    )


def _body(told: Sequence[Shown], language: str, origin: str) -> str:
    """Programs know no direction but the one that it brings along."""
    stories = format_html_join("", "{}", ((_story(one, origin),) for one in told))
    return speakable(format_html('<ol lang="{}" dir="{}">{}</ol>', language, direction(language), stories))


def _story(one: Shown, origin: str) -> SafeString:
    page = (one.story or one.headline or one.entry.edition).get_absolute_url()
    return format_html(
        '<li value="{}"><h2 lang="{}" dir="{}"><a href="{}">{}</a></h2>{}</li>',
        one.entry.place,
        one.title_language,
        direction(one.title_language),
        origin + page,
        one.title,
        format_html_join("", "<p>{}</p>", ((words,) for words in _words(one, origin))),
    )


def _words(one: Shown, origin: str) -> Iterator[SafeString | str]:
    if one.paragraphs:
        yield from one.paragraphs
    else:
        yield from (_sentence(sentence, origin) for sentence in one.brief)


def _sentence(sentence: Sentence, origin: str) -> SafeString:
    links = format_html_join(
        " · ",
        '<a href="{}">{}</a>',
        (
            (origin + article.get_absolute_url(), article.publisher.name_in(get_language() or "en"))
            for article in sentence.sources
        ),
    )
    return format_html("{} ({})", sentence.text, links)
