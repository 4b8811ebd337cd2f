"""A link that a phone shares with the app leads to its article, or to what can be done about it."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from daily8.engine import addresses
from daily8.web.pwa.sharing import Shared

LINK = "https://paper.example/news/ships-1"
HOSTILE = [
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example/x",
    "https:/evil.example",
    "https://user:secret@evil.example/",
    "https://evil.example\\@paper.example/",
    "http://[::1",
    "http://1.2.3/",
    "https://" + "a" * 300 + ".example/",
    "https://paper.example:99999/",
    "\x00\x1b\u202e" * 50,
    "h" * 9_000,
    "https://" * 2_000,
]


def share(client, language: str = "en", **told: str):
    return client.get(f"/{language}/share?{urlencode(told)}")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "told",
    [
        {"url": LINK},
        {"text": f"Look at this: {LINK}."},
        {"title": "Ships leave", "text": f"Ships leave ({LINK})"},
        {"text": f"«السفن» {LINK}، انظر", "url": ""},
        {"url": f"{LINK}?utm_source=app#top"},
        {"url": LINK.replace("https://", "HTTP://WWW.").replace("paper.example", "Paper.Example")},
        {"url": "https://elsewhere.example/", "text": LINK},
    ],
)
def test_a_shared_link_opens_its_article_in_the_language_of_the_app(make_article, client, language, told):
    article = make_article(url=LINK)
    # As the line keys articles.
    article.addresses.update(key="9b" * 16)
    article.addresses.create(key=key_of(LINK))

    answer = share(client, language, **told)

    assert answer.status_code == 302
    assert answer["Location"] == f"/{language}/article/{article.key}"


def key_of(link: str) -> str:
    return addresses.key(link)


@pytest.mark.parametrize("kind", ["article", "story"])
def test_a_link_to_a_page_of_ours_opens_that_page(db, client, kind):
    answer = share(client, "en", url=f"http://testserver/ar/{kind}/{'0' * 32}")

    assert answer["Location"] == f"/en/{kind}/{'0' * 32}"


def test_a_withdrawn_article_is_not_opened(make_article, client):
    article = make_article(url=LINK, visible=False)
    article.addresses.update(key=key_of(LINK))

    assert share(client, url=LINK).status_code == 200


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_not_here_is_linked_where_it_is(db, client, read, language):
    page = read(f"/{language}/share?{urlencode({'title': 'Ships leave', 'url': LINK})}")

    (link,) = page.xpath("//main//a[@class='shared__link']")
    assert link.get("href") == LINK
    assert {"nofollow", "noopener", "noreferrer"} <= set(link.get("rel").split())
    assert page.xpath("//main//input[@name='url']/@value") == [LINK]
    assert not page.xpath("//main//a[contains(@href, '/admin/')]")
    searches = page.xpath("//main//a[contains(@href, '/search')]/@href")
    assert [parse_qs(urlsplit(one).query)["q"] for one in searches] == [["Ships leave"]] * len(SEARCH)


def _search() -> list[str]:
    try:
        return [reverse("search")]
    except NoReverseMatch:
        return []


SEARCH = _search()


def test_without_a_link_one_is_asked_for(db, client, read):
    page = read("/en/share")

    assert page.xpath("//main//h1")[0].text == "Find an article by its link"
    assert page.xpath("//main//form/@action") == ["/en/share"]
    assert not page.xpath("//main//a")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_operator_is_led_to_the_form_with_the_address_filled_in(db, admin, language):
    told = admin.get(f"/{language}/share?{urlencode({'url': LINK})}").content.decode()
    (address,) = [part.split('"')[0].replace("&amp;", "&") for part in told.split('href="') if "feed/look" in part]

    form = admin.get(address).content.decode()

    assert address.startswith(f"/{language}/admin/sources/feed/look/?")
    assert f'value="{LINK}"' in form


@pytest.mark.parametrize("field", ["title", "text", "url"])
@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_lead_nowhere(db, client, read, field, words):
    page = read(f"/en/share?{urlencode({field: words})}")

    links = page.xpath("//main//a/@href")
    assert [link for link in links if not link.startswith(("/en/search?", "https://"))] == []
    assert [link for link in links if "@" in urlsplit(link).netloc] == []
    assert not page.xpath("//script[not(@src or @type='application/ld+json')]")


def test_markup_in_what_is_shared_stays_words(db, client, read):
    page = read(f"/en/share?{urlencode({'title': '<img src=x onerror=alert(1)>', 'url': LINK + '/<b>'})}")

    assert not page.xpath("//main//img | //main//b")


def test_what_was_shared_is_kept_by_nobody(db, client):
    assert "no-store" in share(client, url=LINK)["Cache-Control"]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://en.wikipedia.example/wiki/Ship_(boat)", "https://en.wikipedia.example/wiki/Ship_(boat)"),
        ("(see https://a.example/x)", "https://a.example/x"),
        ("“https://a.example/x”…", "https://a.example/x"),
        ("https://a.example/x؟", "https://a.example/x"),
        ("https://a.example/خبر", "https://a.example/%D8%AE%D8%A8%D8%B1"),
    ],
)
def test_a_link_ends_where_its_sentence_goes_on(text, link):
    assert Shared(text=text).links == [link]


def test_links_are_found_in_their_order_and_not_more_than_a_few():
    many = " ".join(f"https://a.example/{number}" for number in range(100))

    assert Shared(text=many, url="https://b.example/").links == [
        "https://b.example/", *(f"https://a.example/{number}" for number in range(4)),
    ]  # fmt: skip


def test_words_to_search_for_are_those_beside_the_link():
    assert Shared(title="", text=f"Ships   leave {LINK}").words == "Ships leave"
    assert Shared(text=LINK).words == ""


@pytest.mark.parametrize(("address", "queries"), [("share", 0), (f"share?url={LINK}", 1), ("offline", 0)])
def test_pages_of_the_app_ask_the_database_little(db, client, django_assert_num_queries, address, queries):
    with django_assert_num_queries(queries):
        client.get(f"/en/{address}")
