"""Pages of the assistant stay ready until what they are about changes, and never while more is to come."""

from io import BytesIO

import pytest
from django.core.handlers.wsgi import WSGIHandler

from daily8.articles import shown
from daily8.articles.models import Article
from daily8.assistant.models import Conduct
from daily8.stories.models import Report
from daily8.web import changes
from daily8.web.page_cache import PageCache
from daily8.work.models import PAGES, Change, Version
from tests.assistant import news
from tests.conftest import NOON
from tests.web import coverage_of_a_crane as crane

# The real handler lets go of its connection after each request.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _always_look(monkeypatch):
    monkeypatch.setattr(changes, "LOOK_SECONDS", -1.0)


@pytest.fixture
def site():
    """Ask a cache in front of the real site; returns the page, and whether it was made for this."""
    made = []

    class Counting(WSGIHandler):
        def __call__(self, environ, start_response):
            made.append(environ["PATH_INFO"])
            return super().__call__(environ, start_response)

    cache = PageCache(Counting(), languages=["en", "ar"])

    def ask(path: str, query: str = "") -> tuple[str, bool]:
        made.clear()
        environ = {
            "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "localhost",
            "SERVER_NAME": "localhost", "SERVER_PORT": "80", "wsgi.url_scheme": "http", "wsgi.input": BytesIO(),
        }  # fmt: skip
        told = []
        body = b"".join(cache(environ, lambda *arguments: told.extend(arguments)))
        return body.decode() if told[0] == "200 OK" else told[0], bool(made)

    return ask


@pytest.fixture
def reports(make_article, make_publisher) -> list[Article]:
    return crane.reports(make_article, make_publisher)


@pytest.fixture
def story(reports, make_story):
    return make_story(*reports)


@pytest.mark.parametrize("part", ["", "/part"])
def test_a_page_is_made_once(part, reports, site):
    address = f"/en/article/{reports[0].key}/summary{part}"

    first, second = site(address), site(address)

    assert (first[1], second[1]) == (True, False)
    assert second[0] == first[0]


def test_a_page_is_made_anew_when_its_article_is_read_anew(reports, site):
    address = f"/en/article/{reports[0].key}/summary"
    site(address)
    Article.objects.filter(pk=reports[0].pk).update(text=reports[0].text.replace("three dockers", "six dockers"))
    Change.note([shown.article(reports[0].pk)], NOON)

    page, made = site(address)

    assert made
    assert "six dockers" in page


def test_a_page_of_a_story_is_made_anew_when_a_report_comes(story, make_article, make_publisher, site):
    address = f"/en/story/{story.key}/compare"
    site(address)
    other = crane.report(make_article, make_publisher("tide.example"), "Crane sinks", crane.HILL[:2])
    Report.objects.create(article=other, story=story, change=9, published_at=other.published_at)
    Change.note([shown.story(story.pk)], NOON)

    assert site(address)[1]


def test_a_page_stays_when_another_article_changes(reports, story, site):
    address = f"/en/article/{reports[0].key}/summary"
    site(address)
    Change.note([shown.article(reports[1].pk)], NOON)

    assert not site(address)[1]


@pytest.mark.parametrize("act", ["withdraw", "no ai", "off"])
def test_nothing_is_shown_any_more_after_an_operators_act(act, reports, story, site):
    address = f"/en/article/{reports[0].key}/summary"
    assert "three dockers" in site(address)[0]
    if act == "withdraw":
        Article.objects.filter(pk=reports[0].pk).withdraw()
    elif act == "no ai":
        reports[0].publisher.edit(ai=False)
    else:
        Conduct.objects.create(on=False)
        Version.bump(PAGES)

    assert "three dockers" not in site(address)[0]


def test_a_page_is_kept_only_when_nothing_more_is_to_come(reports, site):
    small = news.provider("http://127.0.0.1:9/v1")
    address = f"/en/article/{reports[0].key}/summary"

    assert [site(address)[1] for _ in range(2)] == [True, True]
    small.delete()
    Version.bump(PAGES)

    assert [site(address)[1] for _ in range(2)] == [True, False]


def test_answers_to_questions_are_not_kept_so_that_nobody_can_push_others_out(reports, site):
    address = f"/en/article/{reports[0].key}/ask"

    assert [site(address, "q=Who+leads+the+inquiry")[1] for _ in range(2)] == [True, True]
