from datetime import UTC, datetime, timedelta

import pytest

from daily8.articles.models import Article
from daily8.stories import coverage, showing
from daily8.stories.coverage import Figures

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def after(hours):
    return NOON + timedelta(hours=hours)


@pytest.fixture
def by(make_article, make_publisher):
    """Make an article by a paper of its own, or by one that is named."""
    papers = {}

    def make(paper="", **fields):
        if paper and paper not in papers:
            papers[paper] = make_publisher(f"{paper}.example", **fields.pop("of", {}))
        return make_article(publisher=papers.get(paper) or make_publisher(**fields.pop("of", {})), **fields)

    return make


def read(article):
    """The article as its page reads it."""
    return Article.objects.select_related("publisher", "report__story").get(pk=article.pk)


def shown(story, language="en"):
    found = showing.shown(story, language=language)
    assert found is not None
    return found


def test_the_best_report_is_original_readable_and_in_the_readers_language(by, make_story):
    english = by(title="Ships leave")
    story = make_story(
        by(title="السفن تغادر", language="ar"),
        by(title="A copy", copy_of=english),
        by(title="A link", of={"rights": "link"}),
        by(title="A video", kind="video"),
        by(title="A stub", words=12),
        english,
    )

    assert shown(story).best == english
    assert shown(story, "ar").best.title == "السفن تغادر"


def test_among_equals_the_best_has_a_picture_then_is_the_newest(by, make_story):
    newer = by(published_at=after(-1))
    pictured = by(published_at=after(-9), image="https://a.example/1.jpg")

    assert shown(make_story(by(published_at=after(-5)), newer)).best == newer
    assert shown(make_story(by(published_at=after(-6)), pictured)).best == pictured


def test_a_picture_of_a_publisher_of_links_stands_for_nothing(by, make_story):
    bare = by()
    story = make_story(bare, by(image="https://a.example/1.jpg", of={"rights": "link"}))

    assert shown(story).picture is None
    assert (
        shown(make_story(by(), by(title="Pictured", image="https://a.example/1.jpg"))).picture.title == "Pictured"
    )


def test_originals_are_counted_apart_from_copies(by, make_story):
    original = by("harbour", credit="AFP")
    copies = [by(copy_of=original, credit="AFP") for _ in range(5)]
    story = make_story(original, *copies, by("harbour"), *(by() for _ in range(5)))

    assert shown(story).coverage.figures == Figures(reports=12, outlets=11, originals=7, copies=5, agency="AFP")


def test_copies_of_several_agencies_are_of_none_in_particular(by):
    first, second = by(), by()
    reports = [first, second, by(copy_of=first, credit="AFP"), by(copy_of=second, credit="Reuters")]

    assert coverage.figures(reports).agency == ""


def test_coverage_is_told_by_publisher_country_and_language(by, make_story):
    story = make_story(
        by("wadi", language="ar", of={"country": "JO"}),
        *(by("harbour", of={"country": "KE"}) if number == 0 else by("harbour") for number in range(3)),
        by("hill", of={"country": "KE"}),
        by("nowhere", of={"country": ""}),
    )

    found = shown(story).coverage

    largest = found.outlets[0]
    assert (largest.of.domain, largest.count, largest.percent) == ("harbour.example", 3, 50)
    assert [(share.of, share.count, share.percent) for share in found.countries] == [("KE", 4, 80), ("JO", 1, 20)]
    assert [(share.of, share.count) for share in found.languages] == [("en", 5), ("ar", 1)]


def test_reports_are_in_order_by_day_with_copies_beneath_their_original(by, make_story):
    original = by(title="First", published_at=after(-30))
    late_copy = by(title="Copy", copy_of=original, published_at=after(-1))
    other = by(title="Other", published_at=after(-2))
    early = by(title="Early", published_at=after(-40))

    days = shown(make_story(original, late_copy, other, early)).days

    assert [(day.date.day, [line.report.title for line in day.lines]) for day in days] == [
        (25, ["Other"]),
        (24, ["First"]),
        (23, ["Early"]),
    ]
    assert [copy.title for copy in days[1].lines[0].copies] == ["Copy"]


