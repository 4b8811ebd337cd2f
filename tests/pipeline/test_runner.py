"""The runner: rows in turn, nothing lost, nothing stuck."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest
from django.db import IntegrityError, OperationalError, connection

from daily8.articles.models import Article, Revision
from daily8.pipeline import database, embedded, runner, steps
from daily8.pipeline.runner import Runner
from daily8.sources.models import Feed, FeedQuerySet, Publisher
from daily8.work.models import Version, WaitingQuerySet
from tests.engine.http.publishing import answer
from tests.pipeline.press import HTML, RSS, item, page, rss, title_of


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """A database that is away is asked again at once."""
    monkeypatch.setattr(runner, "PAUSE_SECONDS", 0.01)


def free(model) -> bool:
    return not model.objects.exclude(claimed_by="").exists()


def test_one_slow_host_does_not_take_the_place_of_others(press, add, pipeline, monkeypatch):
    """More rows of one publisher wait than a worker may hold; another's single article is read meanwhile."""
    many = [f"story-{number}" for number in range(130)]
    monkeypatch.setattr(runner, "STEPS", [_narrow(step) for step in runner.STEPS])
    add(press.publish(*many))
    other = press.url("/lone", host="127.0.0.2")
    press.answers["/lone"] = answer(page(title_of("lone")), **HTML)
    press.answers["/other.xml"] = answer(rss(item(other, title_of("lone"))), **RSS)
    add(press.url("/other.xml", host="127.0.0.2"))

    pipeline()

    assert Article.objects.visible().count() == 131
    assert press.paths.index("/lone") < press.paths.index(f"/{many[60]}")
    assert all(press.asked(f"/{name}") == 1 for name in many)


def _narrow(step):
    """The step with room for few rows, so that few are many."""
    fields = {name: getattr(step, name) for name in step.__slots__}
    return type(step)(**(fields | {"ahead": 60, "batch": 20, "most_of_one": 20}))


def test_rows_of_one_host_are_asked_in_turn(press, add, pipeline):
    for number in range(12):
        add(press.publish(f"story-{number}"))
        add(press.list(press.item(f"story-{number}"), path=f"/{number}.xml"))

    pipeline()

    assert press.most_open_requests == 1


def test_an_error_of_our_own_stops_one_row_and_no_other(press, add, pipeline, monkeypatch):
    add(press.publish("bridge", "tunnel", "ferry"))
    read = steps.EXTRACT.work

    async def stumble(article, tools):
        if "tunnel" in article.url:
            raise RuntimeError("a bug")
        return await read(article, tools)

    monkeypatch.setattr(runner, "STEPS", [_with(step, "extract", work=stumble) for step in runner.STEPS])

    tally = pipeline()

    assert Article.objects.visible().count() == 2
    assert tally["extract"]["failed"] == 1
    stumbled = Article.objects.get(visible=False)
    assert (stumbled.failures, stumbled.claimed_by) == (1, "")
    assert "own" in stumbled.error
    assert stumbled.due_at


def test_a_row_that_cannot_be_stored_hinders_no_other(press, add, pipeline, monkeypatch):
    add(press.publish("bridge", "tunnel", "ferry"))
    store = steps.EXTRACT.store

    def refuse(found, now):
        if any("tunnel" in one.article.url for one in found):
            raise IntegrityError("poison")
        return store(found, now)

    monkeypatch.setattr(runner, "STEPS", [_with(step, "extract", store=refuse) for step in runner.STEPS])

    pipeline()

    assert Article.objects.visible().count() == 2
    assert Article.objects.get(visible=False).failures == 1


def test_a_row_that_never_can_be_stored_waits_longer_each_time(press, add, pipeline, noon, monkeypatch):
    add(press.publish("bridge"))

    def fail(*arguments, **named):
        raise ValueError("poison")

    monkeypatch.setattr(Revision.objects, "bulk_create", fail)
    pauses = []
    for _ in range(3):
        pipeline()
        article = Article.objects.get()
        pauses.append(article.due_at - noon.now())
        noon.moment = article.due_at

    assert article.failures == 3
    assert pauses[2] > 2.5 * pauses[0]


def _with(step, name, **changes):
    fields = {name: getattr(step, name) for name in step.__slots__}
    return type(step)(**(fields | changes)) if step.name == name else step


@pytest.mark.parametrize("method", ["claim", "write", "next_due_at"])
def test_a_database_that_is_away_for_a_moment_is_waited_for(press, add, pipeline, monkeypatch, method):
    press.answers["/bad.xml"] = answer(status="500 Oops")
    bad = add(press.url("/bad.xml"))
    add(press.publish("bridge"))
    whole = getattr(FeedQuerySet, method)
    times = Counter()

    def falter(*arguments, **named):
        times["asked"] += 1
        if times["asked"] <= 2:
            raise OperationalError("server closed the connection unexpectedly")
        return whole(*arguments, **named)

    monkeypatch.setattr(FeedQuerySet, method, falter)

    tally = pipeline()

    assert Article.objects.get().visible
    bad.refresh_from_db()
    assert bad.failures == 1
    assert press.asked("/feed.xml") == press.asked("/bad.xml") == 1
    assert tally["fetch"]["asked"] == 2


def test_a_database_that_stays_away_ends_the_worker_with_its_reason(press, add, pipeline, monkeypatch):
    add(press.publish("bridge"))
    monkeypatch.setattr(database, "PATIENCE_SECONDS", 0.0)

    def fail(*arguments, **named):
        raise OperationalError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(FeedQuerySet, "claim", fail)
        with pytest.raises(OperationalError, match="disk is full"):
            pipeline()

    assert pipeline()["publish"]["published"] == 1


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="runs in the round on PostgreSQL")
def test_a_server_that_drops_its_connections_is_connected_to_again(press, add, pipeline):
    add(press.publish("bridge", "tunnel"))
    press.meanwhile("/bridge", drop_other_connections)

    pipeline()

    # The test's own was dropped too.
    connection.close()
    assert Article.objects.visible().count() == 2
    assert press.asked("/tunnel") == 1


