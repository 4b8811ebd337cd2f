from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from daily8.articles.models import Address, Article
from daily8.stories import correcting
from daily8.stories.grouping import Desk
from daily8.stories.models import Relation, Report, Story
from tests.conftest import NOON
from tests.stories.conftest import FLOOD, VOTE

RETOLD = (
    "Four thousand people are without homes after heavy rain flooded lower streets of Kisumu on Tuesday night.",
    "The army brings tents and clean water to Ahero, where the river Nyando broke its banks, the governor said.",
)


def stories_of(*articles):
    return [Report.objects.get(article=article).story_id for article in articles]


def test_reports_of_one_event_become_one_story(report, place):
    first = report("Floods in Kisumu leave four thousand homeless", FLOOD)
    second = report("Four thousand homeless after Kisumu floods", RETOLD, hours=2)
    other = report("Lisbon votes for a tax on empty flats", VOTE, hours=3)

    place(first, second, other)

    flood, again, vote = stories_of(first, second, other)
    assert flood == again != vote
    story = Story.objects.get(pk=flood)
    assert (story.reports_count, story.publishers_count, story.originals_count) == (2, 2, 2)
    assert (story.first_at, story.last_at) == (NOON, NOON + timedelta(hours=2))


def test_articles_of_one_event_that_come_at_different_times_meet_in_one_story(report, place):
    desk = Desk()
    first = report("Floods in Kisumu leave four thousand homeless", FLOOD)
    place(first, desk=desk)

    second = report("Four thousand homeless after Kisumu floods", RETOLD, hours=2)
    place(second, desk=desk)

    assert len(set(stories_of(first, second))) == 1


def test_two_workers_put_one_event_in_one_story(report, place):
    one, other = Desk(), Desk()
    place(report("Lisbon votes for a tax on empty flats", VOTE), desk=other)
    first = report("Floods in Kisumu leave four thousand homeless", FLOOD)
    place(first, desk=one)

    second = report("Four thousand homeless after Kisumu floods", RETOLD, hours=2)
    place(second, desk=other)

    assert len(set(stories_of(first, second))) == 1


def test_a_worker_that_starts_anew_knows_the_stories_there_are(report, place):
    first = report("Floods in Kisumu leave four thousand homeless", FLOOD)
    place(first, desk=Desk())

    second = report("Four thousand homeless after Kisumu floods", RETOLD, hours=2)
    place(second, desk=Desk())

    assert len(set(stories_of(first, second))) == 1


def test_a_worker_whose_batch_was_not_stored_learns_what_others_placed_meanwhile(report, place):
    def not_stored(article, *, desk):
        with desk.batch(), transaction.atomic():
            place(article, desk=desk)
            raise IntegrityError("refused at the end of the transaction")

    one, other = Desk(), Desk()
    place(report("Lisbon votes for a tax on empty flats", VOTE), desk=one)
    lost = report("Maize for Somalia", ("Ships left the port of Mombasa at dawn with maize for Somalia.",))
    with pytest.raises(IntegrityError):
        not_stored(lost, desk=one)
    first = report("Floods in Kisumu leave four thousand homeless", FLOOD)
    place(first, desk=other)

    second = report("Four thousand homeless after Kisumu floods", RETOLD, hours=2)
    place(second, desk=one)

    assert len(set(stories_of(first, second))) == 1


@pytest.mark.parametrize("in_one_batch", [True, False])
def test_copies_that_came_before_their_original_all_name_it(report, place, make_publisher, in_one_batch):
    first = report("Floods in Kisumu leave four thousand homeless", FLOOD, credit="Reuters")
    second = report("Kisumu under water", FLOOD, credit="Reuters", hours=1)
    original = report("Floods in Kisumu", FLOOD, hours=2, publisher=make_publisher("reuters.com"))

    for batch in [(first, second, original)] if in_one_batch else [(first, second), (original,)]:
        place(*batch)

    copies = dict(Article.objects.values_list("pk", "copy_of"))
    assert copies == {first.pk: original.pk, second.pk: original.pk, original.pk: None}


def test_a_copy_names_its_original_and_is_in_its_story(report, place):
    original = report("Floods in Kisumu leave four thousand homeless", FLOOD)
    copy = report("Kisumu under water", FLOOD, hours=1)

    place(original, copy)

    copy.refresh_from_db()
    original.refresh_from_db()
    story = Story.objects.get(pk=stories_of(copy)[0])
    assert copy.copy_of == original
    assert (story.reports_count, story.originals_count) == (2, 1)


def test_ten_copies_at_once_have_one_original(report, place):
    articles = [report("Floods in Kisumu leave four thousand homeless", FLOOD, hours=n / 10) for n in range(10)]

    place(*articles)

    assert set(Article.objects.values_list("copy_of", flat=True)) == {None, articles[0].pk}
    assert Story.objects.count() == 1


def test_the_same_text_at_two_addresses_of_one_publisher_is_one_article(report, place, publisher):
    first = report("Floods in Kisumu leave thousands homeless", FLOOD, publisher=publisher)
    again = report("Floods in Kisumu leave thousands homeless", FLOOD, publisher=publisher, hours=24)

    placed = place(first, again)

    assert list(Article.objects.all()) == [first]
    assert Address.objects.get(key=again.key).article == first
    assert placed.duplicates == [again]


