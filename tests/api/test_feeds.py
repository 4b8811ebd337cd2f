"""Every list as a feed, in three formats."""

import html
import json

import feedparser
import pytest
from lxml import etree

from daily8.api.feeds import one_line, speakable
from daily8.articles.models import Revision
from daily8.stories.models import FormerStory

FORMS = ["rss", "atom", "json"]
LISTS = {
    "front": "/en/feed",
    "latest": "/en/latest/feed",
    "category": "/en/category/world/feed",
    "source": "/en/source/daily.example/feed",
    "hashtag": "/en/hashtag/Nairobi/feed",
    "story": "/en/story/{story}/feed",
}
TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}


@pytest.fixture
def world(make_article, make_publisher, make_hashtag, make_story):
    """Two reports of one event, in one hashtag; return the addresses of all lists, less their endings."""
    reports = [make_article(title="Ships leave"), make_article(title="Ships left", publisher=make_publisher())]
    make_hashtag("Nairobi", on=reports)
    story = make_story(*reports)
    return {name: address.format(story=story.key) for name, address in LISTS.items()}


def titles(feed):
    if isinstance(feed, dict):
        return [item["title"] for item in feed["items"]]
    return [entry.title for entry in feed.entries]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("name", "listed"),
    [
        # Of one event the front page has one report.
        ("front", ["Ships leave"]),
        ("latest", ["Ships leave", "Ships left"]),
        ("category", ["Ships leave", "Ships left"]),
        ("source", ["Ships leave"]),
        ("hashtag", ["Ships leave", "Ships left"]),
        ("story", ["Ships leave", "Ships left"]),
    ],
)
def test_every_list_is_a_feed(world, client, fetch, name, listed, form):
    address = f"{world[name]}.{form}"

    assert titles(fetch(address)) == listed
    assert client.get(address)["Content-Type"] == f"{TYPES[form]}; charset=utf-8"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", LISTS)
def test_a_feed_says_where_it_is_and_what_it_is_the_feed_of(world, client, name, form):
    address = f"{world[name]}.{form}"
    body = client.get(address).content

    if form == "json":
        told = json.loads(body)
        own, page, language = told["feed_url"], told["home_page_url"], told["language"]
    else:
        feed = feedparser.parse(body).feed
        own = next(link.href for link in feed.links if link.rel == "self")
        page, language = feed.link, feed.language
    listed = page.removeprefix("https://news.example")
    assert own == f"https://news.example{address}"
    assert f"{listed.rstrip('/')}/feed.{form}" == address
    assert client.get(listed).status_code == 200
    assert language == "en"


@pytest.mark.parametrize("form", FORMS)
def test_a_feed_in_all_languages_is_one_of_its_own(make_article, fetch, form):
    make_article(title="Ships")
    make_article(title="سفن", language="ar")

    assert titles(fetch(f"/en/latest/feed.{form}")) == ["Ships"]
    assert titles(fetch(f"/ar/latest/feed.{form}")) == ["سفن"]
    both = fetch(f"/en/latest/feed.{form}?languages=all&junk=1")
    assert titles(both) == ["Ships", "سفن"]
    own = both["feed_url"] if form == "json" else next(one.href for one in both.feed.links if one.rel == "self")
    assert own == f"https://news.example/en/latest/feed.{form}?languages=all"


def test_a_front_page_begins_with_the_top_stories(make_article, make_publisher, make_story, fetch):
    newest = make_article(title="Bread")
    make_story(*(make_article(title="Ships leave", publisher=make_publisher()) for _ in range(3)))

    assert newest.published_at
    assert titles(fetch("/en/feed.json")) == ["Ships leave", "Bread"]


