"""What a publisher changes after publication is read again, and the earlier version is kept."""

from datetime import timedelta

import pytest

from daily8.articles import rereading
from daily8.articles.models import Article, Rereading, Revision, Stage
from tests.engine.http.publishing import answer
from tests.pipeline.press import HTML, PARAGRAPHS, body, title_of

CORRECTED = body("the corrected plan") + "<p>An earlier version of this report gave a wrong figure.</p>"


@pytest.fixture
def published(press, add, pipeline, noon):
    """An article that readers saw; its publisher then corrects page and entry."""
    press.page("bridge")
    add(press.list(press.item("bridge", content="<p>The first version.</p>")))
    pipeline()
    return Article.objects.get()


def correct(press, **page) -> None:
    press.page("bridge", **({"text": CORRECTED} | page))
    press.list(press.item("bridge", content="<p>The second version.</p>"))


def test_a_changed_entry_is_read_again_and_the_old_version_kept(press, published, ask_again, noon):
    correct(press, title="Council drops bridge plan")

    tally = ask_again()

    article = Article.objects.get()
    assert article.title == "Council drops bridge plan"
    assert "the corrected plan" in article.text
    assert article.visible
    revision = Revision.objects.get()
    assert (revision.article, revision.title, revision.text) == (article, title_of("bridge"), published.text)
    assert revision.html == published.html
    assert revision.replaced_at == noon.now()
    assert tally["extract"]["revised"] == 1


def test_a_change_that_readers_cannot_see_makes_no_version(press, published, ask_again):
    press.list(press.item("bridge", content="<p>The first version, with another teaser.</p>"))

    ask_again()

    assert press.asked("/bridge") == 2
    assert not Revision.objects.exists()


def test_an_entry_that_did_not_change_is_not_read_again(press, published, ask_again):
    press.page("ferry")
    press.list(press.item("ferry"), press.item("bridge", content="<p>The first version.</p>"))

    ask_again()

    assert press.asked("/bridge") == 1


def test_an_old_article_is_not_read_again(press, published, ask_again):
    correct(press)

    ask_again(days=4)

    assert press.asked("/bridge") == 1


def test_a_publisher_who_changes_every_minute_is_read_again_by_the_hour(press, published, ask_again):
    correct(press)

    ask_again(minutes=20)
    assert press.asked("/bridge") == 1
    press.list(press.item("bridge", content="<p>The third version.</p>"))
    ask_again(hours=2)
    assert press.asked("/bridge") == 2


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden"])
def test_an_article_whose_page_has_gone_stays_as_readers_saw_it(press, published, ask_again, status):
    correct(press)
    press.answers["/bridge"] = answer(status=status)

    ask_again()

    article = Article.objects.get()
    assert (article.text, article.title, article.visible) == (published.text, published.title, True)
    assert article.due_at is None
    assert not Revision.objects.exists()


def test_an_article_that_was_read_stays_when_a_wall_is_put_up(press, published, ask_again):
    correct(press)
    wall = "<!doctype html><title>Council weighs bridge plan</title><p>Subscribe to continue reading.</p>"
    press.answers["/bridge"] = answer(wall.encode(), **HTML)

    ask_again()

    article = Article.objects.get()
    assert article.is_article
    assert article.text == published.text
    assert not Revision.objects.exists()


def test_a_headline_never_disappears(press, published, ask_again):
    press.answers["/bridge"] = answer(f"<!doctype html><p>{PARAGRAPHS[0]}</p>".encode(), **HTML)
    press.list(f"<item><link>{press.url('/bridge')}</link><description>New.</description></item>")

    ask_again()

    assert Article.objects.get().title


def test_the_old_version_survives_a_neighbour_that_cannot_be_stored(press, add, pipeline, ask_again, monkeypatch):
    names = ("bridge", "tunnel")
    for name in names:
        press.page(name)
    add(press.list(*(press.item(name, content="<p>One.</p>") for name in names)))
    pipeline()
    for name in names:
        press.page(name, text=CORRECTED)
    press.list(*(press.item(name, content="<p>Two.</p>") for name in names))
    replace = Article.replace

    def poisoned(article, texts, *, now):
        old = replace(article, texts, now=now)
        if "tunnel" in article.url:
            raise ValueError("poison")
        return old

    monkeypatch.setattr(Article, "replace", poisoned)

    tally = ask_again()

    assert tally["extract"]["failed"] == 1
    assert Revision.objects.get().article.title == title_of("bridge")
    assert "the corrected plan" in Article.objects.get(title=title_of("bridge")).text
    tunnel = Article.objects.get(title=title_of("tunnel"))
    assert (tunnel.failures, tunnel.visible) == (1, True)
    assert "own" in tunnel.error


def test_an_article_is_read_again_at_its_hour_whatever_its_feed_says(press, published, pipeline, noon, settings):
    press.page("bridge", text=CORRECTED.replace("eleven witnesses", "12 witnesses"))
    moment = Rereading.objects.get().at
    assert noon.now() < moment <= noon.now() + timedelta(hours=1)

    noon.moment = moment
    assert rereading.begin(noon.now()) == 1
    pipeline()

    assert press.asked("/bridge") == 2
    assert "12 witnesses" in Article.objects.get().text
    assert Rereading.objects.get().at > noon.now()


def test_what_changed_of_figures_is_kept_with_the_version(press, published, ask_again):
    changed = published.text.replace("nine million", "fourteen million")
    press.page("bridge", text="".join(f"<p>{part}</p>" for part in changed.split("\n\n")))
    press.list(press.item("bridge", content="<p>The second version.</p>"))

    ask_again()

    (figure,) = Revision.objects.get().figures
    assert (figure["old"], figure["new"]) == ("nine million", "fourteen million")


def test_what_stayed_as_it_was_is_not_understood_and_grouped_again(press, published, pipeline, noon):
    noon.moment = Rereading.objects.get().at
    rereading.begin(noon.now())

    tally = pipeline()

    assert tally["extract"]["read"] == 1
    assert tally["enrich"]["enriched"] == tally["group"]["grouped"] == tally["publish"]["published"] == 0
    article = Article.objects.get()
    assert (article.stage, article.due_at, article.visible) == (Stage.PUBLISHED, None, True)
    assert article.read_at == noon.now()
    assert (article.category, article.category_reason) == (published.category, published.category_reason)


def test_what_was_read_out_of_the_feed_alone_is_not_asked_for_again(press, add, pipeline):
    press.answers["/robots.txt"] = answer(b"User-agent: *\nDisallow: /", content_type="text/plain")
    add(press.list(press.item("bridge", content=f"<p>{body('the plan')}</p>")))
    pipeline()

    assert Article.objects.get().error
    assert not Rereading.objects.exists()
