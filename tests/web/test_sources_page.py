from datetime import timedelta

import pytest


def names(page):
    return [name.text_content() for name in page.cssselect(".sources th[scope=row] bdi")]


@pytest.fixture
def world(make_publisher, make_feed, make_article, noon):
    """One publisher of each state."""
    good = make_publisher("good.example", names={"en": "Good", "ar": "جيد"}, country="KE")
    make_feed(good)
    make_article(publisher=good)
    make_article(publisher=good, visible=False)
    failing = make_publisher("failing.example", names={"en": "Failing"}, country="EG", language="ar")
    make_feed(
        failing, failures=3, error="the server answers 503", last_success_at=None, newest_at=None, last_new_at=None
    )
    stale = make_publisher("stale.example", names={"en": "Stale"}, country="EG", language="ar")
    make_feed(stale, newest_at=noon - timedelta(days=30))
    paused = make_publisher("paused.example", names={"en": "Paused"})
    make_feed(paused, status="paused")
    make_publisher("feedless.example", names={"en": "Feedless"})


def test_all_sources_take_three_queries(world, client, django_assert_num_queries):
    with django_assert_num_queries(3):
        client.get("/en/sources")


def test_every_publisher_is_listed_by_name(world, read):
    assert names(read("/en/sources")) == ["Failing", "Feedless", "Good", "Paused", "Stale"]


def test_a_publisher_has_its_name_in_the_language_of_the_page(world, read):
    assert "جيد" in names(read("/ar/sources"))


def test_a_line_says_how_it_goes_in_plain_words(world, read):
    shown = read("/en/sources")
    lines = {
        row.cssselect("bdi")[0].text: " ".join(row.text_content().split()) for row in shown.cssselect("tbody tr")
    }

    assert lines["Good"] == "Good good.example Working Kenya 1 hour ago 2 hours ago 1"
    assert lines["Failing"] == (
        "Failing failing.example Failing Its server reports an error of its own. Egypt never none 0"
    )
    assert "Stale It answers, but has published nothing new" in lines["Stale"]
    assert "Paused The operator of this site has paused it." in lines["Paused"]
    assert "No feed of it is known." in lines["Feedless"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("health=failing", ["Failing"]),
        ("health=good", ["Good"]),
        ("language=ar", ["Failing", "Stale"]),
        ("country=EG&health=stale", ["Stale"]),
        ("text=GOOD", ["Good"]),
        ("text=paused.example", ["Paused"]),
        ("text=جيد", ["Good"]),
        ("health=", ["Failing", "Feedless", "Good", "Paused", "Stale"]),
        ("health=nonsense", []),
    ],
)
def test_a_reader_finds_sources_by_form(world, read, query, expected):
    assert names(read(f"/en/sources?{query}")) == expected


def test_the_form_keeps_what_was_asked(world, read):
    shown = read("/en/sources?health=stale&text=st")

    assert shown.xpath("string(//input[@name='text']/@value)") == "st"
    assert shown.xpath("string(//select[@name='health']/option[@selected]/@value)") == "stale"


def test_countries_and_languages_are_offered_by_name_with_their_number(world, read):
    shown = read("/ar/sources")

    assert "مصر (2)" in shown.xpath("//select[@name='country']/option/text()")
    assert "العربية (2)" in shown.xpath("//select[@name='language']/option/text()")


def test_where_nothing_fits_the_page_says_so(world, read):
    assert "No source fits" in read("/en/sources?text=zzz").text_content()


def test_a_site_without_sources_says_so(db, read):
    assert "This site has no sources yet" in read("/en/sources").text_content()
