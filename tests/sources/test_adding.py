"""Adding sources: by address, many at once, and out again."""

import pytest

from daily8.sources import adding, catalogue
from daily8.sources.adding import Source, SourceError
from daily8.sources.models import Feed, Publisher
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


def add(url: str, **told) -> Feed:
    return adding.add(Source(url, **told), NOON)[0]


def test_a_feed_is_due_at_once_and_its_publisher_known_by_domain():
    feed = add("https://feeds.tide.example/rss?format=xml", title="The Tide", language="en")

    assert (feed.due_at, feed.title, feed.language) == (NOON, "The Tide", "en")
    assert feed.publisher.domain == "tide.example"
    assert feed.publisher.names == {"en": "The Tide"}
    assert feed.publisher.added_at == NOON


def test_a_feeds_address_is_kept_as_it_is_written():
    url = "https://Tide.example/RSS?b=2&a=1&utm_source=x"

    assert add(f"  {url}\n").url == url


def test_the_home_page_tells_whose_a_feed_on_another_host_is():
    feed = add("https://feeds.feedburner.example/tide", home="https://www.tide.example/news")

    assert feed.publisher.domain == "tide.example"


def test_a_second_feed_joins_its_publisher_and_changes_nothing_of_it():
    first = add("https://tide.example/1", title="The Tide", language="en")
    second = add("https://tide.example/2", title="The Tide: Sports", language="ar")

    assert first.publisher == second.publisher
    assert Publisher.objects.get().names == {"en": "The Tide"}


@pytest.mark.parametrize(
    "url",
    ["", "tide", "ftp://tide.example/", "javascript:alert(1)", "https://", "https://x" + "y" * 2100 + ".example/"],
)
def test_what_is_no_web_address_is_refused(url):
    with pytest.raises(SourceError):
        add(url)

    assert not Publisher.objects.exists()


@pytest.mark.parametrize(
    ("told", "kept", "named"),
    [
        ("en_US", "en", "en"), ("en-us", "en", "en"), ("eng", "en", "en"), ("AR-EG", "ar", "ar"),
        ("iw", "he", "he"), ("english", "", "und"), ("", "", "und"), ("-", "", "und"),
    ],
)  # fmt: skip
def test_a_publishers_language_is_kept_by_its_code_however_it_is_told(told, kept, named):
    publisher = add("https://tide.example/rss", title="The Tide", language=told).publisher

    assert (publisher.language, publisher.names) == (kept, {named: "The Tide"})


def test_words_that_are_too_long_are_cut():
    feed = add("https://tide.example/rss", title="x" * 900, language="x" * 90, category="y" * 90,
               home="https://tide.example/" + "z" * 3000)  # fmt: skip

    feed.refresh_from_db()
    assert (len(feed.title), len(feed.language), len(feed.category), feed.publisher.home) == (500, 8, 20, "")


def test_the_rights_of_a_new_publisher_are_the_settings(settings):
    settings.DEFAULT_RIGHTS = "excerpt"

    assert add("https://tide.example/rss").publisher.rights == "excerpt"


def test_one_bad_source_of_many_hinders_no_other():
    added = adding.add_all(
        [
            Source("https://a.example/rss"),
            Source("nonsense"),
            Source("https://b.example/rss"),
            Source("https://a.example/rss"),
        ],
        NOON,
    )

    assert (added.feeds, added.known, len(added.refused)) == (2, 1, 1)
    assert "nonsense" in added.refused[0].reason


def test_the_list_that_goes_out_can_come_in_again():
    add(
        "https://tide.example/rss",
        title="The <Tide> & Co",
        home="https://tide.example/",
        language="en",
        category="sports",
    )
    add("https://bayan.example/rss", title="البيان", language="ar")
    body = adding.to_opml(NOON)

    assert adding.from_opml(body) == [
        Source("https://bayan.example/rss", "البيان", "", "ar", ""),
        Source("https://tide.example/rss", "The <Tide> & Co", "https://tide.example/", "en", "sports"),
    ]


def test_the_catalogue_changes_nothing_that_is_there():
    assert not catalogue.was_loaded()
    first = catalogue.load(NOON)
    feed = Feed.objects.earliest("pk")
    feed.pause()
    Publisher.objects.filter(pk=feed.publisher.pk).update(country="XX")

    second = catalogue.load(NOON)

    assert first.publishers >= 60
    assert (second.publishers, second.feeds) == (0, 0)
    feed.refresh_from_db()
    assert (feed.status, feed.publisher.country) == ("paused", "XX")
    assert catalogue.was_loaded()


def test_an_operator_who_deletes_it_all_does_not_get_it_again():
    catalogue.load(NOON)
    Publisher.objects.all().delete()

    assert catalogue.was_loaded()
