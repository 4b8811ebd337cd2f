"""What is new in a story since a reader was there, as a part of its page."""

from datetime import timedelta

import pytest
from django.test import Client
from lxml import html

from daily8.sources.models import Publisher
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
FIRST = (
    "A ferry with 214 people on board ran aground off the island of Lamu on Tuesday night. "
    "The coast guard brought all passengers ashore by midnight, its spokesman Juma Otieno said."
)
NEWS = "Prosecutors in Mombasa opened an inquiry against the captain, who is said to have slept."
VISIT = int((NOON + timedelta(hours=1)).timestamp() * 1000)


@pytest.fixture
def story(make_article, make_publisher, make_story):
    harbour, hill = make_publisher("harbour.example"), make_publisher("hill.example")
    early = make_article(publisher=harbour, text=FIRST, found_at=NOON)
    late = make_article(publisher=hill, text=f"{FIRST} {NEWS}", found_at=NOON + timedelta(hours=2))
    return make_story(early, late)


def part(client: Client, story, since: object = VISIT, language: str = "en") -> str:
    return client.get(f"/{language}/story/{story.key}/new", {"since": since}).content.decode()


def test_sentences_that_came_after_the_visit_are_shown_with_their_report(client, story):
    (line,) = html.fromstring(part(client, story)).cssselect(".news__line")

    assert line.cssselect(".news__words")[0].text_content().strip() == NEWS
    link = line.cssselect("a")[0]
    late = story.reports.get(article__publisher__domain="hill.example").article
    assert link.get("href").startswith(f"/en/article/{late.key}#:~:text=Prosecutors%20in%20Mombasa")
    assert link.text_content().strip() == "The Hill"


@pytest.mark.parametrize("hours", [-1, 3])
def test_nothing_is_shown_where_nothing_came_since_or_all_did(client, story, hours):
    since = int((NOON + timedelta(hours=hours)).timestamp() * 1000)

    assert part(client, story, since).strip() == ""


def test_in_arabic_pages_the_words_around_are_arabic(client, story):
    assert "جديد منذ قراءتك الأخيرة" in part(client, story, language="ar")


@pytest.mark.parametrize("since", ["", "x", "-1", "1e9", "9" * 15, "١٢٣"])
def test_what_is_no_moment_is_no_page(client, story, since):
    assert client.get(f"/en/story/{story.key}/new", {"since": since}).status_code == 404


def test_a_story_that_is_not_here_is_no_page(client, story):
    assert client.get(f"/en/story/{'f' * 32}/new", {"since": VISIT}).status_code == 404


@pytest.mark.parametrize("field", [{"rights": "link"}, {"ai": False}])
def test_a_publishers_rights_are_obeyed(client, story, field):
    Publisher.objects.filter(domain="hill.example").update(**field)

    assert NEWS not in part(client, story)


def test_a_withdrawn_report_is_no_longer_told(client, story):
    late = story.reports.get(article__publisher__domain="hill.example").article
    type(late).objects.filter(pk=late.pk).update(visible=False)

    assert NEWS not in part(client, story)


def test_who_comes_from_an_alert_is_shown_at_the_head_of_the_page_what_it_told(read, story):
    page = read(f"{story.get_absolute_url()}?since={VISIT}")

    (line,) = page.cssselect(".article__main > .news .news__line .news__words")
    assert line.text_content().strip() == NEWS
    assert page.cssselect(".news__title")[0].text_content() == "What is new"
    assert page.cssselect("new-since[data-told]")
    for nothing in ("x", int((NOON + timedelta(hours=3)).timestamp() * 1000)):
        assert not read(f"{story.get_absolute_url()}?since={nothing}").cssselect(".news, [data-told]")


def test_only_the_page_of_a_story_with_several_sources_asks(client, story):
    page = client.get(story.get_absolute_url()).content.decode()

    assert f'data-address="/en/story/{story.key}/new"' in page
    assert "new-since" in page
