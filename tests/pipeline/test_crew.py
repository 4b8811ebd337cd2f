"""One process of many: it does what it is handed, as the embedded runner does, and nothing that is not its own."""

import threading
from datetime import timedelta
from ipaddress import ip_network

import pytest
from django.db import OperationalError, connections

from daily8.articles.models import Article, Stage
from daily8.pipeline import steps, tools
from daily8.pipeline.crew import Crew
from daily8.pipeline.dispatching import Dispatcher
from daily8.sources.models import Feed, HostNote
from daily8.stories.models import Report
from tests.pipeline.test_dispatching import Post


@pytest.fixture
def crew(transactional_db, settings, monkeypatch, lasting_sandbox, noon):
    settings.ALLOW_PRIVATE_NETWORKS = (ip_network("127.0.0.0/8"),)
    settings.HOST_DELAY = 0
    monkeypatch.setattr(tools, "Sandbox", lambda **_: lasting_sandbox)
    crew = Crew()
    yield crew
    crew.close()


STEPS = {step.name: step for step in steps.STEPS}


@pytest.fixture
def work(noon):
    """Hand out all that is due to these crews in turn, until nothing is left."""

    def until_idle(*crews: Crew) -> Post:
        post = Post()
        dispatcher = Dispatcher(post)
        while dispatcher.look(noon.now()):
            for step, claim, keys in post.sent[post.taken :]:
                crews[post.taken % len(crews)].work(STEPS[step], claim, keys)
                post.taken += 1
        return post

    return until_idle


def test_what_is_handed_out_is_read_understood_grouped_and_shown(press, add, crew, work):
    add(press.publish("bridge", "tunnel", "ferry"))

    work(crew)

    assert Article.objects.visible().count() == 3
    assert Report.objects.count() == 3
    assert all(press.asked(f"/{name}") == 1 for name in ("bridge", "tunnel", "ferry"))
    assert not Article.objects.exclude(claimed_by="").exists()
    assert Feed.objects.get().last_success_at is not None


def test_a_batch_that_comes_twice_is_worked_on_once(press, add, crew, work):
    add(press.publish("bridge"))
    post = work(crew)

    for step, claim, keys in post.sent:
        assert crew.work(STEPS[step], claim, keys).total() == 0
    assert press.asked("/bridge") == 1
    assert Article.objects.visible().count() == 1


def test_what_another_worker_has_taken_over_is_left_to_it(press, add, crew, noon):
    add(press.publish("bridge"))
    Feed.objects.update(claimed_by="another", claimed_until=noon.now() + timedelta(minutes=5))

    counts = crew.work(steps.FETCH, "mine", [Feed.objects.get().pk])

    assert counts.total() == 0
    assert press.paths == []
    assert Feed.objects.get().claimed_by == "another"


def test_an_error_of_our_own_stops_one_row_and_no_other(press, add, crew, noon, monkeypatch):
    add(press.publish("bridge", "tunnel"))
    post = Post()
    dispatcher = Dispatcher(post)
    dispatcher.look(noon.now())
    crew.work(steps.FETCH, post.sent[0][1], post.sent[0][2])
    dispatcher.look(noon.now())
    read = steps.EXTRACT.work

    async def stumble(article, tools):
        if "tunnel" in article.url:
            raise RuntimeError("a bug")
        return await read(article, tools)

    fields = {name: getattr(steps.EXTRACT, name) for name in steps.EXTRACT.__slots__}
    broken = steps.Step(**(fields | {"work": stumble}))
    counts = crew.work(broken, post.sent[1][1], post.sent[1][2])

    assert (counts["read"], counts["failed"]) == (1, 1)
    stumbled = Article.objects.get(stage=Stage.FETCHED)
    assert (stumbled.failures, stumbled.claimed_by) == (1, "")


def test_what_cannot_be_stored_stays_claimed_and_can_be_handed_in_again(press, add, crew, noon, monkeypatch):
    add(press.publish("bridge"))
    post = Post()
    Dispatcher(post).look(noon.now())
    _step, claim, keys = post.sent[0]
    fields = {name: getattr(steps.FETCH, name) for name in steps.FETCH.__slots__}

    def fail(found, now):
        raise OperationalError("the server closed the connection")

    with pytest.raises(OperationalError):
        crew.work(steps.Step(**(fields | {"store": fail})), claim, keys)
    assert Feed.objects.get().claimed_by == claim

    assert crew.work(steps.FETCH, claim, keys)["new"] == 1


def test_a_lease_is_renewed_while_a_host_takes_its_time(press, add, crew, noon, monkeypatch):
    monkeypatch.setattr("daily8.pipeline.crew.RENEW_SECONDS", 0.05)
    add(press.publish("bridge"))
    post = Post()
    Dispatcher(post).look(noon.now())
    _, claim, keys = post.sent[0]
    first = Feed.objects.get().claimed_until
    seen = []

    def later():
        noon.wait(minutes=3)
        for _ in range(200):
            seen.append(Feed.objects.get().claimed_until)
            if seen[-1] != first:
                break
            threading.Event().wait(0.02)
        connections.close_all()

    press.meanwhile("/feed.xml", later)
    crew.work(steps.FETCH, claim, keys)

    assert seen[-1] == first + timedelta(minutes=3)


def test_what_a_host_told_one_worker_the_others_know(press, add, crew, noon):
    add(press.publish("bridge"))
    press.answers["/bridge"] = press.answers["/bridge"].replace(b"200 OK", b"429 Too Many Requests", 1)
    press.answers["/bridge"] = press.answers["/bridge"].replace(b"\r\n", b"\r\nRetry-After: 3600\r\n", 1)
    post = Post()
    dispatcher = Dispatcher(post)
    for place in range(2):
        dispatcher.look(noon.now())
        step, claim, keys = post.sent[place]
        crew.work(STEPS[step], claim, keys)

    note = HostNote.objects.get()
    assert note.host == f"127.0.0.1:{press.port}"
    assert note.resting_until == noon.now() + timedelta(hours=1)
    assert note.pace > 0

    asked = len(press.paths)
    Article.objects.update(due_at=noon.now(), claimed_by="second", claimed_until=noon.now() + timedelta(minutes=5))
    second = Crew()
    try:
        second.work(steps.EXTRACT, "second", [Article.objects.get().pk])
    finally:
        second.close()
    assert len(press.paths) == asked
    assert Article.objects.get().due_at == note.resting_until


def test_two_crews_share_an_import(press, add, crew, work):
    for host in ("127.0.0.1", "127.0.0.2", "127.0.0.3"):
        names = [f"{host[-1]}-{number}" for number in range(4)]
        for name in names:
            press.page(name)
        items = [press.item(name).replace("127.0.0.1", host) for name in names]
        add(press.list(*items, path=f"/{host}.xml").replace("127.0.0.1", host))
    second = Crew()
    try:
        post = work(crew, second)
    finally:
        second.close()

    assert post.taken >= 5
    assert Article.objects.visible().count() == 12
    assert press.most_open_requests <= 3
