from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from daily8.articles.categories import CATEGORY_IDS, category_of
from daily8.demo import markup, pages
from daily8.demo.pictures import SCENES
from daily8.demo.words import WORDS
from daily8.demo.world import papers
from daily8.engine.extraction import Kind, extract

OPENED_AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
PAPERS = papers("http://127.0.0.1:8881", OPENED_AT)
PIECES = [(paper, piece) for paper in PAPERS for piece in paper.pieces]


def squeezed(text):
    return " ".join(text.split())


def name_of(value):
    return getattr(value, "domain", None) or getattr(value, "title", None)


@pytest.mark.parametrize(("paper", "piece"), PIECES, ids=name_of)
def test_every_made_up_article_is_read_whole_from_its_page(paper, piece):
    html = pages.article(paper, piece).encode()
    read = extract(html, url=piece.url, content_type="text/html; charset=utf-8")

    blocks = [squeezed(block) for block in markup.plain(piece.text)]
    assert [block for block in blocks if block not in squeezed(read.text)] == []
    if "\n|" not in piece.text and "![" not in piece.text:
        assert squeezed(read.text) == " ".join(blocks)
    assert read.kind == Kind.ARTICLE
    assert read.title == piece.title
    assert read.authors == piece.authors
    assert read.published == piece.published_at
    assert read.language == paper.language
    assert read.section == piece.section
    assert read.image == piece.image
    assert piece.caption in read.caption
    assert read.canonical == piece.url


@pytest.mark.parametrize(("paper", "piece"), PIECES, ids=name_of)
def test_what_stands_around_a_made_up_article_is_not_read_as_its_text(paper, piece):
    text = extract(pages.article(paper, piece), url=piece.url).text

    words = WORDS[paper.language]
    around = [words["made_up_note"], words["newsletter_text"], words["share_copy"], words["related"]]
    around += [other.title for other in paper.pieces if other is not piece]
    assert [each for each in around if each in text] == []


def test_five_papers_are_english_and_five_are_arabic():
    assert sorted(paper.language for paper in PAPERS) == ["ar"] * 5 + ["en"] * 5
    assert len({paper.country for paper in PAPERS}) == 10
    assert all(set(paper.names) == {"en", "ar"} for paper in PAPERS)


def test_one_paper_gives_excerpts_one_gives_links_and_all_others_their_full_text():
    rights = sorted(paper.rights for paper in PAPERS)
    assert rights == ["excerpt"] + ["full"] * 8 + ["link"]


def test_every_category_of_the_site_has_made_up_articles():
    told = {category_of(hint="", section=piece.section, url=piece.url)[0] for _, piece in PIECES}
    assert told == CATEGORY_IDS


def test_a_dozen_events_are_reported_by_several_papers_in_both_languages():
    reports = defaultdict(list)
    for paper, piece in PIECES:
        if piece.event:
            reports[piece.event].append(paper)
    assert len(reports) == 12
    for event, reporting in reports.items():
        assert {paper.language for paper in reporting} == {"ar", "en"}, event
        assert 2 <= len({paper.domain for paper in reporting}) == len(reporting) <= 4, event


def test_the_articles_are_spread_over_the_36_hours_before_the_world_opened():
    ages = sorted(OPENED_AT - piece.published_at for _, piece in PIECES)
    assert ages[0] < timedelta(hours=3)
    assert timedelta(hours=34) < ages[-1] <= timedelta(hours=36)
    gaps = [later - earlier for earlier, later in pairwise(ages)]
    assert max(gaps) < timedelta(hours=2)


def test_two_thirds_and_more_of_the_articles_have_a_picture_of_a_scene_that_can_be_drawn():
    scenes = [piece.picture for _, piece in PIECES if piece.picture]
    inline = [scene for _, piece in PIECES for scene in markup.scenes(piece.text)]
    assert 2 / 3 < len(scenes) / len(PIECES) < 1
    assert {*scenes, *inline} == set(SCENES)
    assert all(piece.caption for _, piece in PIECES if piece.picture)


@pytest.mark.parametrize(("paper", "piece"), PIECES, ids=name_of)
def test_every_made_up_page_says_that_it_is_made_up(paper, piece):
    html = pages.article(paper, piece)
    assert WORDS[paper.language]["made_up"] in html.partition("<title>")[2].partition("</title>")[0]
    assert WORDS[paper.language]["made_up_note"] in html.partition("<footer")[2].rpartition("</footer>")[0]
