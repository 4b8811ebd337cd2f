"""When an article is read again: at the stated hours, while it is news, and never twice for one of them."""

from datetime import UTC, datetime, timedelta

import pytest

from daily8.articles import rereading
from daily8.articles.models import Article, Rereading, Stage


@pytest.fixture
def noon():
    return datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _hours(settings):
    settings.READ_AGAIN = (1.0, 6.0, 24.0)


@pytest.mark.parametrize(
    ("age", "hours"), [({"minutes": 1}, 1), ({"minutes": 55}, 6), ({"hours": 5}, 6), ({"hours": 7}, 24)]
)
def test_the_next_moment_is_an_hour_after_publication_that_is_not_just_now(noon, age, hours):
    published_at = noon - timedelta(**age)

    assert rereading.next_moment(published_at, noon) == published_at + timedelta(hours=hours)


def test_what_is_no_news_any_more_is_not_read_again(noon, settings):
    assert rereading.next_moment(noon - timedelta(days=3), noon) is None
    settings.READ_AGAIN = ()
    assert rereading.next_moment(noon, noon) is None


def test_only_what_is_an_article_is_read_again(make_article, noon):
    article = make_article(published_at=noon, kind="article", words=200)
    video = make_article(published_at=noon, kind="video", words=0)

    rereading.plan([article, video], noon)
    rereading.plan([article], noon + timedelta(hours=2))

    assert list(Rereading.objects.values_list("article", "at")) == [(article.pk, noon + timedelta(hours=6))]


def test_when_its_moment_comes_it_waits_to_be_read_and_readers_see_it_meanwhile(make_article, noon):
    article = make_article(published_at=noon, kind="article", words=200, stage=Stage.PUBLISHED)
    rereading.plan([article], noon)
    later = noon + timedelta(hours=1)

    assert rereading.begin(later - timedelta(seconds=1)) == 0
    assert rereading.begin(later) == 1
    assert rereading.begin(later) == 0

    kept = Article.objects.get()
    assert (kept.stage, kept.due_at, kept.visible) == (Stage.FETCHED, later, True)


@pytest.mark.parametrize("state", [{"stage": Stage.EXTRACTED}, {"visible": False}])
def test_what_is_under_way_or_withdrawn_is_left_alone(make_article, noon, state):
    article = make_article(**{"published_at": noon, "kind": "article", "words": 9, "stage": "published", **state})
    rereading.plan([article], noon)

    rereading.begin(noon + timedelta(hours=1))

    kept = Article.objects.get()
    assert kept.stage == state.get("stage", Stage.PUBLISHED)
    assert kept.due_at == article.due_at
