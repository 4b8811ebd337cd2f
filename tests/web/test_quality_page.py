"""How well the site works, counted from its own rows."""

from datetime import timedelta

import pytest

from daily8.stories.models import Correction


def text_of(element):
    return " ".join(element.text_content().split())


@pytest.fixture
def read_articles(make_article, make_publisher, noon):
    """Three of four have their text; one publisher is quick, the other says nothing of when."""
    other = make_publisher("pier.example")
    for minutes in (2, 4, 600):
        make_article(published_at=noon - timedelta(minutes=minutes), found_at=noon)
    make_article(publisher=other, kind="video", words=0, published_at=noon, found_at=noon)


def test_how_much_has_its_text_and_how_soon_it_was_here(read_articles, read):
    words = text_of(read("/en/quality"))

    assert "Of the newest 4 articles, 75% have their text here." in words
    assert "Half of them were here within 4 minutes of their publication." in words


def test_each_publisher_has_its_own_line_most_articles_first(read_articles, read):
    (table,) = read("/en/quality").cssselect("[aria-labelledby=reading] table")

    lines = [[text_of(cell) for cell in line] for line in table.cssselect("tbody tr")]
    assert [line[1:] for line in lines] == [["3", "100%", "4"], ["1", "0%", "–"]]


def test_what_was_found_in_an_old_list_is_not_late(make_article, noon, read):
    make_article(published_at=noon - timedelta(days=3), found_at=noon)

    assert "were here within" not in text_of(read("/en/quality"))


def test_corrections_of_the_last_month_are_counted(make_article, make_story, noon, read):
    make_story(make_article())
    for number, days in enumerate((1, 2, 40)):
        Correction.objects.create(
            first_key=f"{number}", second_key="x", same=number == 0, made_at=noon - timedelta(days=days)
        )

    words = text_of(read("/en/quality"))
    assert "1 story began in the last 30 days." in words
    assert "brought 1 together that stood apart, and parted 1 that stood together" in words


def test_a_new_site_says_that_there_is_nothing_yet(db, read):
    words = text_of(read("/en/quality"))

    assert "Nothing was read here so far." in words
    assert "0 stories began in the last 30 days. The people who run this site have corrected none" in words


def test_it_is_arabic_in_arabic(read_articles, read):
    page = read("/ar/quality")

    assert "75%" in text_of(page).replace("\u200e", "").replace("٪", "%").replace("\u061c", "")
    assert "القراءة" in text_of(page)


def test_it_takes_few_queries_however_much_there_is(read_articles, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        client.get("/en/quality")
