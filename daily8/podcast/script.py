"""What is said in an episode: the words of an edition as they may be shown now, as lines."""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from babel.dates import format_date
from babel.lists import format_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from daily8.articles.models import Article
from daily8.assistant.edition_entries import Shown, ShownEdition
from daily8.assistant.edition_words import Sentence
from daily8.editions.models import Edition
from daily8.engine.language.sentences import sentences
from daily8.podcast.models import Kind
from daily8.sources.models import Publisher, Rights
from daily8.work import branding

# So many publishers are named, and so many sentences of an excerpt are read.
_NAMES, _EXCERPT = 3, 3
# As much as any voice reads in one go.
_LETTERS = 900


@dataclass(frozen=True, slots=True)
class Said:
    """A line before it is spoken; `articles` are those without which it may not be heard."""

    kind: Kind
    chapter: int
    story_key: str
    words: str
    articles: tuple[int, ...] = ()


def title_of(edition: Edition) -> str:
    """Return what an episode is called: the day in words of its language."""
    with override(edition.language):
        return _("The daily eight, %(day)s") % {"day": format_date(edition.day, "full", locale=edition.language)}


def script(shown: ShownEdition) -> list[Said]:
    """Return what is said, in its order; nothing where no story is left to tell of."""
    told = [one for one in shown.entries if one.headline]
    if not told:
        return []
    with override(shown.edition.language):
        lines = [Said(Kind.OWN, 0, "", words) for words in _opening(shown.edition, len(told))]
        for chapter, one in enumerate(told, 1):
            lines += _story(chapter, one)
        lines += [Said(Kind.OWN, len(told) + 1, "", words) for words in _closing()]
    return [one for one in lines if any(map(str.isalnum, one.words))]


def _opening(edition: Edition, count: int) -> Iterator[str]:
    yield f"{branding.name()}: {title_of(edition)}."
    yield ngettext(
        "%(count)s story, read by the voice of a computer.",
        "%(count)s stories, read by the voice of a computer.",
        count,
    ) % {"count": count}


def _closing() -> Iterator[str]:
    yield _("You are done for today.")
    yield _("Who wrote what, with links to it, is on the page of this edition.")


def _story(chapter: int, one: Shown) -> Iterator[Said]:
    """Its number, its headline, who reports it, its brief, and what is new in it."""
    key, language = one.entry.story_key, one.entry.edition.language
    yield Said(Kind.OWN, chapter, key, _("Story %(number)s.") % {"number": one.entry.place})
    headline = _headline(one)
    if headline:
        yield from (Said(Kind.HEADLINE, chapter, key, words) for words in _parts(headline))
    else:
        yield Said(Kind.OWN, chapter, key, _("It can be read on the page of this edition."))
    names = _reporters(one)
    yield Said(Kind.NAMES, chapter, key, _named(one, names), tuple(article.pk for article in names))
    brief = list(_brief(one))
    yield from (Said(Kind.TOLD, chapter, key, words) for words in brief)
    news = [words for words in _spoken(one.news, language) if words not in brief]
    if news:
        yield Said(Kind.OWN, chapter, key, _("New since it was last in an edition:"))
        yield from (Said(Kind.TOLD, chapter, key, words) for words in news)


def _headline(one: Shown) -> str:
    """That of the editors, else of the first report whose publisher lets its words be used."""
    language = one.entry.edition.language
    if one.entry.title:
        return one.entry.title
    reports = [article for article in (one.headline, *one.reports) if article]
    return next((report.title for report in reports if report.publisher.ai and report.language == language), "")


def _reporters(one: Shown) -> list[Article]:
    """An article of each publisher that is named: first those whose sentences are read."""
    said = [article for sentence in one.brief for article in sentence.sources]
    found: dict[int, Article] = {}
    for article in (*said, one.headline, *one.reports):
        if article:
            found.setdefault(article.publisher_id, article)
    return list(found.values())[:_NAMES]


def _named(one: Shown, articles: list[Article]) -> str:
    language = one.entry.edition.language
    names = [_name(article.publisher, language) for article in articles]
    others = (one.story.publishers_count if one.story else 0) - len(names)
    if others > 0:
        words = ngettext(
            "Reported by %(names)s and %(count)s other publisher.",
            "Reported by %(names)s and %(count)s other publishers.",
            others,
        )
        told = format_list(names, style="unit", locale=language)
        return words % {"names": told, "count": others}
    return _("Reported by %(names)s.") % {"names": format_list(names, locale=language)}


def _name(publisher: Publisher, language: str) -> str:
    return " ".join(publisher.name_in(language).split())


def _brief(one: Shown) -> Iterator[str]:
    """What stands on the page: the editors' words, else the brief, else how the report begins."""
    if one.paragraphs:
        yield from (part for line in one.paragraphs for each in sentences(line) for part in _parts(each.text))
    elif one.brief:
        yield from _spoken(one.brief, one.entry.edition.language)
    elif (first := one.headline) and first.publisher.ai and first.publisher.rights != Rights.LINK:
        found = sentences(first.shown_excerpt)[:_EXCERPT] if first.language == one.entry.edition.language else []
        yield from (part for each in found for part in _parts(each.text))


def _spoken(said: Iterable[Sentence], language: str) -> Iterator[str]:
    """A voice reads one language."""
    yield from (part for one in said if one.language == language for part in _parts(one.text))


def _parts(words: str) -> list[str]:
    return textwrap.wrap(" ".join(words.split()), _LETTERS, break_on_hyphens=False)
