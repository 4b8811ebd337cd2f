"""An edition is made once, from what was published in its day, and can be chosen again."""

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from daily8.articles.models import Article
from daily8.editions import making, schedule
from daily8.editions.formula import Entrant, Weights, ballot
from daily8.editions.models import Edition, Entry, Rhythm, stories_now
from daily8.editions.past import Past, past
from daily8.stories.models import FormerStory, Report, Story
from tests.editions.conftest import DAY, much_new, nothing_new

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 6, 1, tzinfo=UTC)


def keys(edition: Edition | None) -> list[str]:
    assert edition
    return [entry.story_key for entry in edition.entries.all()]


def test_the_most_reported_stories_of_the_day_are_in_it_the_largest_first(tell):
    small, large = tell("Small", 2), tell("Large", 6)
    tell("Alone", 1)
    tell("Of the day before", 8, hours=30)
    tell("Of the day to come", 8, hours=-1)
    edition = making.make("en", DAY, NOW, nothing_new)

    assert keys(edition) == [large.key, small.key]
    first = edition.entries.first()
    assert first.headline.report.story == large
    assert len(first.reports) == 2
    assert first.headline_id not in first.reports


def test_a_day_has_eight_at_most_and_a_thin_one_fewer(tell):
    for number in range(12):
        tell(f"Story {number}", 3)
    assert len(keys(making.make("en", DAY, NOW, nothing_new))) == 8
    for number in range(3):
        tell(f"Later {number}", 3, day=DAY + timedelta(days=1))
    assert len(keys(making.make("en", DAY + timedelta(days=1), NOW, nothing_new))) == 3


def test_a_day_without_stories_has_no_edition(tell):
    tell("Alone", 1)
    tell("في لغة أخرى", 5, language="ar")

    assert making.make("en", DAY, NOW, nothing_new) is None
    assert not Edition.objects.exists()


def test_made_twice_it_is_made_once(tell):
    tell("Story", 3)
    first = making.make("en", DAY, NOW, nothing_new)
    tell("Another that came late", 9)

    assert making.make("en", DAY, NOW + timedelta(hours=1), nothing_new) == first
    assert Edition.objects.count() == 1
    assert Entry.objects.count() == 1


def test_each_language_has_its_own(tell):
    english, arabic = tell("Story", 3), tell("قصة", 4, language="ar")

    assert keys(making.make("en", DAY, NOW, nothing_new)) == [english.key]
    assert keys(making.make("ar", DAY, NOW, nothing_new)) == [arabic.key]


def test_a_story_of_yesterday_is_in_again_only_with_something_new(tell):
    story = tell("Story", 5)
    making.make("en", DAY, NOW, nothing_new)
    tomorrow = DAY + timedelta(days=1)
    article = story.reports.first().article
    for report in story.reports.all():
        moment = report.published_at + timedelta(days=1)
        Report.objects.filter(pk=report.pk).update(published_at=moment)
        type(article).objects.filter(pk=report.article_id).update(published_at=moment)
    tell("New", 2, day=tomorrow)

    def asked(key, since):
        assert (key, since) == (story.key, NOW)
        return 0

    edition = making.make("en", tomorrow, NOW + timedelta(days=1), asked)
    assert story.key not in keys(edition)
    edition.delete()
    edition = making.make("en", tomorrow, NOW + timedelta(days=1), much_new)
    assert story.key in keys(edition)
    (entrant,) = [entrant for entrant in map(Entrant.read, edition.entrants) if entrant.story == story.key]
    assert (entrant.before, entrant.news) == (1, 3)


def test_a_story_that_became_another_is_known_as_that(tell):
    old, new = tell("Old", 3), tell("New", 3)
    edition = making.make("en", DAY, NOW, nothing_new)
    FormerStory.objects.create(key=old.key, story=new)
    old.delete()

    assert stories_now(keys(edition)) == {old.key: new, new.key: new}


def test_it_is_chosen_again_to_the_byte_whatever_happened_since(tell):
    for number in range(10):
        tell(f"Story {number}", 2 + number % 4)
    edition = making.make("en", DAY, NOW, nothing_new)
    before = json.dumps([line.entrant.told() for line in edition.ballot() if line.is_in], sort_keys=True)
    Report.objects.all().delete()
    edition.refresh_from_db()

    again = [line for line in edition.ballot() if line.is_in]
    assert json.dumps([line.entrant.told() for line in again], sort_keys=True) == before
    assert [line.entrant.story for line in again] == keys(edition)