def test_copies_whose_original_is_not_shown_stand_beneath_the_first_of_them(by, make_story):
    hidden = by(visible=False)
    first = by(title="First copy", copy_of=hidden, published_at=after(-5))
    second = by(title="Second copy", copy_of=hidden, published_at=after(-4))

    (day,) = shown(make_story(hidden, first, second)).days

    assert [line.report.title for line in day.lines] == ["First copy"]
    assert [copy.title for copy in day.lines[0].copies] == ["Second copy"]


def test_of_a_very_long_story_the_newest_reports_are_listed(by, make_story, monkeypatch):
    monkeypatch.setattr(showing, "_LISTED", 3)
    found = shown(make_story(*(by() for _ in range(5))))

    assert sum(len(day.lines) for day in found.days) == 3
    assert found.unlisted == 2


def test_other_languages_report_originals_one_of_each_outlet(by, make_story):
    first = by("wadi", language="ar", title="الأول")
    story = make_story(
        by(),
        first,
        by("wadi", language="ar"),
        by("sahel", language="ar", title="الثاني"),
        by("copy", language="ar", copy_of=first),
        by("monde", language="fr", title="Les bateaux partent"),
    )

    found = shown(story).abroad

    assert [(one.language, len(one.reports)) for one in found] == [("ar", 2), ("fr", 1)]


def test_what_nobody_may_see_is_not_shown(by, make_story):
    story = make_story(by(visible=False), by(visible=False))

    assert showing.shown(story, language="en") is None
    assert showing.hashtags(story) == []


def test_the_hashtags_of_a_story_are_those_that_most_reports_carry(by, make_story, make_hashtag):
    reports = [by() for _ in range(3)]
    story = make_story(*reports)
    make_hashtag("Once", on=reports[:1])
    make_hashtag("Always", on=reports)
    make_hashtag("Twice", on=reports[1:])
    make_hashtag("Gone", on=reports, banned=True)
    make_hashtag("Elsewhere", on=[by()])

    assert [hashtag.slug for hashtag in showing.hashtags(story)] == ["Always", "Twice", "Once"]


def test_readers_see_the_hashtags_that_are_named_in_their_language(by, make_story, make_hashtag):
    reports = [by(), by()]
    story = make_story(*reports)
    make_hashtag("Tazi", names={"ar": "التازي"}, on=reports)
    make_hashtag("Kisumu", names={"en": "Kisumu"}, on=reports)
    found = showing.hashtags(story)

    assert [each.slug for each in showing.readable(found, language="en")] == ["Kisumu"]
    assert [each.slug for each in showing.readable(found, language="ar")] == ["Tazi"]
    assert showing.readable(found, language="fr") == found


def test_beside_an_article_stand_other_texts_of_other_outlets(by, make_story):
    article = by("harbour")
    story = make_story(
        article,
        by("copy", copy_of=article),
        by("hill", title="Hill"),
        by("hill", title="Hill again"),
        by("wadi", title="الوادي", language="ar"),
    )

    beside = showing.beside(read(article), language="en")

    assert beside is not None
    assert beside.story == story
    assert [report.publisher.domain for report in beside.reports] == ["hill.example", "wadi.example"]


def test_what_the_page_shows_elsewhere_is_not_beside_it(by, make_story):
    article, *others = (by(title=str(number)) for number in range(5))
    copy = by(copy_of=others[1])
    make_story(article, *others, copy)

    beside = showing.beside(read(article), language="en", elsewhere=[others[0], copy])
    without = showing.beside(read(article), language="en", elsewhere=others)

    assert beside is not None
    assert [report.title for report in beside.reports] == ["3", "4"]
    assert without is not None
    assert without.reports == []


def test_an_article_alone_in_its_story_has_nothing_beside_it(by, make_story):
    alone, placed_nowhere, beside_hidden = by(), by(), by()
    make_story(alone)
    make_story(beside_hidden, by(visible=False))

    for article in (alone, placed_nowhere, beside_hidden):
        assert showing.beside(read(article), language="en") is None


def test_articles_of_a_list_have_their_copies_with_them(by, django_assert_num_queries):
    first, second = by(), by()
    copy, hidden = by(copy_of=first), by(copy_of=first, visible=False)

    with django_assert_num_queries(1):
        lines = showing.with_copies([second, first])

    assert [(line.report, line.copies) for line in lines] == [(second, []), (first, [copy])]
    assert hidden not in lines[1].copies
