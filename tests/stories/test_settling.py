from datetime import timedelta

from daily8.stories import settling
from daily8.stories.grouping import Desk
from daily8.stories.models import Report
from daily8.work.models import Version
from tests.conftest import NOON
from tests.stories.conftest import FLOOD, VOTE
from tests.stories.test_grouping import RETOLD, stories_of

NOW = NOON + timedelta(days=1)


def test_articles_that_come_in_order_are_placed_once(report, place):
    settling.note([report("Lisbon votes for a tax on empty flats", VOTE)])

    assert Version.current(settling.UNSETTLED) == 0
    assert settling.settle(NOW) == 0


def test_articles_that_come_long_after_later_ones_are_counted(report, place):
    place(report("Lisbon votes for a tax on empty flats", VOTE))

    settling.note([report("Floods in Kisumu", FLOOD, hours=-5), report("Floods again", RETOLD, hours=-1)])

    assert Version.current(settling.UNSETTLED) == 1


def test_a_few_that_came_in_disorder_are_left_and_cost_no_look_at_all_reports(
    make_article, django_assert_max_num_queries
):
    for _ in range(60):
        make_article()
    Version.objects.create(name=settling.UNSETTLED, number=1)

    with django_assert_max_num_queries(2) as asked:
        assert settling.settle(NOW) == 0

    assert not any("stories_report" in query["sql"] for query in asked)
    assert Version.current(settling.UNSETTLED) == 1


def test_what_came_in_disorder_is_placed_anew_in_order(report, place, make_story):
    desk = Desk()
    late, early = (
        report("Lisbon votes for a tax on empty flats", VOTE),
        report("Floods in Kisumu", FLOOD, hours=-5),
    )
    place(late, desk=desk)
    settling.note([early])
    place(early, desk=desk)
    other = report("Four thousand homeless after Kisumu floods", RETOLD, hours=-4)
    settling.note([other])
    make_story(other)
    assert len(set(stories_of(early, other))) == 2

    assert settling.settle(NOW) == 1

    assert len(set(stories_of(early, other))) == 1
    assert Report.objects.count() == 3
    assert Version.current(settling.UNSETTLED) == 0
    assert settling.settle(NOW) == 0
