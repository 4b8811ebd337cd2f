"""A search as a feed: what has all the words, newest first."""

from datetime import timedelta
from urllib.parse import quote

import pytest

from daily8.sources.models import Rights
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
FORMS = ["rss", "atom", "json"]


def titles(feed) -> list[str]:
    if isinstance(feed, dict):
        return [item["title"] for item in feed["items"]]
    return [entry.title for entry in feed.entries]


@pytest.mark.parametrize("form", FORMS)
def test_a_search_is_a_feed_newest_first(findable, fetch, form):
    for hours, title in enumerate(["Storm tonight", "A storm & <b>rain</b> ]]>", "Calm"]):
        findable(title, published_at=NOON - timedelta(hours=hours))

    assert len(titles(fetch(f"/en/search/feed.{form}?q=storm"))) == 2
    assert titles(fetch(f"/en/search/feed.{form}?q=storm"))[0] == "Storm tonight"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "typed", ["", "-x", "source:nowhere.example", "\x00\x0b]]>", "<script>", "x" * 5000, "عاصفة"]
)
def test_any_query_has_a_feed_that_can_be_read(findable, fetch, form, typed):
    findable("Storm")

    assert titles(fetch(f"/ar/search/feed.{form}?q={quote(typed)}")) == []


@pytest.mark.parametrize("form", FORMS)
def test_its_texts_keep_to_the_rights_of_each_publisher(findable, make_publisher, client, form):
    for rights in Rights.values:
        findable(
            f"Storm {rights}",
            text="The secret of the storm.",
            html="<p>The secret of the storm.</p>",
            excerpt="A beginning.",
            publisher=make_publisher(rights=rights),
        )
    words = client.get(f"/en/search/feed.{form}?q=storm").content.decode()

    assert words.count("The secret") == 1
    assert "A beginning." in words


def test_results_tell_programs_of_their_feeds(findable, client):
    findable("Storm")
    page = client.get("/en/search?q=storm+%22a+b%22").content.decode()

    for form in FORMS:
        assert f'href="/en/search/feed.{form}?q=storm+%22a+b%22"' in page
    assert "feed.rss" not in client.get("/en/search").content.decode().partition("</head>")[0]
