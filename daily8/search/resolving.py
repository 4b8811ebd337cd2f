"""Operators' values as what articles have: `source:bbc.com` as one publisher."""

from collections.abc import Iterable
from functools import cache

from babel import Locale
from django.conf import settings
from django.db.models import Q
from django.utils import translation

from daily8.articles import finding_hashtags
from daily8.articles.categories import CATEGORIES
from daily8.engine.words.queries import Condition, Field
from daily8.engine.words.terms import plain
from daily8.search.texts import facet, spelled
from daily8.sources.models import Publisher
from daily8.topics.models import Hashtag

# Of several things with these words in their names so many are compared.
_LOOKED_AT = 200


def resolved(condition: Condition) -> tuple[str, ...]:
    """Return the signs of which an article that fulfils it has one; none where nothing here is called so."""
    if condition.field is Field.SOURCE:
        return tuple(facet("s", publisher.pk) for publisher in publishers(condition.value))
    if condition.field is Field.LANGUAGE:
        return tuple(facet("l", code) for code in _languages(condition.value))
    if condition.field is Field.CATEGORY:
        return tuple(facet("c", identifier) for identifier in _categories(condition.value))
    return tuple(facet("h", pk) for pk in _hashtags(condition.value))


def publishers(value: str) -> list[Publisher]:
    """Return the publishers of this domain, else of this name in any language."""
    domain = value.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    found = list(Publisher.objects.filter(domain=domain))
    name = spelled(value)
    return found or [
        publisher
        for publisher in Publisher.objects.only("domain", "names")
        if name and name in map(spelled, publisher.names.values())
    ]


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


def _hashtags(value: str) -> list[int]:
    """The hashtag of this address or name, with all that became part of it."""
    words = value.removeprefix("#")
    allowed = Hashtag.objects.filter(banned=False)
    found = list(allowed.filter(slug=words)) or [
        hashtag
        for hashtag in finding_hashtags.search(allowed, words)[:_LOOKED_AT]
        if spelled(words) in {spelled(hashtag.slug), *map(spelled, hashtag.names.values())}
    ]
    meant = {hashtag.merged_into_id or hashtag.pk for hashtag in found}
    return list(Hashtag.objects.filter(Q(pk__in=meant) | Q(merged_into__in=meant)).values_list("pk", flat=True))
