"""What articles and stories are called and were called: a name is the end of an address, `article/` and a key."""

from collections.abc import Iterable

from daily8.articles.models import Address, Article
from daily8.stories.models import FormerStory, Story


def resolved(names: Iterable[str]) -> dict[str, tuple[str, int | None]]:
    """Return the names of now, with the primary keys of articles, by these; those of nothing are left out."""
    wanted = list(names)
    articles, stories = _keys("article", wanted), _keys("story", wanted)
    found = {f"article/{key}": (f"article/{now}", pk) for key, (now, pk) in _articles(articles).items()}
    return found | {f"story/{key}": (f"story/{now}", None) for key, now in _stories(stories).items()}


def former(names: Iterable[str]) -> set[str]:
    """Return those names that something had before it became part of something else."""
    return {name for name, (now, _pk) in resolved(names).items() if name != now}


def all_names(names: Iterable[str]) -> set[str]:
    """Return these names, and all others that the same articles and stories have or had."""
    told = set(names)
    now = {name for name, _pk in resolved(told).values()}
    articles, stories = _keys("article", now), _keys("story", now)
    addresses = Address.objects.filter(article__key__in=articles).values_list("key", flat=True) if articles else ()
    once = FormerStory.objects.filter(story__key__in=stories).values_list("key", flat=True) if stories else ()
    return told | now | {f"article/{key}" for key in addresses} | {f"story/{key}" for key in once}


def _keys(sort: str, names: Iterable[str]) -> list[str]:
    return [name.removeprefix(f"{sort}/") for name in names if name.startswith(f"{sort}/")]


def _articles(keys: list[str]) -> dict[str, tuple[str, int]]:
    if not keys:
        return {}
    now = Article.objects.filter(key__in=keys).values_list("key", "key", "pk")
    once = Address.objects.filter(key__in=keys).values_list("key", "article__key", "article")
    return {key: (current, pk) for rows in (once, now) for key, current, pk in rows}


def _stories(keys: list[str]) -> dict[str, str]:
    if not keys:
        return {}
    now = Story.objects.filter(key__in=keys).values_list("key", "key")
    once = FormerStory.objects.filter(key__in=keys).values_list("key", "story__key")
    # What it became counts, as everywhere.
    return {key: current for rows in (now, once) for key, current in rows}
