"""Editions are made when they are due, worded out of their reports, and explained."""

import asyncio
import json
from datetime import timedelta

import pytest
from click.testing import CliRunner

from daily8.articles.models import Article, Stage, Tag
from daily8.assistant import editions as words
from daily8.assistant.edition_entries import shown
from daily8.commands.edition import edition as command
from daily8.editions import making, schedule
from daily8.editions.models import Edition, Entry
from daily8.pipeline import editing
from daily8.stories.models import Report, Story
from daily8.topics.models import Hashtag
from daily8.work import clock
from tests.editions.conftest import DAY, FIRST, NOW, SECOND, nothing_new

pytestmark = pytest.mark.django_db
NOON_BEFORE = NOW - timedelta(hours=3)


def edition_before(made: Edition, story: Story) -> None:
    """An edition of the day before, with one story."""
    before = Edition.objects.create(
        language="en",
        day=DAY - timedelta(days=1),
        begins_at=made.begins_at - timedelta(days=1),
        ends_at=made.begins_at,
        made_at=made.begins_at,
        rules=made.rules,
        entrants=made.entrants,
        considered=1,
    )
    before.entries.create(place=1, chosen=1, story_key=story.key)


def test_an_entry_tells_in_three_sentences_each_with_its_source(ferry):
    editing.make_due(NOW)
    editing.word(NOW)
    entry = Edition.objects.get(language="en", rhythm="daily").entries.get()

    assert 1 <= len(entry.brief) <= 3
    articles = {report.article_id for report in ferry.reports.all()}
    assert all({article for article, _ in one["cites"]} <= articles for one in entry.brief)
    assert all(one["text"] in FIRST + SECOND for one in entry.brief)
    assert entry.news == []
    assert entry.worded_at == NOW


def test_where_reports_have_little_in_common_the_one_above_fills_the_brief(ferry):
    """Each sentence still stands in a report, and none is said twice."""
    texts = (FIRST, "Ninety people were on a ferry, the port said. It said no more until the evening of that day.")
    for report, text in zip(ferry.reports.order_by("pk"), texts, strict=True):
        Article.objects.filter(pk=report.article_id).update(text=text)
    above = ferry.reports.order_by("pk")[0].article
    editing.make_due(NOW)
    Entry.objects.update(headline=above)
    editing.word(NOW)

    told = [one["text"] for one in Edition.objects.get(language="en", rhythm="daily").entries.get().brief]
    assert len(told) == len(set(told)) == 3
    assert all(text in " ".join(texts) for text in told)


def test_where_reports_disagree_is_kept(ferry):
    editing.make_due(NOW)
    editing.word(NOW)
    entry = Edition.objects.get(language="en", rhythm="daily").entries.get()

    (injured,) = [row for row in entry.numbers if row["heading"] == "Injured"]
    assert (
        sorted(written for written, *_ in injured["figures"]) == ["Twelve", "fifteen"]
        or len(injured["figures"]) == 2
    )


def test_what_is_new_since_the_edition_before_is_told(ferry):
    first, second = ferry.reports.order_by("pk")
    earlier = schedule.appears_at(DAY) - timedelta(hours=30)
    for report, moment in ((first, earlier), (second, NOW - timedelta(hours=2))):
        Article.objects.filter(pk=report.article_id).update(found_at=moment)
    made = making.make("en", DAY, NOW, nothing_new)
    edition_before(made, ferry)
    editing.word(NOW)

    news = [one["text"] for one in made.entries.get().news]
    assert "Divers found a hole in the hull, and the captain was suspended by the company." in news
    assert all(one["cites"][0][0] == second.article_id for one in made.entries.get().news)


def test_what_is_new_in_a_story_that_all_the_world_tells_is_found(ferry, make_article, press):
    """More reports came overnight than are read of a story: what was known before is known all the same."""
    evening = NOW - timedelta(hours=12)
    Article.objects.filter(report__story=ferry).update(found_at=evening - timedelta(hours=1))
    for number in range(50):
        article = make_article(
            publisher=press[number % len(press)],
            title=f"Ferry {number}",
            text=FIRST,
            published_at=evening + timedelta(minutes=5 * number),
            found_at=evening + timedelta(minutes=5 * number),
        )
        Report.objects.create(article=article, story=ferry, change=9, published_at=article.published_at)

    assert words.news(ferry.key, evening) == 0
    late = make_article(publisher=press[0], title="Hull", text=SECOND, published_at=NOW, found_at=NOW)
    told = f"{FIRST} The ferry sank at midnight and lies forty metres deep."
    Article.objects.filter(pk=late.pk).update(text=told)
    Report.objects.create(article=late, story=ferry, change=9, published_at=NOW)
    assert words.news(ferry.key, evening) == 1


