"""Rows that wait: each is handed to one worker, and none is forgotten."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from daily8.articles.models import Article, Stage
from daily8.sources.models import Feed, Publisher
from daily8.work.models import BELIEVED_FAILURES

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
LEASE = timedelta(minutes=10)


@pytest.fixture
def feeds(publisher, make_feed):
    """Make feeds that are due at these moments, in minutes from now."""

    def make(*minutes: float | None) -> list[Feed]:
        return [
            make_feed(
                publisher,
                url=f"https://daily.example/{number}.xml",
                due_at=None if due is None else NOW + timedelta(minutes=due),
            )
            for number, due in enumerate(minutes)
        ]

    return make


def claim(worker: str = "one", limit: int = 100, now: datetime = NOW) -> list[Feed]:
    return Feed.objects.claim(now, limit=limit, worker=worker, lease=LEASE)


def test_a_row_is_due_from_its_moment_on(feeds):
    past, now, _future, _never = feeds(-1, 0, 1, None)

    assert set(Feed.objects.due(NOW)) == {past, now}


def test_rows_are_claimed_longest_waiting_first(feeds):
    later, sooner, soonest = feeds(-1, -2, -3)

    assert claim(limit=2) == [soonest, sooner]
    assert claim("two") == [later]
    assert claim("three") == []


def test_a_claim_says_whose_the_row_is_and_until_when(feeds):
    (feed,) = feeds(-1)

    claim("this worker")

    feed.refresh_from_db()
    assert (feed.claimed_by, feed.claimed_until) == ("this worker", NOW + LEASE)


def test_a_claim_that_has_run_out_is_anybodys(feeds):
    (feed,) = feeds(-1)
    claim("one")

    assert claim("two", now=NOW + LEASE - timedelta(seconds=1)) == []
    assert claim("two", now=NOW + LEASE) == [feed]


def test_a_worker_keeps_what_it_holds_for_another_lease(feeds):
    feeds(-1, -2)
    held, other = claim("one", limit=1), claim("two", limit=1)

    assert Feed.objects.renew(NOW + LEASE / 2, "one", LEASE) == 1

    assert Feed.objects.get(pk=held[0].pk).claimed_until == NOW + LEASE * 1.5
    assert Feed.objects.get(pk=other[0].pk).claimed_until == NOW + LEASE


def test_what_a_worker_held_can_be_given_back(feeds):
    feeds(-1, -2)
    claim("one", limit=1)
    claim("two", limit=1)

    assert Feed.objects.release("one") == 1

    assert len(claim("three")) == 1


def test_a_claim_through_a_filter_takes_only_what_it_sees(feeds):
    first, second = feeds(-1, -2)
    first.pause()

    rows = Feed.objects.active().claim(NOW, limit=10, worker="one", lease=LEASE)

    assert rows == [second]


@pytest.mark.django_db(transaction=True)
def test_workers_that_claim_at_the_same_time_never_share_a_row():
    publisher = Publisher.objects.create(domain="daily.example", added_at=NOW)
    Feed.objects.bulk_create(
        Feed(publisher=publisher, url=f"https://daily.example/{number}.xml", added_at=NOW, due_at=NOW)
        for number in range(120)
    )
    barrier = threading.Barrier(4)
    claimed: dict[str, list[int]] = {}

    def work(name: str) -> None:
        barrier.wait()
        mine = claimed.setdefault(name, [])
        try:
            while rows := claim(name, limit=7):
                mine += [row.pk for row in rows]
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(f"worker {number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    everything = [pk for mine in claimed.values() for pk in mine]
    assert len(everything) == 120
    assert len(set(everything)) == 120
    for name, mine in claimed.items():
        assert set(Feed.objects.filter(claimed_by=name).values_list("pk", flat=True)) == set(mine)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="runs in the round on PostgreSQL")
def test_a_row_that_another_transaction_holds_is_passed_over():
    publisher = Publisher.objects.create(domain="daily.example", added_at=NOW)
    for number in range(2):
        Feed.objects.create(publisher=publisher, url=f"https://daily.example/{number}", added_at=NOW, due_at=NOW)
    rows: list[Feed] = []

    def work() -> None:
        rows.extend(claim("two"))
        connection.close()

    with transaction.atomic():
        held = Feed.objects.select_for_update().earliest("pk")
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()

    assert len(rows) == 1
    assert held not in rows


def test_written_are_the_named_fields_and_no_others(feeds):
    (feed,) = feeds(-1)
    Feed.objects.filter(pk=feed.pk).update(title="What somebody else wrote")
    feed.error, feed.title, feed.interval = "an error", "mine", timedelta(minutes=7)

    Feed.objects.write([feed], fields=["error", "interval"])

    feed.refresh_from_db()
    assert (feed.error, feed.title) == ("an error", "What somebody else wrote")
    assert feed.interval == timedelta(minutes=7)


def test_every_kind_of_field_is_written_as_it_is_read(make_article):
    article = make_article()
    article.entry = {"title": "'); DROP TABLE articles_article; --", "content": "%s ☃", "dated": True}
    article.authors = ["سارة", "Ana"]
    article.published_at = NOW.replace(microsecond=123456)
    article.due_at, article.visible, article.words = None, False, 7

    Article.objects.write(
        [article], fields=["entry", "authors", "published_at", "due_at", "visible", "words", "publisher"]
    )

    written = Article.objects.get()
    for name in ("entry", "authors", "published_at", "due_at", "visible", "words", "publisher_id"):
        assert getattr(written, name) == getattr(article, name)


def test_a_row_that_was_deleted_meanwhile_stays_deleted(feeds):
    gone, here = feeds(-1, -1)
    Feed.objects.filter(pk=gone.pk).delete()
    gone.error = here.error = "an error"

    Feed.objects.write([gone, here], fields=["error"])

    assert Feed.objects.get().error == "an error"
    assert Feed.objects.alive([gone, here]) == {here.pk}


def test_to_write_nothing_is_fine(db):
    Feed.objects.write([], fields=["error"])

    assert Feed.objects.count() == 0


def test_a_step_done_lets_go_of_the_row(feeds):
    (feed,) = feeds(-1)
    claim()
    feed.refresh_from_db()
    feed.failures, feed.error = 3, "was"

    feed.wait(NOW + timedelta(hours=1))

    assert (feed.due_at, feed.claimed_by, feed.claimed_until) == (NOW + timedelta(hours=1), "", None)
    assert (feed.failures, feed.error) == (0, "")


def test_failures_wait_longer_each_time_up_to_a_day():
    feed = Feed()
    pauses = []
    for _ in range(20):
        feed.fail("no answer", now=NOW)
        pauses.append(feed.due_at - NOW)

    assert timedelta(seconds=54) <= pauses[0] <= timedelta(seconds=66)
    assert pauses[6] > 30 * pauses[0]
    assert all(timedelta(hours=21) <= pause <= timedelta(hours=27) for pause in pauses[12:])
    assert (feed.failures, feed.error) == (20, "no answer")


def test_rows_that_fail_together_do_not_come_back_together():
    moments = set()
    for _ in range(50):
        feed = Feed(failures=5)
        feed.fail("no answer", now=NOW)
        moments.add(feed.due_at)

    assert len(moments) > 40


def test_a_server_that_always_says_soon_is_believed_only_a_few_times():
    feed, soon = Feed(), NOW + timedelta(seconds=1)
    for _ in range(BELIEVED_FAILURES):
        feed.fail("busy", now=NOW, not_before=soon)
        assert feed.due_at == soon

    feed.fail("busy", now=NOW, not_before=soon)

    assert feed.due_at > NOW + timedelta(minutes=20)


def test_a_server_that_says_much_later_is_left_alone_until_then():
    feed, later = Feed(failures=9), NOW + timedelta(days=5)

    feed.fail("busy", now=NOW, not_before=later)

    assert feed.due_at == later


def test_giving_up_keeps_the_reason_and_waits_for_nothing():
    feed = Feed(due_at=NOW, claimed_by="one", claimed_until=NOW)

    feed.give_up("x" * 5000)

    assert feed.due_at is feed.claimed_until is None
    assert (feed.claimed_by, feed.failures, feed.error) == ("", 1, "x" * 2000)


def test_waiting_through_no_fault_of_its_own_is_no_failure():
    feed = Feed(failures=2, claimed_by="one")

    feed.postpone("its host rests", until=NOW)

    assert (feed.failures, feed.due_at, feed.claimed_by, feed.error) == (2, NOW, "", "its host rests")


def test_the_next_moment_of_work_is_known(feeds):
    assert Feed.objects.next_due_at() is None
    feeds(5, 3, None)

    assert Feed.objects.next_due_at() == NOW + timedelta(minutes=3)


def test_every_stage_has_its_own_queue(make_article):
    fetched = make_article(stage=Stage.FETCHED, due_at=NOW)
    make_article(stage=Stage.EXTRACTED, due_at=NOW)

    rows = Article.objects.at(Stage.FETCHED).claim(NOW, limit=10, worker="one", lease=LEASE)

    assert rows == [fetched]
