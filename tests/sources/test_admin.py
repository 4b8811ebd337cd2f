"""Publishers and feeds in the admin."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from lxml import html

from daily8.articles.models import Article
from daily8.engine.reservations import Signal
from daily8.sources import signals
from daily8.sources.models import Feed, Publisher, Record, Status
from daily8.work import clock
from daily8.work.models import Version
from tests.conftest import NOON

READ = ["1 hour ago", "2 hours ago"]
PUBLISHERS = "/en/admin/sources/publisher/"
FEEDS = "/en/admin/sources/feed/"


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """It is noon on 25 November 2026."""
    monkeypatch.setattr(clock, "now", lambda: NOON)


def rows(response) -> list[list[str]]:
    """The words of a list, cell by cell."""
    page = html.document_fromstring(response.content.decode())
    found = page.xpath("//table[@id='result_list']//tr[td]")
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("th | td")][1:] for row in found]


def form_of(response) -> dict[str, str]:
    """What the page's form would send as it stands."""
    (form,) = html.document_fromstring(response.content.decode()).xpath("//form[contains(@id, '_form')]")
    return {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}


def errors_of(response) -> str:
    page = html.document_fromstring(response.content.decode())
    return " ".join(" ".join(page.xpath("//*[contains(@class, 'errors')]//text()")).split())


def test_the_list_tells_name_rights_and_health_in_words(admin, make_publisher, make_feed):
    make_feed(make_publisher("good.example"))
    make_feed(
        make_publisher("bad.example", country="EG", language="ar"), failures=3, error="the server answers 404"
    )
    make_publisher("bare.example", country="", language="", rights="link")

    assert rows(admin.get(PUBLISHERS)) == [
        [
            "bad.example",
            "The Bad",
            "full text",
            "Failing",
            "Its feed is not at this address any more.",
            *READ,
        ],
        [
            "bare.example",
            "The Bare",
            "link only",
            "Not read yet",
            "No feed of it is known.",
            "-",
            "-",
        ],
        ["good.example", "The Good", "full text", "Working", "", *READ],
    ]


def test_the_list_is_in_arabic_too(admin, make_publisher, make_feed):
    make_feed(make_publisher("bad.example", country="EG"), failures=3, error="the server answers 404")
    response = admin.get("/ar/admin/sources/publisher/")

    page = html.document_fromstring(response.content.decode())
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert rows(response)[0][1:4] == ["صحيفة bad", "النص الكامل", "متعثر"]
    seen = " ".join(
        page.xpath("//body//text()[not(parent::script)][not(parent::span[contains(@class, 'symbols')])]")
    )
    assert set(re.findall(r"[A-Za-z]{3,}", seen)) - {"bad", "samia", "daily", "example", "English", "esc"} == set()


@pytest.mark.parametrize("text", ["good.example", "Good", "صحيفة good"])
def test_a_publisher_is_found_by_domain_and_by_name_in_each_language(admin, make_publisher, text):
    make_publisher("good.example")
    make_publisher("other.example", names={"en": "Other", "ar": "أخرى"})

    assert [row[0] for row in rows(admin.get(PUBLISHERS, {"q": text}))] == ["good.example"]


def test_lists_take_few_queries_however_long_they_are(admin, make_publisher, make_feed, django_assert_num_queries):
    for number in range(12):
        make_feed(make_publisher(f"paper{number}.example"), failures=number % 2, error="the server answers 500")
    admin.get(PUBLISHERS)

    # The session, the operator, the rows, for publishers their feeds, and the last days of the feeds.
    with django_assert_num_queries(5):
        admin.get(PUBLISHERS)
    with django_assert_num_queries(4) as asked:
        admin.get(FEEDS)
    assert not [query for query in asked.captured_queries if "COUNT(" in query["sql"]]


def test_a_publisher_is_edited_and_pages_change_at_once(admin, publisher, client):
    address = f"{PUBLISHERS}{publisher.pk}/change/"
    before = Version.current("pages")
    sent = form_of(admin.get(address)) | {
        "rights": "excerpt", "country": "EG", "language": "ar", "name_en": "The Quay", "name_ar": "الرصيف",
    }  # fmt: skip

    assert admin.post(address, sent).status_code == 302

    publisher.refresh_from_db()
    assert (publisher.rights, publisher.country, publisher.language) == ("excerpt", "EG", "ar")
    assert publisher.names == {"en": "The Quay", "ar": "الرصيف"}
    assert publisher.domain == "daily.example"
    assert Version.current("pages") == before + 1
    assert LogEntry.objects.get().object_id == str(publisher.pk)


def test_names_in_other_languages_stay(admin, make_publisher):
    publisher = make_publisher(names={"fr": "Le Quai", "und": "Quay"})
    address = f"{PUBLISHERS}{publisher.pk}/change/"

    admin.post(address, form_of(admin.get(address)) | {"name_ar": "الرصيف"})

    publisher.refresh_from_db()
    assert publisher.names == {"fr": "Le Quai", "und": "Quay", "ar": "الرصيف"}


