"""Comments in their order."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from daily8.comments import ordering, reacting, talks, threads, writing
from daily8.comments.models import Comment, State
from daily8.comments.ordering import Order
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(article):
    def page(order: Order = Order.OLDEST, **more):
        return threads.page(talks.of_article(article), order, **more)

    return page


def told(page: threads.Page) -> list[list[tuple[int, str]]]:
    """What each thread says, with how deep."""
    return [[(line.depth, line.comment.html[14:-4]) for line in thread.lines] for thread in page.threads]


def test_answers_stand_below_what_they_answer(say, page, leila, omar):
    first = say(leila, "One")
    other = say(omar, "Two")
    answer = say(omar, "Answer to one", parent=first)
    say(omar, "Answer to two", parent=other)
    say(leila, "Later answer to one", parent=first)
    say(leila, "Answer to the answer", parent=answer)

    assert told(page()) == [
        [(0, "One"), (1, "Answer to one"), (2, "Answer to the answer"), (1, "Later answer to one")],
        [(0, "Two"), (1, "Answer to two")],
    ]


def test_a_page_of_many_takes_three_queries(say, page, leila, omar, django_assert_num_queries):
    for number in range(5):
        say(omar, f"answers {number}", parent=say(leila, f"speaks {number}"))

    with django_assert_num_queries(3 + 2):
        found = page(reader=leila)

    assert len(found.threads) == 5


def test_long_lists_come_in_pages_and_long_threads_by_themselves(say, page, moderator):
    first = say(moderator, "speaks")
    for number in range(12):
        say(moderator, f"speaks of {number}", parent=first)
        say(moderator, f"answers {number}")

    one, two = page(size=10), page(size=10, number=2)

    assert (len(one.threads), one.following, len(two.threads), two.following) == (10, 2, 3, 0)
    assert (len(one.threads[0].lines), one.threads[0].more) == (11, 2)
    assert len(threads.thread(one.threads[0].lines[0].comment).lines) == 13


def test_the_deepest_answers_stand_no_deeper(say, leila, page, moderator):
    parent = None
    for number in range(8):
        parent = say(moderator, f"{number}", parent=parent)

    assert [depth for depth, _ in told(page())[0]] == [0, 1, 2, 3, 4, 4, 4, 4]


def test_what_waits_is_its_writers_and_nobody_elses(say, page, leila, omar, settings):
    say(omar, "Seen by all")
    settings.COMMENTS = "all"
    say(leila, "Waiting")

    assert told(page()) == told(page(reader=omar)) == [[(0, "Seen by all")]]
    assert told(page(reader=leila)) == [[(0, "Seen by all")], [(0, "Waiting")]]


@pytest.mark.parametrize("state", [State.REMOVED, State.REJECTED, State.SPAM, State.WAITING])
def test_a_stone_stands_where_others_answered(say, page, leila, omar, state):
    first = say(leila, "Gone")
    say(omar, "Still here", parent=first)
    alone = say(leila, "Gone too")
    Comment.objects.filter(pk__in=[first.pk, alone.pk]).update(state=state)

    (thread,) = page(reader=omar).threads

    assert [line.is_stone for line in thread.lines] == [True, False]


def test_an_answer_to_what_nobody_sees_stands_in_its_thread(say, page, leila, omar):
    first = say(leila, "One")
    answer = say(omar, "Two", parent=first)
    say(leila, "Three", parent=answer)
    Comment.objects.filter(pk=answer.pk).update(state=State.SPAM, answers_count=0)

    assert told(page()) == [[(0, "One"), (1, "Three")]]


def test_the_orders(say, page, leila, omar):
    for number, hours in enumerate((3, 2, 1)):
        say(leila, f"{number}", now=NOON - timedelta(hours=hours))
    Comment.objects.filter(text="1").update(score=9999)

    def order(order: Order) -> list[str]:
        return [thread[0][1] for thread in told(page(order))]

    assert order(Order.NEWEST) == ["2", "1", "0"]
    assert order(Order.OLDEST) == ["0", "1", "2"]
    assert order(Order.BEST) == ["1", "2", "0"]


def test_the_best_are_liked_unreported_and_young():
    def score(votes: int = 0, reports: int = 0, day: float = 0) -> float:
        return ordering.score(votes=votes, reports=reports, into=timedelta(days=day))

    assert score(votes=10) > score(votes=3) > score() > score(votes=2, reports=5) > score(reports=3)
    # One reader, or two, bury nothing.
    assert score() == score(reports=1) == score(reports=2)
    assert score(day=1) > score()
    # Who comes after days is seen before what nobody voted for, or one; not before what many did, ever.
    assert score(votes=1, day=0) < score(day=5)
    assert score(votes=3, day=0) > score(day=14)
    assert score(votes=20, day=0) > score(day=365)
    assert score(day=-1) == score()
    assert ordering.wilson(10, 10) == pytest.approx(0.7225, abs=0.001)


def test_scores_of_before_are_made_anew(say, leila, omar):
    first, second = say(leila, "One"), say(omar, "Two", now=NOON + timedelta(days=6))
    reacting.vote(first, omar, wanted=True, address="198.51.100.1", now=NOON)
    before = dict(Comment.objects.values_list("pk", "score"))
    Comment.objects.update(score=99)

    migration = import_module("daily8.comments.migrations.0004_best_anew")
    migration.place(apps, None)

    assert dict(Comment.objects.values_list("pk", "score")) == pytest.approx(before)
    assert before[second.pk] > before[first.pk]


def test_a_removed_comment_without_answers_is_nowhere(say, page, leila):
    writing.remove(say(leila, "Gone"), leila, NOON)

    assert page(reader=leila).threads == []