def test_the_ballot_is_that_of_the_kept_numbers_and_other_weights_give_another(tell):
    for number in range(10):
        tell(f"Story {number}", 2 + number % 4, hours=2 + 2 * number)
    edition = making.make("en", DAY, NOW, nothing_new)
    entrants = [Entrant.read(told) for told in edition.entrants]

    assert edition.ballot() == ballot(entrants, edition.weights, edition.caps)
    assert [line.entrant.story for line in edition.ballot(Weights(breadth=0, depth=0, reach=0, growth=5))] != [
        line.entrant.story for line in edition.ballot()
    ]


def test_a_headline_is_of_a_report_in_its_language_that_can_be_read(tell, make_publisher, make_article):
    story = tell("Story", 2)
    linked = make_article(
        publisher=make_publisher("linked.example", rights="link"),
        title="Only a link",
        published_at=schedule.appears_at(DAY) - timedelta(minutes=5),
    )
    arabic = make_article(title="قصة", language="ar", published_at=schedule.appears_at(DAY) - timedelta(minutes=4))
    for article in (linked, arabic):
        Report.objects.create(article=article, story=story, change=9, published_at=article.published_at)
    edition = making.make("en", DAY, NOW, nothing_new)

    assert edition.entries.get().headline.title.startswith("Story")


def test_the_week_is_of_the_stories_of_its_days(tell):
    saturday = date(2026, 11, 28)
    daily = [tell(f"Story {number}", 3, day=DAY + timedelta(days=number % 2)) for number in range(4)]
    for day in (DAY, DAY + timedelta(days=1)):
        making.make("en", day, NOW, nothing_new)
    tell("Not in a daily one", 9)
    edition = making.make_week("en", saturday, NOW + timedelta(days=2))

    assert sorted(keys(edition)) == sorted(story.key for story in daily)
    assert edition.rhythm == Rhythm.WEEKLY
    assert making.make_week("en", saturday, NOW + timedelta(days=3)) == edition


def test_editions_appear_at_the_local_time_on_days_of_23_and_25_hours(settings):
    settings.TIME_ZONE, settings.EDITION_TIME = "Europe/London", "06:00"
    for day, hours in ((date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 11, 26), 24)):
        window = schedule.window("en", day)
        assert window.ends_at.astimezone(ZoneInfo("Europe/London")).hour == 6
        assert window.ends_at - window.begins_at == timedelta(hours=hours)
    settings.EDITION_TIME = "01:30"
    assert schedule.appears_at(date(2026, 3, 29)).astimezone(ZoneInfo("Europe/London")).hour == 2


@pytest.mark.parametrize("zone", ["Europe/London", "Africa/Cairo", "America/Scoresbysund", "Australia/Lord_Howe"])
@pytest.mark.parametrize("at", ["00:00", "00:30", "02:00", "02:30", "06:00", "23:30"])
def test_each_day_has_its_edition_whatever_the_clocks_do_that_night(settings, zone, at):
    settings.TIME_ZONE, settings.EDITION_TIME = zone, at
    for number in range(366):
        day = date(2026, 1, 1) + timedelta(days=number)
        appears, following = schedule.appears_at(day), schedule.appears_at(day + timedelta(days=1))

        assert timedelta(hours=23) <= following - appears <= timedelta(hours=25)
        assert schedule.due_day(appears) == schedule.due_day(following - timedelta(seconds=1)) == day


def test_whoever_slept_through_the_hour_makes_the_last_one():
    six = schedule.appears_at(DAY)

    assert schedule.due_day(six - timedelta(seconds=1)) == DAY - timedelta(days=1)
    assert schedule.due_day(six) == schedule.due_day(six + timedelta(hours=17)) == DAY
    assert schedule.due_day(six + timedelta(hours=20)) == DAY
    assert schedule.next_at(six) == six + timedelta(days=1)
    assert schedule.due_day(six, Rhythm.WEEKLY) == date(2026, 11, 21)
    assert schedule.due_day(six + timedelta(days=2), Rhythm.WEEKLY) == date(2026, 11, 28)


