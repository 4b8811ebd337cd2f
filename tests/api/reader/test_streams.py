"""What apps read: the streams of what a reader follows, page by page, as far as rights go."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from lxml import etree

from daily8.articles.models import Article
from daily8.reading import muting, shelf, things
from daily8.reading.models import Apps
from daily8.reading.telling import Told
from daily8.sources.models import Rights
from tests.api.reader.conftest import ORIGIN
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
ALL = "user/-/state/com.google/reading-list"
FOLLOWED = ["Of the harbour", "Of boats", "The flood", "Lighthouse lit", "عن الميناء", "Of nothing followed"]


def feed(path):
    return f"feed/{ORIGIN}{path}"


def test_each_thing_that_is_followed_is_a_feed_in_the_folder_of_its_kind(app, world):
    told = app.told("subscription/list")["subscriptions"]

    story = world["story"].report.story.key
    assert [(one["title"], one["id"], [each["label"] for each in one["categories"]]) for one in told] == [
        ("Front page", feed("/en/feed.rss"), []),
        ("The Harbour", feed("/en/source/harbour.example/feed.rss"), ["Sources"]),
        ("#Boats", feed("/en/hashtag/Boats/feed.rss"), ["Hashtags"]),
        ("The flood", feed(f"/en/story/{story}/feed.rss"), ["Stories"]),
        ("lighthouse", feed("/en/search/feed.rss?q=lighthouse"), ["Searches"]),
    ]
    assert told[1]["htmlUrl"] == f"{ORIGIN}/en/source/harbour.example"
    assert told[1]["categories"][0]["id"] == "user/-/label/Sources"


def test_a_feed_gives_what_its_thing_gives(app, world):
    streams = app.streams()

    assert app.titles(streams["The Harbour"]) == ["Of the harbour", "عن الميناء"]
    assert app.titles(streams["#Boats"]) == ["Of the harbour", "Of boats"]
    assert app.titles(streams["The flood"]) == ["The flood", "Of nothing followed"]
    assert app.titles(streams["lighthouse"]) == ["Lighthouse lit"]
    # Of one event the front page has one report.
    assert set(app.titles(streams["Front page"])) == set(FOLLOWED) - {"Of nothing followed"}


def test_all_of_it_is_one_stream_newest_first_and_folders_are_streams(app, world):
    assert app.titles(ALL) == FOLLOWED
    assert app.titles("") == FOLLOWED
    assert app.titles("user/-/label/Sources") == ["Of the harbour", "عن الميناء"]
    assert app.titles("user/1/label/Hashtags") == ["Of the harbour", "Of boats"]
    assert app.titles("user/-/label/Nothing") == []
    assert app.ids(ALL) == [
        world[name].pk for name in ("source", "hashtag", "story", "search", "arabic", "elsewhere")
    ]


def test_an_item_says_what_apps_need(app, world):
    item, *_ = app.told(f"stream/contents/{ALL}")["items"]
    article = world["source"]

    assert item["id"] == f"tag:google.com,2005:reader/item/{article.pk:016x}"
    assert item["timestampUsec"] == str(int(NOON.timestamp()) * 1_000_000)
    assert item["crawlTimeMsec"] == str(int(NOON.timestamp()) * 1000)
    assert item["published"] == int(article.published_at.timestamp())
    assert (
        item["canonical"]
        == item["alternate"]
        == [{"href": f"{ORIGIN}/en/article/{article.key}", "type": "text/html"}]
    )
    assert item["summary"]["direction"] == "ltr"
    assert "Ships left the harbour" in item["summary"]["content"]
    assert f'<a href="{article.url}">The Harbour</a>' in item["summary"]["content"]
    assert item["categories"] == [ALL, "user/-/label/Sources"]
    assert item["origin"]["streamId"] == app.streams()["The Harbour"]


def test_an_article_is_in_the_same_feed_however_it_is_asked_for(app, world):
    streams = app.streams()
    pks = [article.pk for article in world.values()]
    by_id = app.post("stream/items/contents", i=pks).json()["items"]
    by_stream = app.told(f"stream/contents/{ALL}", n=100)["items"]
    origins = {item["title"]: item["origin"]["title"] for item in by_id}

    assert origins == {item["title"]: item["origin"]["title"] for item in by_stream}
    assert origins == {
        "Of the harbour": "The Harbour", "Of boats": "#Boats", "The flood": "The flood",
        "Lighthouse lit": "lighthouse", "عن الميناء": "The Harbour", "Of nothing followed": "The flood",
    }  # fmt: skip
    assert {item["origin"]["streamId"] for item in by_id} <= set(streams.values())


def test_ids_are_taken_in_every_form_and_what_is_none_is_left_out(app, world):
    pk = world["source"].pk
    forms = [
        f"tag:google.com,2005:reader/item/{pk:016x}",
        str(pk),
        f"{pk:016x}",
        "nonsense",
        "-5",
        "9" * 30,
        "\x00",
    ]

    assert [item["title"] for item in app.post("stream/items/contents", i=forms).json()["items"]] == [
        "Of the harbour"
    ]
    assert app.post("stream/items/contents", i=["nonsense"]).status_code == 400
    assert app.get("stream/items/contents").status_code == 405


@pytest.mark.parametrize("order", ["n", "o"])
def test_pages_go_on_where_the_one_before_ended(app, world, order):
    found, going_on = [], ""
    for _ in range(10):
        page = app.told(f"stream/contents/{ALL}", n=2, r=order, c=going_on)
        found += [item["title"] for item in page["items"]]
        assert len(page["items"]) <= 2
        going_on = page.get("continuation", "")
        if not going_on:
            break

    assert found == (FOLLOWED if order == "n" else FOLLOWED[::-1])


def test_ids_go_on_the_same_way(app, world):
    first = app.told("stream/items/ids", s=ALL, n=4)
    second = app.told("stream/items/ids", s=ALL, n=4, c=first["continuation"])

    assert len(first["itemRefs"]) == 4
    assert len(second["itemRefs"]) == 2
    assert "continuation" not in second


@pytest.mark.parametrize("sent", ["x", "1-", "-1", "9" * 18 + "-1", "1-" + "9" * 18, "\x00"])
def test_a_place_that_nobody_was_told_is_no_fault(app, world, sent):
    assert app.get(f"stream/contents/{ALL}", c=sent).status_code == 200


@pytest.mark.parametrize("unit", [1, 1000, 1_000_000, 1_000_000_000])
def test_what_was_found_since_or_until_a_moment_is_told_in_whatever_unit(app, world, unit):
    Article.objects.filter(pk=world["story"].pk).update(found_at=NOON + timedelta(hours=1))
    moment = int((NOON + timedelta(minutes=30)).timestamp()) * unit

    assert app.titles(ALL, ot=moment) == ["The flood"]
    assert app.titles(ALL, nt=moment) == [title for title in FOLLOWED if title != "The flood"]
    assert app.titles(ALL, ot="soon") == FOLLOWED


def test_what_has_a_state_can_be_left_out_or_asked_for(app, world):
    read, starred = "user/-/state/com.google/read", "user/-/state/com.google/starred"
    app.post("edit-tag", i=world["source"].pk, a=read)
    app.post("edit-tag", i=world["hashtag"].pk, a=starred)

    assert app.titles(ALL, xt=read) == FOLLOWED[1:]
    assert app.titles(ALL, it=read) == ["Of the harbour"]
    assert app.titles(read) == ["Of the harbour"]
    assert app.titles(ALL, it="user/-/state/com.google/unread") == FOLLOWED[1:]
    assert app.titles(ALL, it=starred) == app.titles(starred) == ["Of boats"]
    assert app.titles(ALL, xt=starred) == [title for title in FOLLOWED if title != "Of boats"]
    assert app.titles(ALL, it="user/-/state/com.google/like") == []
    assert app.titles("user/-/state/com.google/broadcast") == []
    front = app.streams()["Front page"]
    assert "Lighthouse lit" not in app.titles(ALL, xt=[front, "user/-/label/Searches"])


def test_publishers_rights_hold_in_every_form(app, world):
    world["source"].publisher.edit(rights=Rights.EXCERPT)
    world["hashtag"].publisher.edit(rights=Rights.LINK)
    items = {item["title"]: item for item in app.told(f"stream/contents/{ALL}")["items"]}

    assert "They will be back" not in items["Of the harbour"]["summary"]["content"]
    assert "at dawn on Wednesday" in items["Of the harbour"]["summary"]["content"]
    assert "dawn" not in items["Of boats"]["summary"]["content"]
    assert "hill.example" in items["Of boats"]["summary"]["content"]


def test_what_is_withdrawn_or_muted_is_in_no_stream(app, world, reader):
    Article.objects.filter(pk=world["source"].pk).withdraw()
    muting.mute(reader, things.named("hashtag", "Boats"), NOON)
    titles = app.titles(ALL)

    assert "Of the harbour" not in titles
    assert world["source"].pk not in app.ids(ALL)
    assert app.post("stream/items/contents", i=[world["source"].pk]).json()["items"] == []


def test_a_language_that_was_chosen_is_that_of_hashtags_the_front_page_and_names(app, world, reader, make_hashtag):
    shelf.change(reader, Told(0, [], [], {"language": "ar"}))
    streams = app.streams()

    assert "الصفحة الرئيسية" in streams
    assert streams["الصفحة الرئيسية"] == feed("/ar/feed.rss")
    assert app.titles(streams["الصفحة الرئيسية"]) == ["عن الميناء"]
    assert app.titles(feed("/ar/hashtag/Boats/feed.rss")) == []
    assert app.titles(feed("/ar/source/harbour.example/feed.rss")) == ["Of the harbour", "عن الميناء"]
    item = app.told(f"stream/contents/{feed('/en/source/harbour.example/feed.rss')}", n=5)["items"][1]
    assert item["summary"]["content"].startswith('<div lang="ar" dir="rtl">')
    assert item["summary"]["direction"] == "rtl"


@pytest.mark.parametrize(
    "stream",
    [
        "feed/https://elsewhere.example/feed.xml",
        "feed/",
        "nonsense",
        "user/-/label/",
        "feed/https://news.example/en/",
    ],
)
def test_a_stream_that_there_is_not_is_a_bad_request(app, world, stream):
    assert app.get(f"stream/contents/{quote(stream, safe='')}").status_code == 400


def test_a_feed_of_this_site_is_read_without_being_followed(app, world):
    assert "Of boats" in app.titles(feed("/ar/source/hill.example/feed.json"))


def test_an_app_that_sends_an_address_on_without_escapes_is_understood(app, world, follow):
    follow("search", "lit & lighthouse")
    torn = feed("/en/search/feed.rss?q=lit & lighthouse")

    assert app.titles(torn) == ["Lighthouse lit"]


def test_atom_tells_the_same_with_states_as_older_apps_read_them(app, world, client):
    app.post("edit-tag", i=world["source"].pk, a="user/-/state/com.google/read")
    address = quote(app.streams()["The Harbour"], safe="")
    told = etree.fromstring(client.get(f"/api/greader/reader/atom/{address}?n=1", headers=app.headers).content)
    names = {"a": "http://www.w3.org/2005/Atom", "gr": "http://www.google.com/schemas/reader/atom/"}

    assert told.xpath("//a:entry/a:title/text()", namespaces=names) == ["Of the harbour"]
    assert told.xpath("//a:entry/a:id/text()", namespaces=names) == [
        f"tag:google.com,2005:reader/item/{world['source'].pk:016x}"
    ]
    assert told.xpath("//a:category/@label", namespaces=names) == ["reading-list", "read"]
    assert told.xpath("//gr:continuation", namespaces=names)


def test_the_front_page_is_no_feed_of_who_does_not_want_it(app, world, reader):
    Apps.objects.create(user=reader, front=False)

    assert "Front page" not in app.streams()
    assert set(app.titles(ALL)) == set(FOLLOWED)
    assert "Front page" not in {item["origin"]["title"] for item in app.told(f"stream/contents/{ALL}")["items"]}


def test_more_articles_take_as_many_queries(app, world, make_article, django_assert_max_num_queries):
    for number in range(30):
        make_article(publisher=world["source"].publisher, title=f"More {number}")

    with django_assert_max_num_queries(60):
        assert len(app.titles("user/-/label/Sources", n=100)) == 32
