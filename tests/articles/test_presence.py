from datetime import timedelta

import pytest

from daily8.articles import presence
from daily8.work import at_hand
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def counts(make_article, make_hashtag):
    """Tag further articles of so many days ago; return how many there are of each of the last three days."""
    hashtag = make_hashtag()

    def tell(*more_days_ago: int) -> list[int]:
        for days in more_days_ago:
            article = make_article(published_at=NOON - timedelta(days=days))
            article.tags.create(hashtag=hashtag, place=0, published_at=article.published_at)
        return [day.count for day in presence.days(hashtag, now=NOON)[-3:]]

    return tell


def test_a_count_is_of_this_moment(counts):
    assert counts(2, 1, 0) == [1, 1, 1]
    assert counts(2, 0) == [2, 1, 2]


def test_one_that_is_dear_stands_for_a_while(counts, monkeypatch):
    monkeypatch.setattr(presence, "_DEAR", 2)
    assert counts(2, 2, 1, 0, 0) == [2, 1, 2]

    assert counts(2, 1, 0) == [2, 2, 2]
    at_hand.forget()
    assert counts() == [3, 2, 3]


def test_what_readers_may_not_see_is_taken_off_at_once(counts, monkeypatch):
    monkeypatch.setattr(presence, "_DEAR", 2)
    assert counts(0, 0, 0) == [0, 0, 3]

    article = presence.Article.objects.first()
    article.visible = False
    article.save()

    assert counts() == [0, 0, 2]
