"""Pages as publishers sent them, and what is read on each: two files make a test."""

import json
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from daily8.engine import sanitizing
from daily8.engine.extraction import Extract, ExtractionError, Kind, extract

PAGES = sorted(Path(__file__).parent.glob("*.html"))
SENTENCE = "The harbour bridge will close to cars for six weeks, the city's engineers said on Tuesday. "
BODY = "".join(f"<p>{number}. {SENTENCE * 3}</p>" for number in range(4))


def read(name: str) -> Extract:
    page = Path(__file__).parent / f"{name}.html"
    return extract(page.read_bytes(), url=json.loads(page.with_suffix(".json").read_text())["url"])


def page_of(body: str, head: str = "") -> Extract:
    return extract(
        f"<html><head>{head}</head><body>{body}</body></html>", url="https://gazette.example/city/bridge"
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_is_read_as_it_was_when_it_was_recorded(page):
    expected = json.loads(page.with_suffix(".json").read_text())
    found = extract(page.read_bytes(), url=expected["url"])

    # The body of what is not an article is never shown, so it is not recorded.
    if "text" in expected:
        assert found.text.split("\n\n") == expected["text"]
        assert found.html.replace("><", ">\n<").split("\n") == expected["html"]
    assert found.kind == expected["kind"]
    assert found.title == expected["title"]
    assert list(found.authors) == expected["authors"]
    assert (found.published and found.published.isoformat()) == expected["published"]
    assert (found.modified and found.modified.isoformat()) == expected["modified"]
    for field in ("language", "section", "image", "caption", "canonical"):
        assert getattr(found, field) == expected[field], field


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_text_and_html_hold_the_same_words(page):
    found = read(page.stem)
    html = found.html
    while "<figure>" in html:
        html = html[: html.index("<figure>")] + html[html.index("</figure>") + len("</figure>") :]

    assert sanitizing.text_of(html).split() == found.text.replace(" | ", " ").split()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_html_is_already_clean(page):
    html = read(page.stem).html

    assert sanitizing.clean(html, base="https://elsewhere.example/") == html


def test_captions_do_not_run_into_the_text_but_stay_under_their_pictures():
    found = read("english-article")

    assert "Pier seven" not in found.text
    assert "<figcaption>Pier seven, where the cracks were found.</figcaption>" in found.html


def test_the_lead_picture_is_not_repeated_in_the_body():
    found = read("english-article")

    assert found.image.endswith("bridge-1200x630.jpg")
    assert found.caption == "The bridge at dawn. Photo: Lena Moe"
    assert "bridge-800x450" not in found.html


def test_newsletter_boxes_share_bars_and_read_also_lines_are_no_part_of_an_article():
    text = read("english-article").text

    for furniture in ("Advertisement", "Read also", "morning letter", "Share", "Ferry timetable", "All rights"):
        assert furniture not in text


def test_comments_are_not_the_article_even_where_they_are_longer():
    text = read("comments-longer-than-text").text

    assert text.startswith("The harbour bridge")
    assert "I cross that bridge" not in text


def test_the_next_article_loaded_below_is_left_out():
    assert "fish market will open" not in read("next-article-below").text


def test_paragraphs_parted_by_line_breaks_become_paragraphs():
    found = read("paragraphs-by-breaks")

    assert len(found.text.split("\n\n")) == 5
    assert found.html.count("<p>") == 5
    assert "<table>" not in found.html


def test_a_table_of_data_stays_a_table():
    found = read("data-table")

    assert "<th>Day</th><th>Passengers</th>" in found.html.replace("\n", "")
    assert "Monday | 4,120\nTuesday | 5,377" in found.text


def test_figures_of_a_table_stay_under_their_heading_where_a_cell_is_empty():
    table = (
        "<table><tr><th></th><th>Rovers</th><th>Marjan</th></tr>"
        "<tr><td>Shots</td><td>9</td><td>21</td></tr><tr><td>Penalties</td><td> </td><td>1</td></tr></table>"
    )

    html = page_of(f"<article>{BODY}{table}{BODY}</article>").html

    assert "<tr><th></th><th>Rovers</th><th>Marjan</th></tr>" in html
    assert "<td>Penalties</td><td></td><td>1</td>" in html


def test_lists_and_quotations_keep_their_shape():
    html = read("data-table").html

    assert "<ul><li>Crossings are free until the end of July.</li>" in html
    assert "<blockquote><p>The sea does not ask" in html


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("english-article", Kind.ARTICLE),
        ("paywall-stub", Kind.PAYWALLED),
        ("script-shell", Kind.EMPTY),
        ("photo-gallery", Kind.GALLERY),
        ("video-page", Kind.VIDEO),
        ("live-blog", Kind.LIVE),
        ("section-list", Kind.LIST),
    ],
)
def test_what_is_not_an_article_is_recognised(name, kind):
    assert read(name).kind is kind


def test_a_wall_without_a_word_in_front_of_it_is_still_a_wall():
    found = page_of(
        "<nav>" + "<p>Menu</p>" * 20 + '</nav><h1>Bridge</h1><div class="paywall"><p>Subscribe now.</p></div>'
    )

    assert found.kind is Kind.PAYWALLED