def test_a_name_that_is_emptied_gives_way_to_the_next(admin, publisher):
    address = f"{PUBLISHERS}{publisher.pk}/change/"

    admin.post(address, form_of(admin.get(address)) | {"name_ar": ""})

    publisher.refresh_from_db()
    assert publisher.name_in("ar") == "The Daily"


@pytest.mark.parametrize(("field", "value"), [("country", "XX"), ("language", "klingon"), ("rights", "all")])
def test_a_value_that_is_none_is_refused(admin, publisher, field, value):
    address = f"{PUBLISHERS}{publisher.pk}/change/"

    response = admin.post(address, form_of(admin.get(address)) | {field: value})

    assert response.status_code == 200
    assert "Select a valid choice" in errors_of(response)


def test_a_form_that_was_open_for_long_changes_only_what_was_changed_in_it(admin, publisher):
    address = f"{PUBLISHERS}{publisher.pk}/change/"
    shown = form_of(admin.get(address))
    signals.note([(publisher.pk, {Signal.NOAI: "https://daily.example/1"}, {})], NOON)
    Publisher.objects.get().edit(rights="link", names={"ar": "اليومية"}, by="omar")
    lines = Record.objects.count()

    assert admin.post(address, shown | {"country": "EG"}).status_code == 302

    publisher.refresh_from_db()
    assert (publisher.country, publisher.ai, publisher.ai_decided) == ("EG", False, False)
    assert (publisher.rights, publisher.names["ar"]) == ("link", "اليومية")
    assert Record.objects.count() == lines


def test_what_is_changed_in_a_form_is_decided(admin, publisher):
    address = f"{PUBLISHERS}{publisher.pk}/change/"
    shown = form_of(admin.get(address))
    del shown["ai"]

    admin.post(address, shown)
    publisher.refresh_from_db()
    assert (publisher.ai, publisher.ai_decided) == (False, True)

    admin.post(address, form_of(admin.get(address)) | {"ai": "on"})
    publisher.refresh_from_db()
    assert (publisher.ai, publisher.ai_decided) == (True, True)


def test_a_language_that_a_feed_wrote_oddly_stays_until_another_is_chosen(admin, make_publisher):
    publisher = make_publisher(language="en_us", names={"en_us": "Odd"})
    address = f"{PUBLISHERS}{publisher.pk}/change/"
    page = admin.get(address)

    assert form_of(page)["language"] == "en"
    assert "en_US" not in page.content.decode()
    admin.post(address, form_of(page) | {"country": "EG"})
    publisher.refresh_from_db()
    assert (publisher.language, publisher.country) == ("en_us", "EG")

    admin.post(address, form_of(page) | {"language": "ar"})
    publisher.refresh_from_db()
    assert publisher.language == "ar"


def test_nobody_changes_a_domain_or_adds_a_publisher_without_a_feed(admin, publisher):
    address = f"{PUBLISHERS}{publisher.pk}/change/"

    admin.post(address, form_of(admin.get(address)) | {"domain": "evil.example"})

    publisher.refresh_from_db()
    assert publisher.domain == "daily.example"
    assert admin.get(f"{PUBLISHERS}add/").status_code == 403


def test_a_publisher_shows_its_feeds(admin, publisher, make_feed):
    feed = make_feed(publisher, failures=1, error="there is no host named 'daily.example'")

    page = admin.get(f"{PUBLISHERS}{publisher.pk}/change/").content.decode()

    assert feed.url in page
    assert "Its address cannot be found on the network." in page
    assert f"{FEEDS}{feed.pk}/change/" in page


def test_deleting_a_publisher_says_what_goes_with_it(admin, publisher, make_feed, make_article):
    make_feed(publisher)
    make_article()
    make_article()
    before = Version.current("pages")
    address = f"{PUBLISHERS}{publisher.pk}/delete/"

    asked = html.document_fromstring(admin.get(address).content.decode()).text_content()
    assert re.search(r"Articles:\s+2", asked)

    admin.post(address, {"post": "yes"})
    assert not Publisher.objects.exists()
    assert not Article.objects.exists()
    assert Version.current("pages") > before


def test_many_publishers_are_deleted_at_once(admin, make_publisher):
    chosen = [make_publisher().pk for _ in range(3)]
    kept = make_publisher()

    admin.post(PUBLISHERS, {"action": "delete_selected", "_selected_action": chosen, "post": "yes"})

    assert list(Publisher.objects.all()) == [kept]


def test_a_feed_tells_its_state_and_why(admin, publisher, make_feed):
    make_feed(publisher, url="https://daily.example/1", failures=2, error="the server answers 403")
    make_feed(publisher, url="https://daily.example/2", status=Status.PAUSED, due_at=None)
    make_feed(publisher, url="https://daily.example/3", newest_at=NOON - timedelta(days=30))

    assert [row[:4] for row in rows(admin.get(FEEDS))] == [
        ["https://daily.example/1", "daily.example", "Failing", "Its server refuses to be read by this site."],
        ["https://daily.example/2", "daily.example", "Paused", ""],
        ["https://daily.example/3", "daily.example", "Stale", ""],
    ]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"state": "failing"}, ["1"]),
        ({"state": "paused"}, ["2"]),
        ({"state": "gone"}, []),
        ({"q": "daily"}, ["1", "2"]),
    ],
)
def test_feeds_are_found_by_state_and_words(admin, publisher, make_feed, chosen, found):
    make_feed(publisher, url="https://daily.example/1", failures=2, error="the server answers 403")
    make_feed(publisher, url="https://daily.example/2", status=Status.PAUSED, failures=3)

    assert [row[0][-1] for row in rows(admin.get(FEEDS, chosen))] == found


