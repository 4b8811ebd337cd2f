"""What was withdrawn since an edition was made disappears from it."""

import pytest

from daily8.articles.models import Article
from daily8.assistant.edition_entries import shown
from daily8.assistant.edition_words import Cell, Number, Place, digest
from daily8.assistant.statements import Cite, Made, Statement
from daily8.editions import making
from daily8.editions.models import Edition
from daily8.engine.language.sentences import sentences
from daily8.pipeline import editing
from daily8.sources.models import Publisher
from daily8.stories.models import FormerStory
from tests.editions.conftest import DAY, FIRST, NOW, SECOND, nothing_new

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(ferry) -> Edition:
    made = making.make("en", DAY, NOW, nothing_new)
    editing.word(NOW)
    return made


def words(edition: Edition) -> str:
    return " ".join(
        [
            *(one.title for one in shown(edition)),
            *(sentence.text for one in shown(edition) for sentence in (*one.brief, *one.news)),
            *(text for one in shown(edition) for row in one.numbers for text, _ in row.figures),
        ]
    )


def test_an_entry_has_its_headline_its_words_and_where_they_are_from(edition, ferry):
    (one,) = shown(edition)

    assert one.story == ferry
    assert one.title == one.headline.title
    assert one.brief
    assert all(sentence.sources for sentence in one.brief)
    assert [row.heading for row in one.numbers] == ["Injured"]
    assert one.line.is_in
    assert one.headline not in one.reports


def test_the_brief_begins_with_what_reports_begin_with(tell):
    """Not with what the report that came first says late."""
    ran = "A ferry with ninety people ran aground near the harbour on Wednesday morning."
    hurt = "Twelve people from the northern villages were injured, the hospital of the town said."
    reports = tell("Ferry aground", 3).reports.order_by("article__published_at")
    for report, text in zip(reports, (f"Nobody slept in the old port. {hurt}", f"{ran} {hurt}", ran), strict=True):
        Article.objects.filter(pk=report.article_id).update(text=text)
    edition = making.make("en", DAY, NOW, nothing_new)
    editing.word(NOW)

    (one,) = shown(edition)
    assert [sentence.text for sentence in one.brief] == [ran, hurt]


def test_one_number_in_digits_and_in_words_is_one(ferry):
    for report, count in zip(ferry.reports.order_by("pk"), ("Twelve", "12"), strict=True):
        Article.objects.filter(pk=report.article_id).update(
            text=f"A ferry with ninety people ran aground near the harbour. {count} people were injured."
        )
    edition = making.make("en", DAY, NOW, nothing_new)
    editing.word(NOW)
    places = [Place(report.article, "") for report in ferry.reports.order_by("pk")]
    cells = [Cell(*pair) for pair in zip(("Twelve", "15"), places, strict=True)]

    assert shown(edition)[0].numbers == ()
    assert [cell.worth for cell in cells] == ["12", "15"]
    assert [cell.shown for cell in cells] == ["twelve", "15"]


def test_a_number_stands_as_a_report_in_the_readers_language_writes_it(make_article):
    english, arabic = make_article(language="en"), make_article(language="ar")
    cells = tuple(Cell(written, Place(one, "")) for written, one in (("nine", english), ("تسعة", arabic)))

    for language, first in (("en", "nine"), ("ar", "تسعة"), ("fr", "nine")):
        ((cell, places),) = Number("Injured", False, cells, language).sides
        assert cell.written == first
        assert [place.article for place in places] == [english, arabic]


def test_what_is_withdrawn_takes_its_words_with_it(edition):
    headline = edition.entries.get().headline
    Article.objects.filter(pk=headline.pk).withdraw()
    (one,) = shown(edition)

    assert one.headline != headline
    assert one.title
    assert one.numbers == ()
    assert not any(text in words(edition) for text in ({FIRST, SECOND} & {headline.text}))
    assert all(headline not in sentence.sources for sentence in one.brief)


def test_where_all_is_withdrawn_the_place_stays_and_says_nothing(edition):
    Article.objects.all().withdraw()
    (one,) = shown(edition)

    assert (one.headline, one.brief, one.news, one.numbers, one.reports) == (None, (), (), (), ())
    assert words(edition).strip() == ""


def test_a_publisher_that_refuses_ai_since_is_not_quoted(edition):
    Publisher.objects.update(ai=False)
    (one,) = shown(edition)

    assert one.headline
    assert (one.brief, one.news, one.numbers) == ((), (), ())


def test_a_story_that_became_another_leads_to_that(edition, ferry, tell):
    other = tell("Another", 2)
    FormerStory.objects.create(key=ferry.key, story=other)
    ferry.delete()

    assert shown(edition)[0].story == other


def test_entries_cost_the_same_whatever_their_number(tell, django_assert_max_num_queries):
    for number in range(8):
        tell(f"Story {number}", 3)
    made = making.make("en", DAY, NOW, nothing_new)
    editing.word(NOW)

    with django_assert_max_num_queries(6):
        assert len(shown(made)) == 8


def test_a_models_sentence_goes_when_what_it_rests_on_is_corrected(edition):
    entry = edition.entries.get()
    text = entry.headline.text
    number = next(number for number, one in enumerate(sentences(text)) if "injured" in one.text)
    cited = sentences(text)[number].text
    said = Statement("Twelve people were hurt.", "en", (Cite(entry.headline_id, number),), Made.WRITTEN)
    type(entry).objects.update(brief=[said.to_json() | {"rests": [digest(cited)]}])
    assert [one.text for one in shown(edition)[0].brief] == ["Twelve people were hurt."]

    Article.objects.filter(pk=entry.headline_id).update(text=text.replace(cited, "Nobody was injured at all."))

    assert shown(edition)[0].brief == ()


def test_two_stories_that_became_one_since_say_so_at_the_second(tell, client):
    first, second, third = (tell(title, count) for title, count in (("Flood", 5), ("Rain", 4), ("Vote", 3)))
    edition = making.make("en", DAY, NOW, nothing_new)
    assert [one.one_with for one in shown(edition)] == [0, 0, 0]
    second.reports.update(story=first)
    FormerStory.objects.create(key=second.key, story=first)
    second.delete()

    assert [(one.story, one.one_with) for one in shown(edition)] == [(first, 0), (first, 1), (third, 0)]
    page = client.get("/en/daily/2026-11-26").content.decode()
    assert page.count("One story with number 1 by now") == 1
    assert client.get(f"/en/story/{second.key}").headers["Location"] == f"/en/story/{first.key}"
