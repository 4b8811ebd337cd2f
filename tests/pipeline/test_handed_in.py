"""What newsrooms hand in goes down the line without anybody being asked for it."""

import pytest

from daily8.articles.handing_in import Item, Outcome, hand_in
from daily8.articles.models import Article
from tests.pipeline.conftest import NOON

URL = "https://daily.example/2026/11/harbour"


@pytest.fixture
def hand(pipeline, publisher, noon):
    """Hand in one article and let the line run."""

    def hand(title: str, html: str, **fields) -> Article:
        [result] = hand_in([Item(URL, title, html, category="business", **fields)], noon.now())
        assert result.outcome != Outcome.REFUSED
        pipeline()
        return Article.objects.get(key=result.key)

    return hand


def test_it_is_made_safe_and_shown_however_short_it_is(hand):
    article = hand("Ships leave", "<p>Ships left the harbour at dawn.</p><script>alert(1)</script>", image="x:y")

    assert (article.visible, article.is_whole, article.error) == (True, True, "")
    assert article.html == "<p>Ships left the harbour at dawn.</p>"
    assert (article.words, article.category, article.language, article.image) == (6, "business", "en", "")
    assert article.published_at == NOON


def test_another_version_is_a_revision(hand):
    hand("Ships leave", "<p>Ships left the harbour at dawn.</p>")

    article = hand("Ships have left", "<p>Ships left the harbour at noon.</p>")

    assert (article.title, article.text) == ("Ships have left", "Ships left the harbour at noon.")
    assert [one.title for one in article.revisions.all()] == ["Ships leave"]


def test_what_was_withdrawn_stays_so(hand):
    hand("Ships leave", "<p>Ships left the harbour at dawn.</p>")
    Article.objects.all().withdraw()

    article = hand("Ships have left", "<p>Ships left the harbour at noon.</p>")

    assert (article.title, article.visible) == ("Ships have left", False)


def test_without_a_text_its_page_is_asked_for(pipeline, publisher, noon, press):
    press.page("harbour")
    [result] = hand_in([Item(press.url("/harbour"), "Ships leave")], noon.now(), make_publishers=True)

    pipeline()

    article = Article.objects.get(key=result.key)
    assert article.visible
    assert "Harbour pilots in the northern port" in article.text
