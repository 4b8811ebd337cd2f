"""What lists and pages show, by names that tell when they change."""

from collections.abc import Iterable

from daily8.articles.models import Article, Tag

# Of a list in all languages.
ALL = ""


def article(pk: int) -> str:
    """An article: its page, and its card on others."""
    return f"article:{pk}"


def story(pk: int) -> str:
    """A story: which reports it has."""
    return f"story:{pk}"


def latest(language: str = ALL) -> str:
    """The newest articles of a language."""
    return f"latest:{language}"


def category(category_id: str, language: str = ALL) -> str:
    """The articles of a category in a language."""
    return f"category:{category_id}:{language}"


def source(publisher: int) -> str:
    """The articles of a publisher."""
    return f"source:{publisher}"


def hashtag(pk: int) -> str:
    """The articles of a hashtag."""
    return f"hashtag:{pk}"


def edition(language: str) -> str:
    """The editions of a language: which there are, and what is in them."""
    return f"edition:{language}"


def touched_by(articles: Iterable[Article]) -> set[str]:
    """Return what changes when these articles come, or are read anew: themselves and the lists they are in."""
    keys: set[str] = set()
    found = list(articles)
    if not found:
        return keys
    for one in found:
        keys |= {article(one.pk), source(one.publisher_id), latest(), latest(one.language)}
        if one.category:
            keys |= {category(one.category), category(one.category, one.language)}
    tagged = Tag.objects.filter(article__in=[one.pk for one in found]).values_list("hashtag", flat=True)
    return keys | {hashtag(pk) for pk in tagged.distinct().order_by()}