def test_all_there_is_to_say_of_an_article_is_said(make_article, make_hashtag, publisher, noon, client):
    article = make_article(
        title="Ships leave",
        authors=["Amina Odhiambo", "Li Wei"],
        image="https://daily.example/1.jpg",
        language="fr",
    )
    Revision.objects.create(article=article, title="Ships", replaced_at=noon)
    make_hashtag("Nairobi", on=[article])
    page, key = f"https://news.example/en/article/{article.key}", f"tag:news.example,2026:article/{article.key}"

    def read(form):
        return client.get(f"/en/latest/feed.{form}?languages=all").content

    (item,) = json.loads(read("json"))["items"]
    picture = item.pop("image")
    assert picture.startswith("https://news.example/picture/1280/")
    assert client.get(picture.removeprefix("https://news.example")).status_code == 404
    assert item == {
        "id": key,
        "url": page,
        "external_url": article.url,
        "title": "Ships leave",
        "content_html": article.html,
        "summary": article.excerpt,
        "date_published": "2026-11-25T11:59:00+00:00",
        "date_modified": "2026-11-25T12:00:00+00:00",
        "authors": [{"name": "Amina Odhiambo"}, {"name": "Li Wei"}],
        "tags": ["World", "Nairobi"],
        "language": "fr",
        "_publisher": {"name": "The Daily", "url": "https://daily.example/"},
    }
    for form in ("rss", "atom"):
        (entry,) = feedparser.parse(read(form)).entries
        assert (entry.id, entry.link) == (key, page)
        assert (entry.published_parsed[3:5], entry.updated_parsed[3:5]) == ((11, 59), (12, 0))
        assert [author.name for author in entry.authors] == ["Amina Odhiambo", "Li Wei"]
        assert [tag.term for tag in entry.tags] == ["World", "Nairobi"]
        assert (entry.summary, entry.content[0].value) == (article.excerpt, article.html)
        assert entry.publisher == "The Daily"
    rss, atom = (feedparser.parse(read(form)).entries[0] for form in ("rss", "atom"))
    assert rss.media_content == [{"url": picture, "medium": "image", "type": "image/webp"}]
    assert (rss.dc_source, rss.language) == (article.url, "fr")
    assert {link.rel: link.href for link in atom.links} == {
        "alternate": page,
        "via": article.url,
        "enclosure": picture,
    }
    assert atom.content[0].language == "fr"


def test_who_is_not_named_is_the_publisher(make_article, fetch):
    make_article()

    assert fetch("/ar/latest/feed.json?languages=all")["items"][0]["authors"] == [{"name": "صحيفة daily"}]


def test_pictures_of_a_text_come_through_this_site(make_article, fetch):
    make_article(html='<p>Ships</p><img src="https://daily.example/1.jpg"><table><tr><td>1</td></tr></table>')

    body = fetch("/en/latest/feed.json")["items"][0]["content_html"]

    assert '<img src="https://news.example/picture/960/' in body
    assert "daily.example" not in body
    assert "<table><tr><td>1</td></tr></table>" in body


def test_a_text_that_runs_from_right_to_left_says_so(make_article, fetch):
    make_article(language="ar", html="<p>سفن</p>")

    assert fetch("/ar/latest/feed.json")["items"][0]["content_html"] == '<div lang="ar" dir="rtl"><p>سفن</p></div>'


HOSTILE = {
    "mark-up": 'Ships <script>alert("1")</script> & <b>bread</b>',
    "mark-up written out": "How to write &lt;b&gt; and &amp;",
    "end of a section": "Ships ]]> <![CDATA[ leave --> <!-- <?php",
    "comparisons": "5 < 6 & 7 > 6, AT&T",
    "quotes": '"Ships" \'leave\' \\ {"a": 1}',
    "right to left": "\u202eShips\u202c \u200fسفن\u200e \u2067تغادر\u2069",
    "line ends": "Ships\u2028leave\u2029now",
    "emoji": "Ships 🚢\U0001f1f0\U0001f1ea",
    "long": "Ships & <i>boats</i> " * 500 + "leave",
}


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("form", FORMS)
def test_a_title_is_read_as_it_was_written(make_article, fetch, form, title):
    make_article(title=title)
    # What a name of a feed has no line ends for.
    expected = " ".join(title.split())

    feed = fetch(f"/en/latest/feed.{form}")

    if form == "json":
        assert feed["items"][0]["title"] == expected
        return
    detail = feed.entries[0].title_detail
    shown = html.unescape(detail.value) if detail.type == "text/html" else detail.value
    assert shown == expected
    assert detail.type == "text/plain" or "<" not in detail.value


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)
def test_a_title_means_itself_to_programs_that_take_it_for_html(make_article, client, title):
    make_article(title=title)

    written = etree.fromstring(client.get("/en/latest/feed.rss").content).findtext("channel/item/title")

    assert etree.HTML(f"<p>{written}").xpath("string(//p)") == " ".join(title.split())