def drop_other_connections() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_a_step_is_looked_for_when_another_made_rows_for_it_and_hardly_ever_in_vain(
    press, add, pipeline, monkeypatch
):
    found = Counter()
    real = WaitingQuerySet.claim

    def claim(waiting, *arguments, **named):
        rows = real(waiting, *arguments, **named)
        found["some" if rows else "none"] += 1
        return rows

    monkeypatch.setattr(WaitingQuerySet, "claim", claim)
    # A step that was looked for in vain waits for so long, unless there is reason to look before.
    monkeypatch.setattr(runner, "LOOK_SECONDS", 3600.0)
    add(press.publish(*(f"story-{number}" for number in range(40))))

    assert pipeline()["publish"]["published"] == 40
    assert found["none"] <= 3 * found["some"]


def test_a_worker_that_is_stopped_gives_its_rows_back(press, add, pipeline, noon):
    names = [f"story-{number}" for number in range(40)]
    add(press.publish(*names))

    async def start_and_stop() -> None:
        worker = Runner("stopped", report=lambda step, counts: worker.stop() if step == "fetch" else None)
        await worker.run(until_idle=False)

    asyncio.run(start_and_stop())

    assert Article.objects.count() == 40
    assert free(Article)
    assert free(Feed)
    pipeline()
    assert Article.objects.visible().count() == 40


def test_update_waits_for_what_will_be_due_soon(press, add, pipeline, monkeypatch):
    """With patience, a failure whose pause is short is tried again in the same run."""
    feed = add(press.publish("bridge"))
    Feed.objects.update(due_at=feed.due_at + timedelta(seconds=5))
    assert pipeline()["fetch"]["asked"] == 0

    Feed.objects.update(due_at=feed.due_at)
    assert pipeline(patience=timedelta(seconds=10))["fetch"]["asked"] == 1


def test_without_work_it_ends_at_once(pipeline):
    tally = pipeline()

    assert not any(counts.total() for counts in tally.values())


def test_the_tally_tells_each_step_in_its_order(press, add, pipeline):
    add(press.publish("bridge"))

    assert list(pipeline()) == ["fetch", "extract", "enrich", "group", "publish"]


def test_rows_of_a_worker_that_was_killed_are_free_at_the_next_start(
    press, add, pipeline, noon, settings, tmp_path
):
    settings.DATA = tmp_path
    feed = add(press.publish("bridge"))
    (tmp_path / "workers").mkdir()
    (tmp_path / "workers" / "killed.lock").write_text("4711")
    Feed.objects.filter(pk=feed.pk).update(claimed_by="killed", claimed_until=noon.now() + timedelta(minutes=9))

    assert embedded.work(until_idle=True)["fetch"]["asked"] == 1
    assert list((tmp_path / "workers").iterdir()) == []


def test_rows_of_a_worker_that_is_alive_are_left_to_it(press, add, pipeline, noon, settings, tmp_path):
    settings.DATA = tmp_path
    feed = add(press.publish("bridge"))
    with embedded.presence.present(tmp_path / "workers") as name:
        Feed.objects.filter(pk=feed.pk).update(claimed_by=name, claimed_until=noon.now() + timedelta(minutes=9))

        assert embedded.free_rows_of_the_dead() == 0

    feed.refresh_from_db()
    assert feed.claimed_by == name


@pytest.mark.parametrize("path", ["/feed.xml", "/bridge"])
def test_a_publisher_deleted_while_it_is_read_stays_deleted(press, add, pipeline, path):
    add(press.publish("bridge"))
    press.meanwhile(path, lambda: Publisher.objects.get().delete())

    tally = pipeline()

    assert not Publisher.objects.exists()
    assert not Feed.objects.exists()
    assert not Article.objects.exists()
    assert tally["extract"]["failed"] == tally["fetch"]["failed"] == 0


def test_a_feed_deleted_while_its_articles_are_read_leaves_them(press, add, pipeline):
    add(press.publish("bridge"))
    press.meanwhile("/bridge", lambda: Feed.objects.get().delete())

    pipeline()

    assert Article.objects.get().visible


def test_two_workers_side_by_side_read_each_article_once(press, add, pipeline):
    names = [f"story-{number}" for number in range(60)]
    add(press.publish(*names))

    async def both() -> None:
        await asyncio.gather(*(Runner(name).run(until_idle=True) for name in ("one", "two")))

    asyncio.run(both())

    assert Article.objects.visible().count() == 60
    assert {press.asked(f"/{name}") for name in names} == {1}


def test_versions_count_every_change(transactional_db):
    for _ in range(3):
        Version.bump("pages")

    assert Version.current("pages") == 3
    assert Version.current("other") == 0


def test_what_was_claimed_just_when_the_database_went_away_is_not_lost(press, add, pipeline, monkeypatch):
    """The claim is kept, and its answer never comes."""
    add(press.publish("bridge", "tunnel"))
    claim, failures = WaitingQuerySet.claim, []

    def cut(rows, now, **named):
        taken = claim(rows, now, **named)
        if taken and isinstance(taken[0], Article) and len(failures) < 2:
            failures.append(taken)
            raise OperationalError("the server closed the connection")
        return taken

    monkeypatch.setattr(WaitingQuerySet, "claim", cut)
    pipeline()

    assert len(failures) == 2
    assert Article.objects.visible().count() == 2
    assert [press.asked(f"/{name}") for name in ("bridge", "tunnel")] == [1, 1]
