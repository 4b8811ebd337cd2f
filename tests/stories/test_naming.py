"""A story is called the same on its page and wherever else it is named."""

from datetime import timedelta
from itertools import product

import pytest
from django.utils.translation import override

from daily8.accounts.models import User
from daily8.articles.models import Article
from daily8.reading import following, items, things
from daily8.reading.models import Kept, KeptKind
from daily8.stories import naming, showing
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(make_article, make_publisher, make_story):
    """Reports of every sort, of which no two are alike."""
    original = make_article(title="The first", publisher=make_publisher())
    sorts = product(
        ("en", "ar"), (None, original), ("full", "excerpt", "link"), (0, 12, 300), ("", "https://a.example/1")
    )
    reports = [
        make_article(
            title=f"Number {number}",
            publisher=make_publisher(rights=rights),
            language=language,
            copy_of=copy,
            words=words,
            image=image,
            excerpt="Ships leave." if number % 3 else "",
            kind="video" if number % 7 == 5 else "article",
            published_at=NOON - timedelta(minutes=number * 7 % 60),
        )
        for number, (language, copy, rights, words, image) in enumerate(sorts)
    ]
    return make_story(original, *reports)


@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_the_database_puts_reports_in_the_same_order_as_the_page(story, language):
    asked = list(naming.best_first(story.reports.all(), language=language).values_list("article", flat=True))

    read = Article.objects.filter(report__story=story).select_related("publisher")
    assert asked == [article.pk for article in showing.ranking(read, language=language)]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_followed_and_kept_is_called_as_on_its_page(story, language):
    reader = User.objects.create(username="layla", email="layla@reader.example")
    Kept.objects.create(user=reader, kind=KeptKind.SAVED, name=f"story/{story.key}", at=NOON, turn=1)
    with override(language):
        following.follow(reader, things.named("story", story.key), NOON)
        best = showing.shown(story, language=language).best

        assert [thing.title for thing in following.followed(reader)] == [best.title]
        assert [item.article.title for item in items.items(reader, KeptKind.SAVED)] == [best.title]
        assert naming.best([story.pk], language=language)[story.pk] == best


def test_a_story_that_nobody_may_read_has_no_name(story):
    Article.objects.update(visible=False)

    assert naming.best([story.pk], language="en") == {}
    assert things.stories([story.key])[story.key].title == ""
