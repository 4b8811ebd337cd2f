"""Operators' values as what articles have: `source:bbc.com` as one publisher."""

from collections.abc import Iterable
from functools import cache

from babel import Locale
from django.conf import settings
from django.db.models import Q
from django.utils import translation

from daily8.articles.categories import CATEGORIES
from daily8.engine.tagging.reading import phrase
from daily8.engine.words.queries import Condition, Field
from daily8.engine.words.terms import plain
from daily8.search.suggesting import Kind, Names
from daily8.search.texts import facet, spelled
from daily8.sources.models import Publisher
from daily8.topics.models import Hashtag


def resolved(condition: Condition, names: Names) -> tuple[str, ...]:
    """Return the signs of which an article that fulfils it has one; none where nothing here is called so.

    `names` are those of publishers and hashtags of these days; others are known by domain, or by address and key.
    """
    if condition.field is Field.SOURCE:
        return tuple(facet("s", pk) for pk in _publishers(condition.value, names))
    if condition.field is Field.LANGUAGE:
        return tuple(facet("l", code) for code in _languages(condition.value))
    if condition.field is Field.CATEGORY:
        return tuple(facet("c", identifier) for identifier in _categories(condition.value))
    return tuple(facet("h", pk) for pk in _hashtags(condition.value, names))


def _publishers(value: str, names: Names) -> list[int]:
    """The publisher of this domain, else those of this name, else those that have a word that begins so."""
    domain = value.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    begun = (each.key for each in names.starting(value, "") if each.kind is Kind.SOURCE)
    domains = [domain, *(names.called(value, Kind.SOURCE) or _called(value) or begun)]
    found = dict(Publisher.objects.filter(domain__in=domains).values_list("domain", "pk"))
    return [found[domain]] if domain in found else list(found.values())


def _called(value: str) -> list[str]:
    """The domains of publishers of this name, whose articles may be old."""
    name = spelled(value)
    known = Publisher.objects.values_list("domain", "names")
    return [domain for domain, called in known if name and name in map(spelled, called.values())]


def _languages(value: str) -> list[str]:
    wanted = plain(value).replace("_", "-")
    code = wanted.split("-")[0]
    return [code] if code in Locale("en").languages else list(_named_languages().get(wanted, ()))


@cache
def _named_languages() -> dict[str, tuple[str, ...]]:
    """Codes by name, in each language of the interface."""
    locales = [Locale.parse(code) for code, _ in settings.LANGUAGES]
    return {plain(name): (code,) for locale in locales for code, name in locale.languages.items()}


def _categories(value: str) -> Iterable[str]:
    return _named_categories().get(plain(value), ())


@cache
def _named_categories() -> dict[str, tuple[str, ...]]:
    """Categories by identifier and by name, in each language of the interface."""
    named: dict[str, tuple[str, ...]] = {category.id: (category.id,) for category in CATEGORIES}
    for code, _ in settings.LANGUAGES:
        with translation.override(code):
            named |= {plain(str(category.name)): (category.id,) for category in CATEGORIES}
    return named


def _hashtags(value: str, names: Names) -> list[int]:
    """The hashtag of this address or name, with all that became part of it."""
    words = value.removeprefix("#")
    slugs, keys = [words, *names.called(words, Kind.HASHTAG)], [phrase(words)]
    found = Hashtag.objects.filter(Q(slug__in=slugs) | Q(key__in=keys), banned=False)
    meant = {merged or pk for pk, merged in found.values_list("pk", "merged_into")}
    return list(Hashtag.objects.filter(Q(pk__in=meant) | Q(merged_into__in=meant)).values_list("pk", flat=True))
