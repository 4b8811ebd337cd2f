"""Headlines without the names of their sites."""

import pytest

from daily8.engine.extraction.page import read
from daily8.engine.extraction.titles import title


def title_of(head: str, body: str = "<p>x</p>") -> str:
    return title(read(f"<html><head>{head}</head><body>{body}</body></html>", url="https://gazette.example/a"))


@pytest.mark.parametrize("separator", [" | ", " - ", " – ", " :: ", " » ", " • "])
def test_a_suffix_that_is_the_site_name_goes(separator):
    head = (
        f'<title>Bridge closes{separator}The Gazette</title><meta property="og:site_name" content="The Gazette">'
    )

    assert title_of(head) == "Bridge closes"


def test_a_suffix_goes_when_the_headline_on_the_page_has_none():
    assert (
        title_of("<title>Bridge closes - City - gazette.example</title>", "<h1>Bridge closes</h1>")
        == "Bridge closes"
    )


def test_a_prefix_goes_when_the_headline_on_the_page_has_none():
    assert (
        title_of('<meta property="og:title" content="المدينة - إغلاق الجسر">', "<h1>إغلاق الجسر</h1>")
        == "إغلاق الجسر"
    )


def test_a_dash_that_nothing_explains_stays():
    assert title_of("<title>The bridge – a history</title>") == "The bridge – a history"


def test_references_written_twice_are_undone():
    assert (
        title_of('<meta property="og:title" content="Fish &amp;amp; chips: King&amp;#039;s choice">')
        == "Fish & chips: King's choice"
    )


def test_a_reference_with_a_leading_zero_is_a_character():
    assert title_of('<meta property="og:title" content="King&#039;s speech">') == "King's speech"


def test_the_headline_told_to_machines_stands_in_for_a_missing_one():
    told = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Bridge closes"}</script>'

    assert title_of(told) == "Bridge closes"


def test_a_page_without_any_headline_has_none():
    assert title_of("") == ""
