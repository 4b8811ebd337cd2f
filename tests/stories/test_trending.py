from datetime import timedelta

import pytest

from daily8.articles.models import Tag
from daily8.stories import trending as rising
from daily8.stories.trending import MOST_SHOWN, rise, trending
from daily8.work import at_hand
from tests.conftest import NOON


@pytest.fixture
def press(make_publisher):
    return [make_publisher() for _ in range(4)]


@pytest.fixture
def tagged(press, make_article, make_hashtag):
    """Tell which hashtag is on how many articles today, and on how many of each day before."""

    def make(name: str, *, today: int, a_day: int = 0, publishers: int = 4, **fields):
        articles = [
            make_article(
                publisher=press[number % publishers],
                published_at=NOON - timedelta(days=day, minutes=number),
                **fields,
            )
            for day in range(15)
            for number in range(a_day if day else today)
        ]
        return make_hashtag(name, on=articles)

    return make


def names(language: str = "en") -> list[str]:
    return [trend.hashtag.slug for trend in trending(language, now=NOON)]


def test_a_hashtag_trends_by_its_rise_and_not_by_its_count(tagged):
    tagged("Election", today=22, a_day=20)
    tagged("Cyclone", today=9, a_day=0)

    (trend,) = trending("en", now=NOON)

    assert trend.hashtag.slug == "Cyclone"
    assert trend.today == 9
    assert trend.usual < 1


def test_the_steepest_rise_is_first(tagged):
    tagged("Football", today=20, a_day=20)
    tagged("Bridge", today=14, a_day=2)
    tagged("Cyclone", today=14, a_day=1)

    assert names() == ["Cyclone", "Bridge"]


def test_where_nothing_rises_nothing_trends(tagged):
    tagged("Football", today=10, a_day=10)
    tagged("Election", today=8, a_day=7)

    assert names() == []


def test_without_any_hashtag_nothing_trends(make_article, django_assert_num_queries):
    make_article()

    with django_assert_num_queries(1):
        assert names() == []


def test_a_hashtag_of_few_publishers_does_not_trend(tagged):
    tagged("Football", today=10, a_day=10)
    tagged("Ourselves", today=20, publishers=2)

    assert names() == []


def test_copies_of_one_text_make_no_trend(tagged, make_article):
    tagged("Football", today=10, a_day=10)
    hashtag = tagged("Wire", today=12)
    first, *others = (tag.article for tag in hashtag.tags.all())
    for article in others:
        article.copy_of = first
        article.save(update_fields=["copy_of"])

    assert names() == []


def test_what_was_withdrawn_counts_neither_today_nor_before(make_article, make_publisher, make_hashtag):
    def articles(count, *, days, **fields):
        moment = NOON - timedelta(days=days, minutes=1)
        return [make_article(publisher=make_publisher(), published_at=moment, **fields) for _ in range(count)]

    gone = {"visible": False, "withdrawn": True}
    seen = articles(9, days=0)
    articles(50, days=2)
    make_hashtag("Cyclone", on=[*seen, *articles(5, days=0, **gone), *articles(20, days=2, **gone)])

    (trend,) = trending("en", now=NOON)

    assert trend.today == 9
    assert trend.usual < 1


def test_a_day_with_more_articles_of_everything_makes_no_trend(tagged):
    """As on the first day of a site, when feeds give the newest of all they have."""
    for name in ("Football", "Election", "Weather"):
        tagged(name, today=30, a_day=2)

    assert names() == []


def test_readers_see_what_trends_among_articles_that_they_can_read(tagged):
    tagged("Football", today=10, a_day=10)
    tagged("Football2", today=10, a_day=10, language="ar")
    tagged("Cyclone", today=12)
    tagged("Eclipse", today=12, language="ar")

    assert names("en") == ["Cyclone"]
    assert names("ar") == ["Eclipse"]
    assert sorted(names("")) == ["Cyclone", "Eclipse"]


def test_banned_and_merged_hashtags_do_not_trend(tagged):
    usual = tagged("Football", today=10, a_day=10)
    for name, change in (("Spam", {"banned": True}), ("Storm", {"merged_into": usual})):
        hashtag = tagged(name, today=12)
        type(hashtag).objects.filter(pk=hashtag.pk).update(**change)

    assert names() == []


def test_what_is_dated_in_the_future_is_not_of_today(tagged):
    tagged("Football", today=10, a_day=10)
    hashtag = tagged("Tomorrow", today=12)
    Tag.objects.filter(hashtag=hashtag).update(published_at=NOON + timedelta(hours=1))

    assert names() == []


def test_one_event_has_one_hashtag_among_those_that_trend(tagged, make_hashtag, make_article):
    tagged("Football", today=10, a_day=10)
    articles = [tag.article for tag in tagged("Cyclone", today=14).tags.all()]
    make_hashtag("Landfall", on=articles[:12])
    make_hashtag("Airport", on=[*articles[:4], *(tag.article for tag in tagged("Strike", today=6).tags.all())])

    assert names() == ["Cyclone", "Airport"]


def test_only_the_steepest_are_shown(tagged):
    tagged("Football", today=30, a_day=30)
    for number in range(MOST_SHOWN + 2):
        tagged(f"Event{number}", today=8)

    assert len(names()) == MOST_SHOWN


def test_it_takes_nine_queries(tagged, django_assert_num_queries):
    tagged("Football", today=10, a_day=10)
    tagged("Cyclone", today=12)

    with django_assert_num_queries(9):
        [str(trend.hashtag) for trend in trending("en", now=NOON)]


def test_of_many_articles_what_rises_stands_for_a_minute_but_for_hashtags_that_are_banned(tagged, monkeypatch):
    tagged("Football", today=30, a_day=30)
    monkeypatch.setattr(rising, "_DEAR", 10)
    cyclone = tagged("Cyclone", today=12)
    flood = tagged("Flood", today=9)
    assert names() == ["Cyclone", "Flood"]

    tagged("Storm", today=20)
    cyclone.banned = True
    cyclone.save()

    assert names() == ["Flood"]
    at_hand.forget()
    assert names() == ["Storm", flood.slug]


def test_of_few_articles_what_rises_is_counted_each_time(tagged):
    tagged("Football", today=30, a_day=30)
    tagged("Cyclone", today=12)
    assert names() == ["Cyclone"]

    tagged("Storm", today=20)

    assert names() == ["Storm", "Cyclone"]


def test_a_rise_counts_in_deviations_of_chance():
    assert rise(10, 10) == 0
    assert rise(20, 10) == pytest.approx(2.586, abs=0.001)
    assert rise(200, 100) > rise(20, 10) > rise(2, 1) > 0 > rise(5, 10)