def test_like_texts_of_one_publisher_under_other_headlines_stay_two_articles(report, place, publisher):
    first = report("Weather for Kisumu", FLOOD, publisher=publisher)
    second = report("Weather for Ahero", (*FLOOD[:-1], "Rain on Friday."), publisher=publisher, hours=1)

    place(first, second)

    assert Article.objects.count() == 2
    assert not Article.objects.exclude(copy_of=None).exists()


def test_an_article_that_has_a_story_keeps_it(report, place):
    desk = Desk()
    article = report("Floods in Kisumu leave four thousand homeless", FLOOD)
    place(article, desk=desk)
    before = Report.objects.get()

    assert place(article, desk=desk).reports == []
    assert Report.objects.get() == before


def test_every_article_is_in_one_story_whatever_it_is(report, place):
    articles = [
        report("One line", (), language=""),
        report("A", ("word " * 200_000,), hours=1),
        report("ខ្មែរ", ("ទន្លេសាប " * 50,), language="km", hours=2),
        report("From long ago", VOTE, hours=-24 * 400),
        report("\u202eodd\ufffe", ("\u0000"[:0] + "x",), hours=3),
    ]

    place(*articles)

    assert Report.objects.count() == len(articles)
    assert not Story.objects.filter(reports=None).exists()


def test_a_batch_that_cannot_be_stored_leaves_nothing_behind(report, place, monkeypatch):
    desk = Desk()
    first = report("Lisbon votes for a tax on empty flats", VOTE)
    place(first, desk=desk)
    article = report("Floods in Kisumu leave four thousand homeless", FLOOD)
    monkeypatch.setattr("daily8.stories.grouping.relations.add", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        place(article, desk=desk)
    monkeypatch.undo()
    assert Report.objects.count() == 1

    place(article, desk=desk)

    assert stories_of(article) != stories_of(first)
    assert Story.objects.count() == 2


def test_what_an_operator_set_apart_stays_apart(report, place):
    desk = Desk()
    first = report("Floods in Kisumu leave four thousand homeless", FLOOD)
    second = report("Four thousand homeless after Kisumu floods", RETOLD, hours=1)
    place(first, second, desk=desk)
    story = Story.objects.get()
    correcting.split(story, [second.pk], by="amina", now=NOON)

    third = report("Kisumu floods leave four thousand homeless", (*RETOLD, FLOOD[2]), hours=2)
    place(third, desk=desk)

    assert len(set(stories_of(first, second))) == 2
    assert Story.objects.count() == 2


@pytest.mark.parametrize("starts_anew", [True, False])
def test_what_an_operator_split_stays_two_stories_when_more_reports_come(report, place, starts_anew):
    desk = Desk()
    first = report("Floods in Kisumu leave four thousand homeless", FLOOD)
    second = report("Four thousand homeless after Kisumu floods", RETOLD, hours=1)
    place(first, second, desk=desk)
    correcting.split(Story.objects.get(), [second.pk], by="amina", now=NOON)
    desk = Desk() if starts_anew else desk
    place(report("Lisbon votes for a tax on empty flats", VOTE, hours=2), desk=desk)

    for title in ("Kisumu floods leave four thousand homeless", "Four thousand without homes in Kisumu"):
        place(report(title, (f"{title}.", "The county sees to tents."), hours=3), desk=desk)

    assert len(set(stories_of(first, second))) == 2


def test_an_old_article_gains_relations_when_new_ones_come(report, place):
    desk = Desk()
    old = report("Floods in Kisumu leave four thousand homeless", FLOOD)
    place(old, desk=desk)
    assert not Relation.objects.exists()

    new = report("Four thousand homeless after Kisumu floods", RETOLD, hours=2)
    place(new, desk=desk)

    relation = Relation.objects.of(old).get()
    assert (relation.newer, relation.older, relation.reason) == (new, old, "story")


def test_articles_about_nothing_in_common_are_not_related(report, place):
    place(
        report("Floods in Kisumu leave four thousand homeless", FLOOD),
        report("Lisbon votes for a tax on empty flats", VOTE, hours=1),
    )

    assert not Relation.objects.exists()


def test_a_copy_of_a_copy_names_the_original(report, place):
    desk = Desk()
    original = report("Floods in Kisumu leave four thousand homeless", FLOOD)
    copy = report("Kisumu under water", FLOOD[:3], hours=1)
    place(original, copy, desk=desk)
    again = report("Kisumu floods", (*FLOOD[:2], "Boats took people from the roofs until late at night."), hours=2)
    place(again, desk=desk)

    assert set(Article.objects.exclude(pk=original.pk).values_list("copy_of", flat=True)) == {original.pk}


def test_a_report_of_an_article_that_is_dated_anew_has_the_new_date(report, place):
    desk = Desk()
    article = report("Floods in Kisumu leave four thousand homeless", FLOOD)
    place(article, desk=desk)
    article.published_at = NOON - timedelta(hours=6)
    article.save(update_fields=["published_at"])

    place(article, desk=desk)

    report_of_it = Report.objects.select_related("story").get()
    assert report_of_it.published_at == report_of_it.story.first_at == NOON - timedelta(hours=6)
