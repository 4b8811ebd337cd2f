"""A page stays ready until something changes that it shows."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.handlers.wsgi import WSGIHandler

from daily8.articles import keeping
from daily8.articles.models import Stage, Tag
from daily8.pipeline import enriching, publishing
from daily8.pipeline.enriching import Enriched
from daily8.pipeline.understanding import Understood
from daily8.stories import counting
from daily8.stories.models import Report, Story
from daily8.topics.hashtags import Hashtags
from daily8.topics.models import Hashtag
from daily8.web import changes
from daily8.web.changes import Changes
from daily8.web.page_cache import PageCache
from daily8.work.models import REMEMBERED, Change
from tests.conftest import NOON

# The real handler lets go of its connection after each request.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _always_look(monkeypatch):
    monkeypatch.setattr(changes, "LOOK_SECONDS", -1.0)


@pytest.fixture
def heard() -> Changes:
    return Changes()


@pytest.fixture
def site():
    """Ask a cache in front of the real site; the answer tells whether the page was made for it."""
    made = []

    class Counting(WSGIHandler):
        def __call__(self, environ, start_response):
            made.append(environ["PATH_INFO"])
            return super().__call__(environ, start_response)

    cache = PageCache(Counting(), languages=["en", "ar"])

    def ask(path: str) -> bool:
        made.clear()
        environ = {
            "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "HTTP_HOST": "localhost",
            "SERVER_NAME": "localhost", "SERVER_PORT": "80", "wsgi.url_scheme": "http", "wsgi.input": BytesIO(),
        }  # fmt: skip
        told = []
        list(cache(environ, lambda *arguments: told.extend(arguments)))
        assert told[0] == "200 OK"
        return bool(made)

    return ask


@pytest.fixture
def publish(make_article):
    def make(**fields):
        article = make_article(**{"stage": Stage.GROUPED, "visible": False, "published_at": NOON, **fields})
        publishing.store([article], NOON)
        return article

    return make


def test_a_page_is_old_when_one_of_its_things_changed_after_it_was_made(heard):
    heard.look()
    turn = heard.turn
    Change.note(["story:1", "story:2", "story:1"], NOON)
    heard.look()

    assert heard.since(turn, frozenset({"story:1"}))
    assert heard.since(turn, frozenset({"article:9", "story:2"}))
    assert not heard.since(turn, frozenset({"story:3"}))
    assert not heard.since(heard.turn, frozenset({"story:1"}))
    assert Change.objects.count() == 2


def test_a_page_that_says_nothing_of_what_it_shows_is_old_when_anything_changed(heard):
    heard.look()
    turn = heard.turn
    assert not heard.since(turn, frozenset())
    Change.note(["story:1"], NOON)
    heard.look()

    assert heard.since(turn, frozenset())


def test_a_change_that_becomes_visible_late_is_heard(heard):
    Change.note(["first", "second"], NOON)
    late = Change.objects.get(key="first")
    late.delete()
    heard.look()
    turn = heard.turn
    Change.objects.create(pk=late.pk, key="first", at=NOON)
    heard.look()

    assert heard.since(turn, frozenset({"first"}))
    assert not heard.since(turn, frozenset({"second"}))


def test_changes_are_forgotten_after_a_while(heard):
    Change.note(["old"], NOON)
    Change.note(["new"], NOON + REMEMBERED + timedelta(seconds=1))
    Change.forget(NOON + REMEMBERED + timedelta(seconds=1))

    assert list(Change.objects.values_list("key", flat=True)) == ["new"]


def test_pages_stay_ready_when_others_change(site, publish, make_publisher):
    article = publish(title="Storm", language="en", category="world")
    other = publish(title="Match", language="en", category="sports", publisher=make_publisher())
    paths = [
        article.get_absolute_url(),
        f"/en/source/{article.publisher.domain}",
        "/en/category/world",
    ]
    assert all(site(path) for path in paths)
    assert not any(site(path) for path in paths)
    publish(title="Another match", language="en", category="sports", publisher=other.publisher)

    assert [path for path in paths if site(path)] == []
    assert site("/en/category/sports")


def test_lists_are_made_anew_when_an_article_comes_into_them(site, publish):
    article = publish(title="Storm", language="en", category="world")
    paths = ["/en/", "/en/latest", "/en/category/world", f"/en/source/{article.publisher.domain}"]
    assert all(site(path) for path in [*paths, "/ar/latest"])
    publish(title="Flood", language="en", category="world", publisher=article.publisher)

    assert [path for path in paths if not site(path)] == []
    assert not site("/ar/latest")


def test_lists_that_an_article_leaves_are_made_anew(site, publish):
    article = publish(title="Storm", language="en", category="world")
    hashtag = Hashtag.objects.create(key="q", slug="Quay", kind="place", names={"en": "Quay"})
    Tag.objects.create(article=article, hashtag=hashtag, place=0, published_at=NOON)
    paths = ["/en/category/world", "/en/hashtag/Quay"]
    assert all(site(path) for path in paths)
    assert not any(site(path) for path in paths)
    article.refresh_from_db()
    article.stage = Stage.EXTRACTED
    article.save()
    understood = Understood(embedder="", vector=b"", sketch=b"", credit="", category="sports", tags=())
    enriching.store([Enriched(article, 0, "1", understood, Hashtags())], NOON)

    assert all(site(path) for path in paths)


def test_a_story_that_has_another_report_is_shown_so_on_its_page_and_on_those_of_its_reports(site, publish):
    article = publish(title="Storm", language="en")
    story = Story.objects.create(key=article.key, first_at=NOON, last_at=NOON, reports_count=1)
    Report.objects.create(article=article, story=story, change=1, published_at=NOON)
    paths = [story.get_absolute_url(), article.get_absolute_url()]
    assert all(site(path) for path in paths)
    assert not any(site(path) for path in paths)
    second = publish(title="Storm again", language="en")
    Report.objects.create(article=second, story=story, change=2, published_at=NOON)
    counting.recount([story.pk])

    assert all(site(path) for path in paths)
    assert not any(site(path) for path in paths)


def test_what_changes_while_a_page_is_made_makes_it_old(site, publish, monkeypatch):
    article = publish(title="Storm", language="en")
    path = article.get_absolute_url()
    told = keeping.shows

    def meanwhile(request, *things):
        told(request, *things)
        Change.note([f"article:{article.pk}"], NOON)

    monkeypatch.setattr(keeping, "shows", meanwhile)
    assert site(path)
    monkeypatch.setattr(keeping, "shows", told)

    assert site(path)
    assert not site(path)
