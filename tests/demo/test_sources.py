from datetime import UTC, datetime, timedelta

import pytest

from daily8.demo import sources
from daily8.sources.models import Feed, HostNote, Publisher, Status

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


@pytest.mark.django_db
def test_the_made_up_papers_become_publishers_with_feeds_that_wait_to_be_asked():
    loaded = sources.load(NOW)

    assert (loaded.publishers, loaded.feeds) == (10, 10)
    assert Feed.objects.active().due(NOW).count() == 10
    courier = Publisher.objects.get(domain="harbourcourier.example")
    assert courier.name_in("en") == "The Harbour Courier"
    assert courier.name_in("ar") == "هاربر كورير"
    assert (courier.country, courier.language, courier.rights) == ("GB", "en", "full")
    assert courier.feeds.get().url == "http://127.0.0.1:8881/harbourcourier.example/rss.xml"


@pytest.mark.django_db
def test_loading_twice_adds_nothing():
    sources.load(NOW)
    again = sources.load(NOW)
    assert (again.publishers, again.feeds) == (0, 0)


@pytest.mark.django_db
def test_papers_that_were_away_are_asked_again_when_the_demo_starts():
    sources.load(NOW)
    later = NOW + timedelta(minutes=5)
    Feed.objects.update(due_at=later, not_before=later, error="the server cannot be reached", failures=2)
    paused = Feed.objects.earliest("pk")
    paused.pause()
    elsewhere = Feed.objects.latest("pk")
    Feed.objects.filter(pk=elsewhere.pk).update(url="https://news.example/feed/")
    HostNote.objects.create(host="127.0.0.1:8881", resting_until=later, reason="away", noted_at=NOW)
    HostNote.objects.create(host="news.example", resting_until=later, reason="away", noted_at=NOW)

    sources.load(NOW)

    awake = Feed.objects.filter(status=Status.ACTIVE, due_at=NOW, not_before=None, failures=0, error="")
    assert awake.filter(url__startswith=sources.ADDRESS).count() == 9
    paused.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (paused.status, paused.due_at) == (Status.PAUSED, None)
    assert (elsewhere.due_at, elsewhere.failures) == (later, 2)
    assert [note.host for note in HostNote.objects.all()] == ["news.example"]


@pytest.mark.django_db
def test_feeds_are_at_the_address_where_the_world_is_served():
    sources.load(NOW, address="http://127.0.0.1:9000")
    assert Feed.objects.filter(url__startswith="http://127.0.0.1:9000/").count() == 10


@pytest.mark.django_db
def test_every_made_up_publisher_has_a_domain_that_can_never_be_real():
    sources.load(NOW)
    assert all(publisher.domain.endswith(".example") for publisher in Publisher.objects.all())
