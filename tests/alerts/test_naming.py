"""An alert calls its story as the story's page does, and leads to what it told there."""

from datetime import timedelta

import pytest
from lxml import html

from daily8.alerts import telling
from daily8.articles.models import Article
from daily8.reading import muting
from tests.alerts.conftest import MORE, SAME, come, follow, made
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=2)


@pytest.fixture
def told(reader, ferry, make_article):
    """What a reader is told of a story whose newest report is a stub that says something new."""
    Article.objects.update(words=300)
    follow(reader, "story", ferry.key)
    text = f"{SAME} {MORE}"
    come(
        make_article(title="Live: ferry", text=text, words=20, published_at=LATER, found_at=LATER),
        story=ferry,
        at=LATER,
    )
    return lambda: telling.told(made(reader), reader)[0]


def test_an_alert_has_the_title_of_the_page_that_it_leads_to_and_the_page_marks_what_it_told(told, client):
    one = told()

    page = html.document_fromstring(client.get(one.path).content.decode())
    title = page.cssselect("h1")[0].text_content().strip()
    assert title == "Ferry aground"
    assert one.title.replace("\u2068", "").replace("\u2069", "") == f"New in “{title}”"
    assert [line.text_content().strip() for line in page.cssselect(".news__words")] == [
        line.text for line in one.lines
    ]


def test_who_muted_what_names_a_story_is_told_another_headline(told, reader):
    muting.mute(reader, muting.named("source", "harbour.example"), NOON)

    assert "Live: ferry" in told().title
