"""When a page says that it was published."""

from datetime import UTC, datetime

import pytest

from daily8.engine.extraction.blocks import segment
from daily8.engine.extraction.dates import modified, published
from daily8.engine.extraction.page import read

URL = "https://gazette.example/city/bridge"


def published_of(head: str = "", body: str = "<h1>Bridge</h1>", url: str = URL) -> datetime | None:
    page = read(f"<html><head>{head}</head><body>{body}</body></html>", url=url)
    return published(page, segment(page.body))


MAY_12 = datetime(2026, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-05-12"}</script>', ""),
        ('<meta property="article:published_time" content="2026-05-12T02:00:00+02:00">', ""),
        ('<meta name="date" content="12.05.2026">', ""),
        ("", '<h1>Bridge</h1><span itemprop="datePublished" content="2026-05-12">yesterday</span>'),
        ("", '<h1>Bridge</h1><time datetime="2026-05-12">yesterday</time>'),
        ("<title>Bridge closes | DW | 12.05.2026</title>", "<h1>Bridge</h1>"),
        ("", '<h1>Bridge</h1><div class="meta">12 May 2026</div>'),
        ("", "<h1>الجسر</h1><p>نشر في 12 مايو 2026</p>"),
    ],
)
def test_a_date_is_found_wherever_publishers_put_it(head, body):
    assert published_of(head, body) == MAY_12


def test_what_is_told_to_machines_counts_before_what_is_shown():
    head = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-05-12"}</script>'

    assert published_of(head, '<time datetime="2026-01-01">old</time>') == MAY_12


def test_the_address_is_the_last_witness():
    assert published_of(url="https://gazette.example/2026/05/12/bridge") == MAY_12


def test_the_date_of_a_thing_that_is_not_the_article_does_not_count():
    head = (
        '<script type="application/ld+json">[{"@type":"NewsArticle","datePublished":"2026-05-12"},'
        '{"@type":"VideoObject","datePublished":"2020-01-01"}]</script>'
    )

    assert published_of(head) == MAY_12


@pytest.mark.parametrize("value", ["soon", "0001-01-01", "1970-01-01T00:00:00Z", "32.13.2026"])
def test_an_impossible_date_is_no_date(value):
    assert published_of(f'<meta name="date" content="{value}">') is None


def test_a_change_is_told_apart_from_the_publication():
    page = read('<meta property="article:modified_time" content="2026-05-13T10:00:00Z"><p>x</p>', url=URL)

    assert modified(page) == datetime(2026, 5, 13, 10, tzinfo=UTC)
    assert published(page, segment(page.body)) is None
