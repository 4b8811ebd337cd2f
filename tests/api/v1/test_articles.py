"""Articles in the API: lists, one, its edits; and what its publisher's rights let be shown."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from daily8.articles import merging
from daily8.articles.models import Revision
from daily8.sources.models import Rights
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
SITE = "https://news.example"


def keys(response) -> list[str]:
    assert response.status_code == 200, response.content
    return [item["key"] for item in response.json()["items"]]


def test_an_article_is_told_in_a_list_as_its_card_is(ask, make_article, publisher):
    article = make_article(image="https://daily.example/1.jpg", title="Ships  leave\n the harbour")

    [item] = ask("/articles").json()["items"]

    assert item["picture"].pop("url").startswith(f"{SITE}/picture/1280/")
    assert item == {
        "key": article.key,
        "title": "Ships leave the harbour",
        "language": "en",
        "direction": "ltr",
        "excerpt": "Ships left the harbour at dawn on Wednesday.",
        "published_at": "2026-11-25T11:59:00Z",
        "words": 92,
        "shows": "full",
        "category": {"id": "world", "name": "World"},
        "publisher": {"domain": "daily.example", "name": "The Daily"},
        "picture": {"caption": ""},
        "page": f"{SITE}/en/article/{article.key}",
        "original": "https://daily.example/article/1",
        "address": f"{SITE}/api/v1/articles/{article.key}",
    }


def test_words_are_written_as_they_are(ask, make_article):
    make_article(title="السفن 🚢 تغادر", language="ar")

    assert "السفن 🚢 تغادر" in ask("/articles").content.decode()


def test_a_list_goes_on_where_it_ended_while_new_articles_arrive(ask, make_article, client):
    old = [make_article() for _ in range(5)]
    first = ask("/articles?size=2")
    assert keys(first) == [old[0].key, old[1].key]
    following = first.json()["next"]
    assert first["Link"] == f'<{following}>; rel="next"'
    make_article(published_at=NOON + timedelta(minutes=5))

    seen = []
    while following:
        assert following.startswith(SITE)
        parts = urlsplit(following)
        page = client.get(f"{parts.path}?{parts.query}")
        seen += keys(page)
        following = page.json()["next"]

    assert seen == [article.key for article in old[2:]]
    assert "Link" not in page


def test_articles_of_one_moment_come_each_once(ask, make_article):
    made = {make_article(published_at=NOON).key for _ in range(5)}
    seen, path = [], "/articles?size=2"
    while path:
        response = ask(path)
        seen += keys(response)
        path = (response.json()["next"] or "").removeprefix(f"{SITE}/api/v1")

    assert len(seen) == 5
    assert set(seen) == made


def test_a_list_is_narrowed_down(ask, make_article, make_publisher, make_hashtag, make_story):
    other = make_publisher("other.example")
    first = make_article(category="science")
    second = make_article(language="ar", title="السفن", publisher=other)
    third = make_article(publisher=other)
    make_hashtag("Nairobi", on=[first, second])
    story = make_story(second, third)

    assert keys(ask("/articles?category=science")) == [first.key]
    assert keys(ask("/articles?language=ar")) == [second.key]
    assert keys(ask("/articles?source=Other.example")) == [second.key, third.key]
    assert keys(ask("/articles?hashtag=Nairobi")) == [first.key, second.key]
    assert keys(ask("/articles?hashtag=Nairobi&language=en")) == [first.key]
    assert keys(ask(f"/articles?story={story.key}")) == [second.key, third.key]
    assert keys(ask("/articles?since=2026-11-25T11:58:00Z")) == [first.key, second.key]
    assert keys(ask("/articles?before=2026-11-25T13:58:00%2B02:00")) == [third.key]
    assert keys(ask("/articles?since=0001-01-01T00:00:00%2B14:00&before=9999-12-31T23:59:59-12:00")) == [
        first.key,
        second.key,
        third.key,
    ]


def test_hashtags_in_a_list_go_on_too(ask, make_article, make_hashtag):
    made = [make_article() for _ in range(3)]
    make_hashtag("Nairobi", on=made)

    first = ask("/articles?hashtag=Nairobi&size=2")

    rest = ask(first.json()["next"].removeprefix(f"{SITE}/api/v1"))
    assert keys(rest) == [made[2].key]


def test_what_readers_may_not_see_is_in_no_list_and_has_no_address(ask, make_article):
    hidden = make_article(visible=False)

    assert keys(ask("/articles")) == []
    for path in ("", "/edits", "/comments", "/summary"):
        assert ask(f"/articles/{hidden.key}{path}").status_code == 404


@pytest.mark.parametrize("rights", Rights.values)
def test_an_article_shows_what_its_publisher_lets_be_shown(ask, make_article, make_publisher, rights):
    publisher = make_publisher(rights=rights)
    sentences = [f"Sentence {number} of a text that goes on and on for ever." for number in range(60)]
    article = make_article(
        publisher=publisher, text="\n\n".join(sentences), html="".join(f"<p>{one}</p>" for one in sentences),
        image="https://daily.example/1.jpg", caption="A quay", authors=["Amina Odhiambo"], words=660,
    )  # fmt: skip

    told = ask(f"/articles/{article.key}").json()

    assert told["shows"] == rights
    assert told["authors"] == ["Amina Odhiambo"]
    if rights == Rights.FULL:
        assert told["html"].count("<p>") == 60
        assert told["text"].endswith(sentences[-1])
        assert told["opening"] == []
        assert told["picture"]["caption"] == "A quay"
    else:
        assert (told["html"], told["text"]) == ("", "")
        assert sentences[-1] not in str(told)
        assert bool(told["opening"]) is (rights == Rights.EXCERPT)
        assert (told["picture"] is None) is (rights == Rights.LINK)


def test_an_article_has_its_story_hashtags_copies_and_edits(ask, make_article, make_hashtag, make_story):
    original = make_article()
    article = make_article(copy_of=original, credit="AFP")
    make_hashtag("Nairobi", on=[article], names={"en": "Nairobi", "ar": "نيروبي"})
    story = make_story(original, article)
    for hours, title in ((1, "An older one"), (2, "An old headline")):
        Revision.objects.create(article=article, title=title, replaced_at=NOON + timedelta(hours=hours))

    told = ask(f"/articles/{article.key}?locale=ar").json()

    assert told["hashtags"] == [{"slug": "Nairobi", "name": "نيروبي", "language": "ar", "kind": "place"}]
    assert (told["story"], told["copy_of"], told["credit"]) == (story.key, original.key, "AFP")
    assert told["page"] == f"{SITE}/ar/article/{article.key}"
    edits = [
        {"at": "2026-11-25T14:00:00Z", "old_title": "An old headline", "new_title": article.title, "figures": []},
        {"at": "2026-11-25T13:00:00Z", "old_title": "An older one", "new_title": "An old headline", "figures": []},
    ]
    assert told["edits"] == edits
    assert ask(f"/articles/{article.key}/edits").json() == {"items": edits}


def test_a_former_address_leads_to_what_it_became(ask, make_article):
    article, other = make_article(), make_article()
    merging.merge(other, into=article)

    for rest in ("", "/edits"):
        moved = ask(f"/articles/{other.key}{rest}")
        assert moved.status_code == 301
        assert moved["Location"] == f"/api/v1/articles/{article.key}{rest}"


def test_html_is_safe_and_pictures_come_through_the_site(ask, make_article):
    article = make_article(html='<p>Hello</p><img src="https://daily.example/1.jpg">')

    told = ask(f"/articles/{article.key}").json()

    assert f'src="{SITE}/picture/' in told["html"]


def test_a_list_and_an_article_ask_the_database_as_often_whatever_they_hold(
    ask, make_article, make_hashtag, make_story, django_assert_max_num_queries, django_assert_num_queries
):
    articles = [make_article() for _ in range(30)]
    make_hashtag("Nairobi", on=articles)
    make_story(*articles)
    ask("/categories")
    with django_assert_num_queries(1):
        ask("/articles?size=30&language=en&category=world")
    with django_assert_num_queries(2):
        ask("/articles?size=30&hashtag=Nairobi")
    with django_assert_max_num_queries(8):
        ask(f"/articles/{articles[3].key}")
