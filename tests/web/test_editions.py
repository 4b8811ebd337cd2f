"""The pages of the daily eight, the weekly and the archive."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daily8.accounts.models import User
from daily8.articles.models import Article
from daily8.editions import making, newsroom, schedule
from daily8.editions.models import Edition, Rhythm
from daily8.pipeline import editing
from daily8.reading import muting
from daily8.sources.models import Publisher
from daily8.stories.models import FormerStory, Story
from daily8.work.models import PAGES, Change, Version
from tests.editions.conftest import DAY, FIRST, SECOND, ferry, nothing_new, press, tell  # noqa: F401

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 6, 1, tzinfo=UTC)
PAGE = f"/en/daily/{DAY}"


@pytest.fixture(autouse=True)
def _morning(monkeypatch, settings):
    settings.EDITION_TIME, settings.TIME_ZONE = "06:00", "UTC"
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def make(tell):  # noqa: F811
    """Make the edition of a day out of stories that so many publishers tell each."""

    def make(*counts: int, day: date = DAY) -> Edition:
        for number, count in enumerate(counts):
            tell(f"Story {number} of {day:%d}", count, day=day)
        edition = making.make("en", day, NOW, nothing_new)
        editing.word(NOW)
        assert edition
        return edition

    return make


@pytest.fixture
def edition(ferry) -> Edition:  # noqa: F811
    made = making.make("en", DAY, NOW, nothing_new)
    editing.word(NOW)
    assert made
    return made


def words(page) -> str:
    return " ".join(page.text_content().split())


def titles(page, shown: str = ".eight__title") -> list[str]:
    return [" ".join(one.text_content().split()) for one in page.cssselect(shown)]


def stories(page, shown: str = ".eight__title") -> list[str]:
    """What they are about, whichever report gives the headline."""
    return [title.rsplit(" ", 1)[0] for title in titles(page, shown)]


def test_where_nothing_is_read_the_page_promises_no_edition(read):
    page = read("/en/daily")

    assert "No publishers are read here yet" in words(page)
    assert "06:00" not in words(page)
    assert "Eight stories of the week" in words(read("/en/weekly"))


def test_before_the_first_edition_the_page_says_when_it_appears(read, publisher):
    page = read("/en/daily")

    assert "There is no edition yet" in words(page)
    assert "Friday, 27 November 2026, 06:00 UTC" in words(page)
    assert page.cssselect("main a[href='/en/']")


def test_the_newest_is_under_one_address_and_each_under_its_own_for_ever(make, read):
    make(4, 3, day=DAY - timedelta(days=1))
    edition = make(5, 4, 3)

    assert stories(read("/en/daily")) == ["Story 0 of 26", "Story 1 of 26", "Story 2 of 26"]
    assert titles(read(PAGE)) == titles(read("/en/daily"))
    assert edition.get_absolute_url() == PAGE
    (canonical,) = read("/en/daily").cssselect("link[rel=canonical]")
    assert canonical.get("href").endswith(PAGE)


def test_stories_are_numbered_and_the_page_has_an_end(make, read):
    make(*[3] * 12)
    page = read(PAGE)

    assert [one.text_content() for one in page.cssselect(".eight__place")] == list("12345678")
    assert [one.get("href") for one in page.cssselect(".edition__index a")] == [f"#story-{n}" for n in range(1, 9)]
    end = " ".join(page.cssselect(".done")[0].text_content().split())
    assert "You are done for today." in end
    assert "The next edition appears Friday, 27 November 2026, 06:00 UTC" in end


def test_a_thin_day_says_that_it_is_one(make, read):
    make(3, 3)

    assert "Only 2 deserved a place." in words(read(PAGE))


def test_a_story_has_its_brief_with_sources_its_numbers_and_why_it_is_there(edition, read):
    page = read(PAGE)
    (story,) = page.cssselect(".eight__article")

    brief = story.cssselect(".eight__brief p")
    assert 1 <= len(brief) <= 3
    assert all(one.cssselect("a")[0].get("href").startswith("/en/article/") for one in brief)
    assert "#:~:text=" in brief[0].cssselect("a")[0].get("href")
    assert {one.text_content() for one in story.cssselect(".eight__row b")} == {"fifteen", "twelve"}
    assert "2 sources with reports of their own" in story.cssselect(".eight__why")[0].text_content()
    assert story.cssselect(".eight__sources")[0].get("href").startswith("/en/story/")
    assert len(story.cssselect(".eight__reports .headline")) == 1


def test_editions_lead_to_those_before_and_after_them(make, read):
    for days in (2, 1, 0):
        make(3, day=DAY - timedelta(days=days))
    yesterday = f"/en/daily/{DAY - timedelta(days=1)}"

    links = {one.get("rel"): one.get("href") for one in read(yesterday).cssselect(".edition__beside a[rel]")}
    assert links == {"prev": f"/en/daily/{DAY - timedelta(days=2)}", "next": PAGE}
    assert "The next edition appears" not in words(read(yesterday))


def test_a_day_without_an_edition_is_not_found_and_shows_the_way(make, client):
    make(3)
    for day, told in (("2026-11-20", "No edition appeared that day"), ("2026-12-01", "has not appeared yet")):
        answer = client.get(f"/en/daily/{day}")
        assert answer.status_code == 404
        assert told in answer.content.decode()
        assert PAGE in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["daily/2026-02-30", "daily/2026-13-01", "weekly/0000-01-01", "daily/archive/2026-00"]
)
def test_what_is_no_day_is_not_found(make, client, path):
    make(3)

    assert client.get(f"/en/{path}").status_code == 404


def test_a_withdrawn_article_takes_its_words_with_it_and_another_gives_the_headline(edition, read):
    headline = edition.entries.get().headline
    Article.objects.filter(pk=headline.pk).withdraw()
    page = read(PAGE)

    other = Article.objects.visible().get()
    assert titles(page) == [other.title]
    assert headline.title not in words(page)
    assert not any(sentence in words(page) for sentence in headline.text.split(". ")[1:])
    assert headline.get_absolute_url() not in " ".join(one.get("href", "") for one in page.cssselect("a"))


def test_where_all_is_withdrawn_the_place_stays(edition, read):
    Article.objects.all().withdraw()
    page = read(PAGE)

    assert titles(page) == ["No longer to be seen"]
    assert [one.text_content() for one in page.cssselect(".eight__place")] == ["1"]
    assert not page.cssselect(".eight__brief, .eight__numbers, .eight__reports, .eight__picture")


def test_a_publisher_that_refuses_ai_since_is_linked_and_not_quoted(edition, read):
    Publisher.objects.update(ai=False)
    page = read(PAGE)

    assert titles(page) == [edition.entries.get().headline.title]
    assert not page.cssselect(".eight__numbers")
    assert "The company has three ships" not in words(page)


def test_a_publisher_that_lets_only_links_be_shown_since_gives_neither_words_nor_pictures(edition, read):
    Article.objects.update(image="https://daily.example/picture.jpg")
    assert read(PAGE).cssselect(".eight__picture")
    Publisher.objects.update(rights="link")
    page = read(PAGE)

    assert titles(page)
    assert not page.cssselect(".eight__picture, .eight__brief, .eight__numbers")


def test_words_that_the_publisher_has_taken_back_are_not_shown(edition, read):
    Article.objects.update(text="It was a drill.", excerpt="It was a drill.")

    assert not any(one in words(read(PAGE)) for one in ("ran aground near", "Twelve", "fifteen"))


WITHDRAWING = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@WITHDRAWING
@given(gone=st.sets(st.integers(0, 7), min_size=1))
def test_no_output_has_words_of_what_is_withdrawn(client, make_publisher, make_article, make_story, gone):
    Edition.objects.all().delete()
    Story.objects.all().delete()
    Publisher.objects.all().delete()
    articles = [
        make_article(
            publisher=make_publisher(),
            url=f"https://x.example/{number}/{len(gone)}/{sum(gone)}",
            title=f"Headline{number} of paper",
            text=f"Witness{number} saw the ship at {number + 11} knots. It sank near cape{number} at night.",
            image=f"https://x.example/picture{number}.jpg",
            published_at=NOW - timedelta(hours=2),
        )
        for number in range(8)
    ]
    make_story(*articles[:4])
    make_story(*articles[4:])
    making.make("en", DAY, NOW, nothing_new)
    editing.word(NOW)
    Article.objects.filter(pk__in=[articles[number].pk for number in gone]).withdraw()
    pages = ("", "/ballot?growth=2", "/feed.rss", "/feed.atom", "/feed.json", "/archive")
    told = [
        client.get(f"/en/daily{path}" if path.startswith(("/feed", "/arch")) else f"{PAGE}{path}").content.decode()
        for path in pages
    ]

    for number in gone:
        marks = (
            f"Headline{number}",
            f"Witness{number}",
            f"cape{number}",
            f"picture{number}",
            articles[number].key,
        )
        assert [mark for mark in marks for page in told if mark in page] == []
    assert any(f"Headline{number}" in told[0] for number in range(8) if number not in gone) or len(gone) == 8
    Article.objects.all().delete()


def test_a_story_that_became_another_leads_to_that(edition, ferry, tell, read):  # noqa: F811
    other = tell("Another", 2)
    FormerStory.objects.create(key=ferry.key, story=other)
    ferry.delete()

    assert read(PAGE).cssselect(".eight__sources")[0].get("href") == other.get_absolute_url()


def test_editors_words_are_shown_as_theirs_and_the_formulas_choice_stays(make, read, operator):
    edition = make(5, 4, 3)
    _, second, third = edition.entries.all()
    newsroom.arrange(edition, {third.pk: 1, second.pk: 0}, by="samia", now=NOW)
    newsroom.rewrite(third, title="As we see it", words="First.\n\nSecond.", by="samia", now=NOW)
    page = read(PAGE)

    assert stories(page) == ["As we see", "Story 0 of 26"]
    story = page.cssselect(".eight__article")[0]
    assert "Edited by the newsroom" in story.text_content()
    assert [one.text_content() for one in story.cssselect(".eight__brief p")] == ["First.", "Second."]
    assert "the formula had it in place 3" in story.text_content()
    ballot = stories(read(f"{PAGE}/ballot"), ".ballot .ballot__title")
    assert ballot[:3] == ["Story 0 of 26", "Story 1 of 26", "Story 2 of 26"]


def test_an_old_edition_ends_its_day_and_not_the_readers(make, read):
    make(4, 3, day=DAY - timedelta(days=1))
    make(5, 4)

    assert "That was the day." in words(read(f"/en/daily/{DAY - timedelta(days=1)}"))
    assert "You are done for today." in words(read("/en/daily"))


def test_what_too_few_tell_is_counted_beneath_the_ballot(make, read):
    edition = make(5, 4)
    Edition.objects.filter(pk=edition.pk).update(considered=len(edition.entrants) + 3)

    assert "3 more stories were looked at" in words(read(f"{PAGE}/ballot"))


def test_other_weights_choose_others_on_a_page_and_as_a_part_of_it(make, tell, read, client):  # noqa: F811
    tell("Late and small", 2, hours=1)
    for number in range(8):
        tell(f"Early and large {number}", 4, hours=20)
    make()
    address = f"{PAGE}/ballot?breadth=0&depth=0&reach=0&growth=3"
    chosen = stories(read(address), ".ballot__title")
    part = client.get(address, headers={"HX-Request": "true"})

    assert chosen[0] == "Late and small"
    assert "Late and small" in part.content.decode()
    assert "<html" not in part.content.decode()
    assert "HX-Request" in part.headers["Vary"]
    assert "Others scored more." in words(read(f"{PAGE}/ballot"))


@pytest.mark.parametrize("value", ["nan", "inf", "-1e9", "9" * 400, "1e999", "", "٣", "<b>", "0x10", "1_0"])
def test_weights_that_nobody_means_are_clamped_or_not_heard(make, read, value):
    make(4, 3)
    page = read(f"{PAGE}/ballot?breadth={value}&followup={value}")

    shown = {one.get("name"): float(one.get("value")) for one in page.cssselect("input[type=range]")}
    assert 0 <= shown["breadth"] <= 3
    assert 0 <= shown["followup"] <= 1


def test_the_archive_is_a_calendar_that_leads_from_month_to_month(make, read):
    for day in (DAY, DAY - timedelta(days=40)):
        make(3, 3, day=day)
    page = read("/en/daily/archive")

    assert page.cssselect(".calendar__name")[0].text_content() == "November 2026"
    (link,) = page.cssselect("a.calendar__day")
    assert (link.get("href"), " ".join(link.text_content().split())) == (PAGE, "2626 November, 2 stories")
    (back,) = page.cssselect(".calendar__arrow")
    earlier = read(back.get("href"))
    assert earlier.cssselect(".calendar__name")[0].text_content() == "October 2026"
    assert [one.get("rel") for one in earlier.cssselect(".calendar__arrow")] == ["next"]
    assert len(earlier.cssselect(".calendar__days tr")) == 6


def test_the_week_is_in_the_calendar_and_has_its_page(make, read):
    saturday = date(2026, 11, 28)
    make(4, 3)
    making.make("en", saturday, NOW, nothing_new)
    assert making.make_week("en", saturday, NOW + timedelta(days=2))

    assert read("/en/daily/archive").cssselect(".calendar__week")[0].get("href") == f"/en/weekly/{saturday}"
    page = read(f"/en/weekly/{saturday}")
    assert "The eight of the week" in words(page)
    assert "That was the week." in words(page)


def test_the_arabic_page_shows_the_arabic_edition(tell, read):  # noqa: F811
    tell("قصة", 4, language="ar")
    making.make("ar", DAY, NOW, nothing_new)
    page = read(f"/ar/daily/{DAY}")

    assert page.get("dir") == "rtl"
    assert stories(page) == ["قصة"]
    assert "There is no edition yet" in words(read("/en/daily"))


def test_making_wording_and_editing_make_ready_pages_old(ferry):  # noqa: F811
    edition = making.make("en", DAY, NOW, nothing_new)
    assert "edition:en" in Change.objects.values_list("key", flat=True)
    Change.objects.all().delete()
    editing.word(NOW)
    assert "edition:en" in Change.objects.values_list("key", flat=True)
    before = Version.current(PAGES)
    newsroom.rewrite(edition.entries.get(), title="Other", words="", by="samia", now=NOW)
    assert Version.current(PAGES) == before + 1


@pytest.mark.parametrize(("count", "most"), [(1, 12), (8, 12)])
def test_an_edition_takes_as_many_queries_whatever_its_size(
    make, client, django_assert_max_num_queries, count, most
):
    make(*[3] * count)

    with django_assert_max_num_queries(most):
        assert client.get(PAGE).status_code == 200


def test_its_page_tells_other_programs_what_it_is(make, read):
    Article.objects.update(image="")
    make(4)
    Article.objects.update(image="https://daily.example/picture.jpg")
    page = read(PAGE)
    told = {one.get("property"): one.get("content") for one in page.cssselect("meta[property^=og]")}

    assert told["og:url"].endswith(PAGE)
    assert " ".join(told["og:title"].split()) == "The daily eight · Thursday, 26 November"
    assert "/picture/1280/" in told["og:image"]
    feeds = [one.get("href") for one in page.cssselect("link[rel=alternate][type$='+xml']")]
    assert feeds == ["/en/daily/feed.rss", "/en/daily/feed.atom"]


def test_the_front_page_and_every_other_lead_to_it(make_article, read):
    make_article()
    page = read("/en/")

    assert next(one.get("href") for one in page.cssselect(".sections a")) == "/en/daily"
    assert page.cssselect("main a[href='/en/daily']")


def test_a_weekly_and_a_daily_of_one_day_are_two():
    for rhythm in Rhythm:
        window = schedule.window("en", DAY, rhythm)
        Edition.objects.create(
            language="en", rhythm=rhythm, day=DAY, begins_at=window.begins_at, ends_at=window.ends_at,
            made_at=NOW, rules={"weights": {}, "caps": {}}, entrants=[], considered=0,
        )  # fmt: skip
    assert [one.get_absolute_url() for one in Edition.objects.order_by("rhythm")] == [PAGE, f"/en/weekly/{DAY}"]


def test_what_a_reader_muted_is_folded_and_the_eight_stay_the_eight(client, read, edition):
    headline = edition.entries.get().headline
    title = headline.title
    reader = User.objects.create(username="omar", email="omar@reader.example")
    muting.mute(reader, muting.named("source", headline.publisher.domain), NOW)
    assert titles(read(PAGE)) == [title]
    client.force_login(reader)

    page = read(PAGE)

    assert titles(page, "details:not([open]) .eight__title") == [title]
    assert words(page.cssselect("details > summary")[0]) == "Number 1 is about something you muted"
    assert titles(page, ".edition__line") == ["Muted"]


@pytest.mark.parametrize("month", ["9999-12", "0001-01", "2026-13"])
def test_months_at_the_ends_of_time_are_no_fault(client, edition, month):
    assert client.get(f"/en/daily/archive/{month}").status_code == 404