def test_an_edition_waits_for_articles_that_are_on_their_way_but_not_for_ever(ferry, make_article, monkeypatch):
    make_article(stage=Stage.FETCHED, visible=False, due_at=NOW, published_at=NOW - timedelta(hours=1))
    one = editing.Editing()
    one.edit(clock.now())
    assert not Edition.objects.exists()

    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=1))
    one._since -= editing.PATIENCE_SECONDS + 1
    one.edit(clock.now())
    assert Edition.objects.filter(language="en", rhythm="daily").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_makes_what_is_due_beside_the_line(ferry):
    asyncio.run(editing.Editing().finish())

    assert Edition.objects.filter(language="en", rhythm="daily", day=DAY).count() == 1


def test_it_is_chosen_again_and_explained_on_the_command_line(ferry, tell):
    tell("Alone in its language", 3, language="ar")
    other = tell("Harbour fees", 4)
    run = CliRunner()
    told = run.invoke(command, []).output
    assert "daily edition of en 2026-11-26: 2 stories" in told

    replayed = run.invoke(command, ["--replay", "2026-11-26"]).output
    assert [one["story"] for one in json.loads(replayed)] == [other.key, ferry.key]
    assert replayed == run.invoke(command, ["--replay", "2026-11-26"]).output
    explained = run.invoke(command, ["--explain", "2026-11-26", "--language", "ar"]).output
    assert "in: Alone in its language" in explained
    assert "breadth" in explained


def test_a_day_without_an_edition_is_said_with_the_last_one(ferry):
    run = CliRunner()
    run.invoke(command, [])
    told = run.invoke(command, ["--replay", "2026-11-20"])

    assert told.exit_code == 2
    assert "the last one is of 2026-11-26" in told.output


def test_a_replay_that_gives_other_stories_fails(ferry):
    CliRunner().invoke(command, [])
    Edition.objects.get(language="en", rhythm="daily").entries.update(story_key="f" * 32)
    told = CliRunner().invoke(command, ["--replay", "2026-11-26"])

    assert told.exit_code == 1
    assert "other stories" in told.output


def test_no_edition_is_made_just_before_the_next(tell):
    tell("Late ferry", 3)

    assert editing.make_due(NOW + timedelta(hours=23, minutes=50)) == []
    assert [one.day for one in editing.make_due(NOW + timedelta(hours=19))] == [DAY]


def test_a_fault_in_one_story_leaves_the_others_their_words(ferry, tell, monkeypatch):
    tell("Bridge opens", 3)
    making.make("en", DAY, NOW, nothing_new)
    real = words.word

    def word(entry, now, *, since):
        if entry.place == 1:
            raise ValueError("one bad story")
        real(entry, now, since=since)

    monkeypatch.setattr(words, "word", word)
    editing.word(NOW)
    assert list(Entry.objects.filter(worded_at=None).values_list("place", flat=True)) == [1]

    editing.word(NOW + timedelta(hours=1))
    assert not Entry.objects.filter(worded_at=None).exists()


def test_where_nothing_deserves_an_edition_it_is_looked_for_a_small_part_of_the_time(monkeypatch):
    looked, seconds = [], iter(range(0, 10_000, 10))
    monkeypatch.setattr(editing.time, "monotonic", lambda: next(seconds))
    monkeypatch.setattr(editing, "make_due", looked.append)
    editor = editing.Editing()

    for _ in range(40):
        editor.edit(NOW)
    assert 1 <= len(looked) < 4
    editor.edit(NOW + timedelta(days=1))
    assert looked[-1] == NOW + timedelta(days=1)