def test_a_short_report_is_still_an_article():
    found = page_of(f"<h1>Bridge closed</h1><article><p>{SENTENCE}</p></article>")

    assert (found.kind, found.text) == (Kind.ARTICLE, SENTENCE.strip())


def test_a_long_text_with_a_word_about_subscribers_is_not_taken_for_a_stub():
    long = "".join(f"<p>{number}. {SENTENCE * 3}</p>" for number in range(9))
    found = page_of(f"<article>{long}</article><p>Subscribe to read more of our work.</p>")

    assert found.kind is Kind.ARTICLE


def test_times_are_in_utc():
    found = read("english-article")

    assert found.published is not None
    assert found.modified is not None
    assert found.published.tzinfo is UTC
    assert found.modified - found.published == timedelta(hours=1, minutes=30)


def test_the_language_is_that_of_the_text_whatever_the_page_claims():
    arabic = Path(__file__).with_name("arabic-article.html").read_text().replace('lang="ar"', 'lang="en"')

    assert extract(arabic, url="https://jaridat.example/1").language == "ar"


def test_an_old_arabic_encoding_is_read_by_its_declaration():
    page = (
        Path(__file__)
        .with_name("arabic-article.html")
        .read_text()
        .replace('charset="utf-8"', 'charset="windows-1256"')
    )

    found = extract(page.encode("windows-1256"), url="https://jaridat.example/1")

    assert found.text == read("arabic-article").text


def test_the_header_names_the_encoding_when_the_page_does_not():
    page = f"<title>Bro stenges</title><article>{BODY.replace('harbour', 'blåbær')}</article>"

    found = extract(
        page.encode("latin-1"), url="https://avisa.example/bro", content_type="text/html; charset=ISO-8859-1"
    )

    assert "blåbær" in found.text


def test_characters_that_html_has_not_are_read_as_browsers_read_them():
    assert (
        "“Six weeks” – no more"
        in page_of(f"<article>{BODY}<p>&#147;Six weeks&#148; \x96 no more was said of it.</p></article>").text
    )


def test_soft_hyphens_and_marks_of_direction_do_not_hide_words():
    assert (
        "Hafenbrücke"
        in page_of(f"<article>{BODY}<p>Die Hafen\u00adbrücke bleibt sechs Wochen gesperrt.</p></article>").text
    )


def test_an_empty_answer_says_what_it_is():
    with pytest.raises(ExtractionError, match=r"https://gazette\.example/x: an empty answer"):
        extract(b"  \r\n", url="https://gazette.example/x")


def test_an_answer_that_is_only_a_comment_is_no_page():
    with pytest.raises(ExtractionError, match="no HTML element"):
        extract("<!-- nothing -->", url="https://gazette.example/x")


HOSTILE = {
    "a hundred thousand elements deep": "<div>" * 100_000 + BODY,
    "emphasis without end": "<b>" * 3_000 + "<p>x y z</p>" * 2_000 + BODY,
    "links without end": "<a href=x>" * 20_000 + BODY,
    "an attribute of megabytes": f'<p class="{"a " * 1_000_000}">{SENTENCE}</p>{BODY}',
    "NULs": f"\0<p>\0{SENTENCE}\0</p>{BODY}",
    "surrogates": f"<title>\udc00</title>\ud800&#xD800;&#55296;{BODY}",
    "a title of separators": f"<title>{'a - b | ' * 50_000}</title>{BODY}",
    "a headline of spaces": f"<h1>{chr(10) * 500_000}</h1>{BODY}",
    "JSON-LD as deep as it is broken": f'<script type="application/ld+json">{"[" * 100_000}</script>{BODY}',
    "JSON-LD of commas": f'<script type="application/ld+json">{{{", " * 200_000}</script>{BODY}',
    "forty thousand authors": '<meta name="author" content="A and B, C; D">' * 40_000 + BODY,
    "one word of megabytes": f"<p>{'a' * 3_000_000}</p>{BODY}",
    "a million references": f"<p>{'&amp;' * 1_000_000}</p>{BODY}",
    "tables in tables": "<table><tr><td>" * 2_000 + BODY,
    "fifty thousand headlines": "<h1>Bridge - closes - again</h1>" * 50_000 + BODY,
    "addresses that are none": f'<base href="http://[::1">{BODY}<p><a href="http://[bad">{SENTENCE}</a></p>',
    "another document type": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    "a frameset": '<frameset><frame src="x"></frameset>',
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_page_brings_the_reader_down(html):
    found = extract(html, url="https://gazette.example/city/bridge")

    assert isinstance(found.kind, Kind)
    assert "<script" not in found.html


@pytest.mark.parametrize(
    "url", ["", "/bridge", "http://[bad", "javascript:alert(1)", "https://gazette.example/" + "a" * 50_000]
)
def test_an_address_that_is_none_does_not_stop_the_reading(url):
    found = extract(BODY, url=url)

    assert found.kind is Kind.ARTICLE
    assert found.canonical == ""