@pytest.mark.parametrize("form", FORMS)
def test_what_no_feed_can_say_is_left_out(make_article, make_publisher, make_hashtag, make_story, fetch, form):
    hostile = "Ships\x0b\x1b\x7f \ufffe\uffff leave"
    article = make_article(
        title=hostile,
        excerpt=hostile,
        html=f"<p>{hostile}</p>",
        authors=[hostile],
        url="https://daily.example/\x0b a?b=1&c=<2>",
        publisher=make_publisher(names={"en": hostile}),
    )
    make_hashtag("Nairobi", on=[article], names={"en": hostile})

    for address in (f"/en/hashtag/Nairobi/feed.{form}", f"/en/story/{make_story(article).key}/feed.{form}"):
        assert titles(fetch(address)) == ["Ships\x7f leave"]


def test_half_a_letter_is_left_out():
    # A database refuses it, so it can only come from elsewhere.
    assert speakable("Ships\ud83d\ude00 leave").encode() == b"Ships leave"
    assert one_line(" Ships\n\ud800 leave ") == "Ships leave"


@pytest.mark.parametrize("form", FORMS)
def test_a_list_of_nothing_is_a_feed_that_stays_the_same(make_hashtag, client, fetch, form):
    make_hashtag("Nairobi")
    address = f"/en/hashtag/Nairobi/feed.{form}"

    assert titles(fetch(address)) == []
    assert client.get(address).content == client.get(address).content


def test_a_feed_has_no_more_than_thirty_entries(make_article, fetch):
    made = [make_article().title for _ in range(32)]

    assert titles(fetch("/en/latest/feed.json")) == made[:30]


def test_the_former_address_of_a_hashtags_feed_still_answers(world, client, fetch):
    assert titles(fetch("/en/hashtag/Nairobi/feed")) == ["Ships leave", "Ships left"]
    assert client.get("/en/hashtag/Nairobi/feed")["Content-Type"] == "application/atom+xml; charset=utf-8"


def test_a_hashtag_that_became_part_of_another_leads_to_its_feed(make_hashtag, client):
    make_hashtag("Nayrobi", merged_into=make_hashtag("Nairobi"))

    for end, there in (("feed", "feed.atom"), ("feed.json?languages=all&x=1", "feed.json?languages=all")):
        response = client.get(f"/ar/hashtag/Nayrobi/{end}")
        assert (response.status_code, response["Location"]) == (301, f"/ar/hashtag/Nairobi/{there}")


def test_a_story_that_became_part_of_another_leads_to_its_feed(make_article, make_story, client):
    story = make_story(make_article())
    FormerStory.objects.create(key="a" * 32, story=story)

    assert client.get(f"/en/story/{'a' * 32}/feed.rss")["Location"] == f"/en/story/{story.key}/feed.rss"


@pytest.mark.parametrize(
    "address",
    [
        "/en/hashtag/Nonsense/feed.rss",
        "/en/hashtag/Spam/feed.atom",
        "/en/hashtag/Nothing/feed.json",
        "/en/category/nothing/feed.rss",
        "/en/source/nobody.example/feed.rss",
        f"/en/story/{'b' * 32}/feed.rss",
        "/en/feed.xml",
        "/en/about/feed.rss",
    ],
)
def test_what_is_not_there_has_no_feed(make_hashtag, client, address):
    make_hashtag("Nonsense", banned=True)
    make_hashtag("Spam", merged_into=make_hashtag("More spam", banned=True))

    assert client.get(address).status_code == 404


def test_a_source_that_writes_in_another_language_has_a_feed_nevertheless(make_article, fetch):
    make_article(title="سفن", language="ar")

    assert titles(fetch("/en/source/daily.example/feed.rss")) == ["سفن"]


@pytest.mark.parametrize(
    ("name", "queries"), [("latest", 6), ("category", 6), ("source", 8), ("hashtag", 7), ("story", 8)]
)
def test_a_feed_takes_few_queries(world, client, django_assert_max_num_queries, name, queries):
    with django_assert_max_num_queries(queries):
        client.get(f"{world[name]}.rss")