def test_what_a_late_edition_told_is_not_new_the_next_day(tell):
    """A server that slept until the evening told what had come by then."""
    story = tell("Story", 5)
    evening = NOW + timedelta(hours=14)
    making.make("en", DAY, evening, nothing_new)
    tomorrow = DAY + timedelta(days=1)
    for report in story.reports.all():
        moment = report.published_at + timedelta(days=1)
        Report.objects.filter(pk=report.pk).update(published_at=moment)
        type(report.article).objects.filter(pk=report.article_id).update(published_at=moment)
    asked = []

    making.make("en", tomorrow, NOW + timedelta(days=1), lambda _key, since: asked.append(since) or 0)

    assert asked == [evening]


def test_an_edition_goes_on_where_the_one_before_ended_though_the_hour_was_changed(tell, settings):
    tell("Story", 3)
    first = making.make("en", DAY, NOW, nothing_new)
    settings.EDITION_TIME = "18:00"
    tomorrow = DAY + timedelta(days=1)
    tell("Other", 3, day=tomorrow)

    second = making.make("en", tomorrow, NOW + timedelta(days=1, hours=12), nothing_new)

    assert second.begins_at == first.ends_at
    assert second.ends_at == schedule.appears_at(tomorrow)


def test_a_later_program_with_other_measures_replays_what_was(tell):
    for number in range(4):
        tell(f"Story {number}", 2 + number)
    edition = making.make("en", DAY, NOW, nothing_new)
    ballot_then = edition.ballot()
    kept = dict(edition.rules["measures"])

    Edition.objects.update(rules=edition.rules | {"measures": kept | {"size": 2, "growth_hours": 1}})
    assert Edition.objects.get().ballot() != ballot_then
    Edition.objects.update(rules=edition.rules)
    assert Edition.objects.get().ballot() == ballot_then
    assert kept == {"size": 8, "copy_weight": 0.25, "growth_hours": 6, "digits": 6}


def test_a_week_without_editions_reads_no_articles(tell, django_assert_max_num_queries):
    tell("Story", 3)

    with django_assert_max_num_queries(3):
        assert making.make_week("en", DAY, NOW) is None


def test_a_story_that_lay_still_for_days_is_in_again_only_with_something_new(tell):
    """Whoever read it on Thursday has read it on Saturday, too, though it was not in on Friday."""
    story = tell("Story", 5)
    making.make("en", DAY, NOW, nothing_new)
    tell("Of the next day", 3, day=DAY + timedelta(days=1))
    making.make("en", DAY + timedelta(days=1), NOW + timedelta(days=1), nothing_new)
    later = DAY + timedelta(days=3)
    _move(story, timedelta(days=3))
    tell("New", 2, day=later)
    asked = []

    edition = making.make("en", later, NOW + timedelta(days=3), lambda *about: asked.append(about) or 0)

    assert asked == [(story.key, NOW)]
    assert story.key not in keys(edition)
    edition.delete()
    edition = making.make("en", later, NOW + timedelta(days=3), much_new)
    (line,) = [line for line in edition.ballot() if line.entrant.story == story.key]
    assert (line.entrant.before, line.entrant.news, line.terms.followup) == (1, 3, 0.6)


def test_what_readers_had_is_known_by_what_stories_are_now(tell, django_assert_num_queries):
    old, new = tell("Old", 3), tell("New", 3)
    for days in (1, 2, 20, 40):
        _edition_of(DAY - timedelta(days=days), old if days != 2 else new)
    FormerStory.objects.create(key=old.key, story=new)
    old.delete()

    with django_assert_num_queries(4):
        was = past("en", DAY)

    assert was == {new.key: Past(2, schedule.appears_at(DAY - timedelta(days=1)))}
    assert past("en", DAY - timedelta(days=3)) == {new.key: Past(1, schedule.appears_at(DAY - timedelta(days=20)))}
    assert past("ar", DAY) == {}


def _edition_of(day: date, story: Story) -> None:
    ends_at = schedule.appears_at(day)
    edition = Edition.objects.create(
        language="en",
        day=day,
        begins_at=ends_at - timedelta(days=1),
        ends_at=ends_at,
        made_at=ends_at,
        rules={},
        entrants=[],
        considered=1,
    )
    edition.entries.create(place=1, chosen=1, story_key=story.key)


def _move(story: Story, by: timedelta) -> None:
    for report in story.reports.all():
        moment = report.published_at + by
        Report.objects.filter(pk=report.pk).update(published_at=moment)
        Article.objects.filter(pk=report.article_id).update(published_at=moment)
