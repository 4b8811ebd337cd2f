"""Addresses of stories: the same for the same first article, whatever the database."""

from hashlib import blake2b

from daily8.stories.models import FormerStory, Story


def of_story(article_key: str) -> str:
    """Return the key that a story begun by this article (its key) gets first."""
    return blake2b(article_key.encode(), digest_size=16, person=b"story").hexdigest()


def free(article_key: str) -> str:
    """Return a key for a story begun by this article that no story has or had."""
    key = of_story(article_key)
    while Story.objects.filter(key=key).exists() or FormerStory.objects.filter(key=key).exists():
        key = of_story(key)
    return key


def returned(article_key: str, *, by: Story) -> str | None:
    """Return the key that a story begun by this article had before it became part of another; that loses it."""
    former = FormerStory.objects.filter(key=of_story(article_key), story=by)
    return of_story(article_key) if former.delete()[0] else None