def test_feeds_are_found_by_publisher_without_a_list_of_all_of_them(admin, make_publisher, make_feed):
    feeds = [make_feed(make_publisher()) for _ in range(3)]
    chosen = feeds[1].publisher

    page = admin.get(FEEDS).content.decode()
    found = rows(admin.get(FEEDS, {"publisher__id__exact": chosen.pk}))
    offered = admin.get(
        "/en/admin/autocomplete/",
        {"app_label": "sources", "model_name": "feed", "field_name": "publisher", "term": chosen.domain},
    ).json()

    assert [row[1] for row in found] == [chosen.domain]
    assert f'<option value="{chosen.pk}"' not in page
    assert offered["results"] == [{"id": str(chosen.pk), "text": chosen.domain}]


def test_feeds_are_paused_and_asked_again(admin, publisher, make_feed):
    feed = make_feed(publisher, due_at=NOON)

    said = admin.post(FEEDS, {"action": "pause", "_selected_action": [feed.pk]}, follow=True).content.decode()
    feed.refresh_from_db()
    assert (feed.status, feed.due_at) == (Status.PAUSED, None)
    assert "1 feed paused." in said

    said = admin.post(FEEDS, {"action": "resume", "_selected_action": [feed.pk]}, follow=True).content.decode()
    feed.refresh_from_db()
    assert (feed.status, feed.due_at) == (Status.ACTIVE, NOON)
    assert "1 feed will be asked again." in said


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_feed_is_added_that_was_not_looked_at(admin, language):
    add, look = (f"/{language}/admin/sources/feed/{page}/" for page in ("add", "look"))
    sent = {"url": "https://tide.example/rss", "title": "The Tide", "category": "Sports", "language": "en"}

    assert admin.get(add).url == look
    assert admin.post(add, sent).url == look
    assert not Feed.objects.exists()
    assert not Publisher.objects.exists()


def test_the_lists_lead_to_the_look_and_to_no_form_that_adds_unseen(admin, publisher, make_feed, make_article):
    feed = make_feed(publisher)
    article = make_article(feed=feed)

    for address in (FEEDS, PUBLISHERS):
        links = html.document_fromstring(admin.get(address).content.decode()).xpath("//main//a/@href")
        assert [link for link in links if "/look" in link], address
        assert not [link for link in links if "/feed/add" in link], address
    for address in (f"{FEEDS}{feed.pk}/change/", f"/en/admin/articles/article/{article.pk}/change/"):
        page = admin.get(address)
        assert page.status_code == 200
        assert "/feed/add" not in page.content.decode(), address


def test_saving_a_feed_leaves_alone_what_a_worker_wrote_meanwhile(admin, publisher, make_feed):
    feed = make_feed(publisher, due_at=NOON, etag="old")
    address = f"{FEEDS}{feed.pk}/change/"
    sent = form_of(admin.get(address)) | {"title": "The Tide", "url": "https://evil.example/"}
    Feed.objects.filter(pk=feed.pk).update(etag="new", failures=4)

    assert admin.post(address, sent).status_code == 302

    feed.refresh_from_db()
    assert (feed.title, feed.etag, feed.failures) == ("The Tide", "new", 4)
    assert feed.url == "https://daily.example/feed.xml"


def test_a_feed_is_deleted_and_its_articles_stay(admin, publisher, make_feed, make_article):
    feed = make_feed(publisher)
    article = make_article(feed=feed)

    admin.post(f"{FEEDS}{feed.pk}/delete/", {"post": "yes"})

    article.refresh_from_db()
    assert article.feed is None
    assert not Feed.objects.exists()


def test_names_of_publishers_are_words_never_markup(admin, make_publisher):
    publisher = make_publisher(names={"en": "<script>alert(1)</script>", "ar": '"><img src=x onerror=alert(1)>'})

    for address in (PUBLISHERS, f"{PUBLISHERS}{publisher.pk}/change/", "/ar/admin/sources/publisher/"):
        page = admin.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_the_way_to_a_page_names_things_as_they_are_written(admin, publisher):
    page = admin.get(f"/en/admin/sources/publisher/{publisher.pk}/change/").content.decode()

    assert "Publishers" in page
    assert publisher.domain in page
    assert publisher.domain.capitalize() not in page


def test_an_empty_list_says_whether_there_is_nothing_or_nothing_that_fits(admin):
    empty, sought = (admin.get(f"/en/admin/sources/publisher/{query}").content.decode() for query in ("", "?q=x"))

    assert "There is nothing of this kind yet." in empty
    assert "Reset filters" not in empty
    assert "Nothing fits what was searched for and chosen." in sought
    assert "Reset filters" in sought