def test_an_entry_tells_nothing_of_another_event_that_came_into_its_story(ferry, make_article, press):
    """Its brief, its numbers and the reports to read on are of the town in its headline."""
    headline = ferry.reports.order_by("-pk")[0].article
    near, far = (_place(name) for name in ("Mombasa", "Lamu"))
    there = [
        make_article(
            publisher=press[number], title=f"Ferry off Lamu {number}", text=SECOND, published_at=NOON_BEFORE
        )
        for number in (5, 6)
    ]
    here = make_article(publisher=press[7], title="Mombasa: ferry", text=FIRST, published_at=NOON_BEFORE)
    for article in (*there, here):
        Report.objects.create(article=article, story=ferry, change=9, published_at=NOON_BEFORE)
        Tag.objects.create(
            article=article, hashtag=near if article == here else far, place=0, published_at=NOON_BEFORE
        )
    Article.objects.filter(pk=headline.pk).update(title="Ferry aground at Mombasa")
    Tag.objects.create(article=headline, hashtag=near, place=0, published_at=NOON_BEFORE)
    editing.make_due(NOW)
    entry = Edition.objects.get(language="en", rhythm="daily").entries.get()
    Entry.objects.filter(pk=entry.pk).update(headline=headline, reports=[article.pk for article in there])

    editing.word(NOW)

    entry.refresh_from_db()
    cited = {article for one in entry.brief for article, _sentence in one["cites"]}
    counted = {article for row in entry.numbers for _written, article, _sentence in row["figures"]}
    assert cited
    assert not (cited | counted) & {article.pk for article in there}
    assert here.pk in entry.reports
    assert not set(entry.reports) & {article.pk for article in there}


def _place(name: str) -> Hashtag:
    return Hashtag.objects.create(key=name, slug=name, kind="place", names={"en": name})


def test_an_entry_whose_report_was_corrected_is_worded_again_out_of_what_was_told_by_then(
    ferry, make_article, press
):
    editing.make_due(NOW)
    editing.word(NOW)
    entry = Edition.objects.get(language="en", rhythm="daily").entries.get()
    assert editing.mend(NOW) == 0
    pk, _sentence = entry.brief[0]["cites"][0]
    corrected = (
        "The ferry did not run aground on Wednesday, the port said, it was moored for repairs all day long."
    )
    Article.objects.filter(pk=pk).update(text=corrected)
    later = make_article(publisher=press[8], title="Ferry afloat", text="It floats.", published_at=NOW)
    Report.objects.create(article=later, story=ferry, change=9, published_at=NOW)
    lost = len(shown(entry.edition)[0].brief)
    assert lost < len(entry.brief)

    assert editing.mend(NOW + timedelta(hours=3)) == 1
    editing.word(NOW + timedelta(hours=3))

    (one,) = shown(entry.edition)
    assert len(one.brief) == len(one.entry.brief) > lost
    assert corrected in [sentence.text for sentence in one.brief]
    assert later.pk not in {article.pk for sentence in one.brief for article in sentence.sources}
    assert editing.mend(NOW + timedelta(hours=3)) == 0


def test_what_is_told_as_new_when_an_entry_is_worded_again_was_there_when_it_was_made(ferry, make_article, press):
    earlier = schedule.appears_at(DAY) - timedelta(hours=30)
    Article.objects.filter(report__story=ferry).update(found_at=earlier)
    made = making.make("en", DAY, NOW, nothing_new)
    edition_before(made, ferry)
    at = NOW + timedelta(hours=2)
    sunk = make_article(publisher=press[8], title="Ferry sunk", text=FIRST, published_at=at, found_at=at)
    Article.objects.filter(pk=sunk.pk).update(
        text=f"{FIRST} The ferry sank at midnight and lies forty metres deep."
    )
    Report.objects.create(article=sunk, story=ferry, change=9, published_at=at)

    editing.word(NOW + timedelta(hours=3))

    assert made.entries.get().news == []


def test_an_entry_worded_again_tells_nothing_later_however_many_reports_came(ferry, make_article, press):
    editing.make_due(NOW)
    editing.word(NOW)
    entry = Edition.objects.get(language="en", rhythm="daily").entries.get()
    before = entry.brief
    for number in range(90):
        at = NOW + timedelta(minutes=number + 1)
        article = make_article(
            publisher=press[number % len(press)], title=f"Ferry sunk {number}", text=SECOND, published_at=at
        )
        Report.objects.create(article=article, story=ferry, change=9, published_at=at)
    Entry.objects.filter(pk=entry.pk).update(worded_at=None)

    editing.word(NOW + timedelta(hours=3))

    entry.refresh_from_db()
    assert entry.brief == before


def test_an_entry_of_which_nothing_may_be_said_is_not_worded_for_ever(ferry):
    editing.make_due(NOW)
    editing.word(NOW)
    Article.objects.all().withdraw()

    assert editing.mend(NOW) == 1
    editing.word(NOW)
    assert editing.mend(NOW) == 0
    assert editing.mend(NOW + timedelta(days=1)) == 0
    assert Entry.objects.get().brief == []
