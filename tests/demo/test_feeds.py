from datetime import UTC, datetime

import pytest

from daily8.demo import feeds as made_up
from daily8.demo import pages
from daily8.demo.world import papers
from daily8.engine import feeds

PAPERS = papers("http://127.0.0.1:8881", datetime(2026, 3, 1, 9, 30, tzinfo=UTC))
by_paper = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.domain)


def parsed(paper):
    body, content_type = made_up.feed(paper)
    return feeds.parse(body.encode(), url=paper.feed_url, content_type=content_type)


def test_the_papers_speak_every_dialect():
    dialects = {paper.feed: parsed(paper).format for paper in PAPERS}
    assert dialects.keys() == {"rss", "rss-full", "rdf", "atom", "json", "sitemap"}
    assert dialects["sitemap"] == "sitemap-news"


@by_paper
def test_every_feed_lists_the_articles_of_its_paper_newest_first(paper):
    feed = parsed(paper)

    assert feed.title == paper.name
    assert feed.language == paper.language
    assert [(entry.url, entry.title, entry.published) for entry in feed.entries] == [
        (piece.url, piece.title, piece.published_at) for piece in paper.pieces
    ]
    assert [entry.image for entry in feed.entries] == [piece.image for piece in paper.pieces]
    assert [entry.published for entry in feed.entries] == sorted(
        (piece.published_at for piece in paper.pieces), reverse=True
    )


@by_paper
def test_every_feed_but_the_sitemap_tells_authors_section_and_teaser(paper):
    if paper.feed == "sitemap":
        return
    for entry, piece in zip(parsed(paper).entries, paper.pieces, strict=True):
        assert entry.authors == piece.authors
        assert entry.categories == (piece.section,)
        assert pages.teaser(piece) in (entry.summary, entry.content)


def test_one_feed_carries_the_whole_text():
    (paper,) = [paper for paper in PAPERS if paper.feed == "rss-full"]
    for entry, piece in zip(parsed(paper).entries, paper.pieces, strict=True):
        assert entry.content == pages.body(paper, piece)
