import asyncio
import dataclasses
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from daily8.engine.http import PAGE
from daily8.engine.http.robots import RobotsCache
from daily8.engine.http.turns import Turns
from tests.engine.http.publishing import answer, client

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


async def slow_page(request):
    await asyncio.sleep(0.05)
    yield answer(b"page", close=True)


def visit_all(urls, limits=PAGE, **options):
    async def visit():
        async with client(**options) as visitor:
            return await asyncio.gather(*(visitor.get(url, limits=limits) for url in urls))

    return asyncio.run(visit())


def test_a_host_is_asked_one_thing_at_a_time_in_order(publisher):
    publisher.answers.update({f"/{number}": slow_page for number in range(5)})

    visit_all([publisher.url(f"/{number}") for number in range(5)])

    assert publisher.most_open_requests == 1
    assert publisher.paths == ["/0", "/1", "/2", "/3", "/4"]


def test_two_hosts_are_asked_at_once(publisher):
    publisher.answers["/"] = slow_page

    visit_all([publisher.url("/"), publisher.url("/", host="127.0.0.2")])

    assert publisher.most_open_requests == 2


def test_a_host_gets_a_pause_between_two_requests():
    async def visit():
        turns = Turns(delay=0.05, slots=4)
        starts = []

        async def call():
            async with turns.turn("news.example"):
                starts.append(asyncio.get_running_loop().time())

        await asyncio.gather(*(call() for _ in range(4)))
        return starts

    starts = asyncio.run(visit())

    assert all(later - earlier > 0.049 for earlier, later in pairwise(starts))


def test_a_host_is_asked_as_slowly_as_its_robots_txt_says(publisher):
    publisher.answers["/robots.txt"] = answer(b"User-agent: *\nCrawl-delay: 0.2\n")
    publisher.answers["/"] = slow_page

    async def visit():
        async with client() as visitor:
            await RobotsCache().rules(visitor, publisher.url("/"), now=NOW)
            started = asyncio.get_running_loop().time()
            for _ in range(3):
                await visitor.get(publisher.url("/"))
            return asyncio.get_running_loop().time() - started

    # Two pauses at least, whatever else takes time; without them the three take 0.15 seconds.
    assert asyncio.run(visit()) > 0.39


def test_no_robots_txt_can_ask_for_more_than_half_a_minute():
    turns = Turns(delay=0.0, slots=1)

    turns.pace("news.example", seconds=86_400)

    assert turns.delay_of("news.example") == 30


def test_waiting_for_a_turn_does_not_use_up_the_time_of_a_fetch(publisher):
    publisher.answers["/"] = slow_page

    responses = visit_all([publisher.url("/")] * 25, limits=dataclasses.replace(PAGE, seconds=1.0))

    assert [response.status for response in responses] == [200] * 25


def test_only_so_many_connections_are_open_at_once(publisher):
    publisher.answers["/"] = slow_page
    hosts = ["127.0.0.1", "127.0.0.2"]

    visit_all([publisher.url("/", host=host) for host in hosts], connections=1)

    assert publisher.most_open_requests == 1


def test_a_host_is_free_again_after_a_visit_fails():
    async def visit():
        turns = Turns(delay=0.0, slots=1)
        with pytest.raises(LookupError):
            async with turns.turn("news.example"):
                raise LookupError
        async with asyncio.timeout(1), turns.turn("news.example"):
            return True

    assert asyncio.run(visit())


def test_giving_up_while_waiting_blocks_nobody():
    async def visit():
        turns = Turns(delay=0.0, slots=1)

        async def wait():
            async with turns.turn("news.example"):
                await asyncio.sleep(0.05)

        first, second = asyncio.create_task(wait()), asyncio.create_task(wait())
        await asyncio.sleep(0)
        second.cancel()
        await first
        async with asyncio.timeout(1), turns.turn("news.example"):
            return second.cancelled()

    assert asyncio.run(visit())


def test_hosts_that_were_visited_are_forgotten():
    async def visit(delay):
        turns = Turns(delay=delay, slots=1)
        for number in range(3_000):
            async with turns.turn(f"{number}.example"):
                pass
        return len(turns._hosts)

    assert asyncio.run(visit(0.0)) == 0
    assert asyncio.run(visit(0.000001)) < 1_100
