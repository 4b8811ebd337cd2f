import asyncio
import json
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from daily8.engine.http import AddressRefused
from daily8.engine.http.robots import Robots, RobotsCache
from tests.engine.http.publishing import USER_AGENT, answer, client, redirect

SHARED = Path(os.environ.get("DAILY8_SHARED", Path(__file__).resolve().parents[4] / "shared"))
CASES = SHARED / "data" / "feeds" / "robots_cases.json"
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
SITE = "https://news.example"


def allowed(robots, path, agent=USER_AGENT):
    return Robots.parse(robots).allows(SITE + path, agent)


def test_the_longest_rule_wins_and_allow_wins_a_tie():
    robots = "User-agent: *\nDisallow: /news\nAllow: /news/open\nDisallow: /same\nAllow: /same\n"

    assert not allowed(robots, "/news/1")
    assert allowed(robots, "/news/open/1")
    assert allowed(robots, "/same")
    assert allowed(robots, "/")


def test_stars_and_dollars_mean_what_the_standard_says():
    robots = "User-agent: *\nDisallow: /*.pdf$\nDisallow: /*/print/\n"

    assert not allowed(robots, "/a/b.pdf")
    assert allowed(robots, "/a/b.pdf?x")
    assert not allowed(robots, "/news/print/1")


def test_a_group_that_names_us_speaks_alone():
    robots = "User-agent: *\nDisallow: /\n\nUser-agent: Daily8\nUser-agent: other\nDisallow: /private\n"

    assert allowed(robots, "/news")
    assert not allowed(robots, "/private/1")
    assert not allowed(robots, "/news", "another/1.0")


def test_groups_of_one_name_are_read_together():
    robots = (
        "User-agent: daily8\nDisallow: /a\n\nUser-agent: x\nDisallow: /c\n\nUser-agent: daily8\nDisallow: /b\n"
    )

    assert [allowed(robots, path) for path in ("/a", "/b", "/c")] == [False, False, True]


@pytest.mark.parametrize("name", ["daily", "daily88", "ily8", "daily8bot"])
def test_a_name_that_is_only_like_ours_is_not_ours(name):
    assert allowed(f"User-agent: {name}\nDisallow: /\n", "/news")


@pytest.mark.parametrize(
    "line",
    [
        "User-agent: DAILY8",
        "user-agent:daily8/2.0",
        "User-agent: daily8 news reader",
        "  USER AGENT : daily8 # us",
        "useragent daily8",
        "\ufeffUser-agent: daily8",
    ],
)
def test_our_name_is_recognised_as_publishers_write_it(line):
    assert not allowed(f"{line}\nDisallow: /\n", "/news")


def test_unknown_lines_and_sitemaps_do_not_part_the_names_of_a_group():
    robots = "User-agent: daily8\nSitemap: /s.xml\nUnknown: x\nUser-agent: other\nDisallow: /\n"

    assert not allowed(robots, "/news")


def test_alphabets_and_escapes_are_compared_alike():
    robots = "User-agent: *\nDisallow: /أخبار\nDisallow: /%D8%B1%D8%A3%D9%8A\n"

    assert not allowed(robots, "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/1")
    assert not allowed(robots, "/رأي")


@pytest.mark.parametrize(
    "robots", ["", "Disallow: /", "<html><p>Not found</p>", "\x00\xff", "User-agent:\nDisallow: /"]
)
def test_a_file_without_rules_for_anybody_allows_all(robots):
    assert allowed(robots, "/news")


def test_sitemaps_and_delays_are_read():
    robots = Robots.parse(
        b"Sitemap: https://news.example/a.xml\nUser-agent: *\nCrawl-delay: 2.5\nUser-agent: x\nCrawl-delay: soon\n"
        b"sitemap : https://news.example/b.xml\nSitemap https://news.example/c.xml"
    )

    assert robots.sitemaps == tuple(f"https://news.example/{name}.xml" for name in "abc")
    assert robots.delay(USER_AGENT) == 2.5
    assert robots.delay("x") is None


def test_the_file_itself_may_always_be_read():
    assert allowed("User-agent: *\nDisallow: /\n", "/robots.txt")


def test_many_names_above_many_rules_are_read_in_little_memory_and_time():
    robots = "".join(f"User-agent: robot{number}\n" for number in range(15_000))
    robots += "".join(f"Disallow: /{number}/\n" for number in range(15_000))
    robots += "User-agent" + " " * 100_000 + "\n"
    started = time.process_time()

    assert not allowed(robots, "/7/", "robot9999")
    assert time.process_time() - started < 5


@pytest.mark.skipif(not CASES.exists(), reason="the shared robots cases are not here: set DAILY8_SHARED")
def test_the_cases_of_the_standard_are_met():
    cases = json.loads(CASES.read_text(encoding="utf-8"))
    right = [
        case
        for case in cases
        if Robots.parse(case["robots"]).allows(case["url"], case["agent"]) == case["allowed"]
    ]

    # Three cases want raw and escaped spellings told apart, which RFC 9309 (2.2.2) wants compared alike.
    assert len(right) >= len(cases) - 3


def ask(publisher, paths, *, cache=None, now=NOW):
    cache = cache or RobotsCache()

    async def visit():
        async with client() as visitor:
            urls = [publisher.url(path) for path in paths]
            return await asyncio.gather(*(cache.allows(visitor, url, now=now) for url in urls))

    return asyncio.run(visit())


def test_a_site_is_asked_once_for_all_who_ask_at_once(publisher):
    publisher.answers["/robots.txt"] = answer(b"User-agent: daily8\nDisallow: /private\n")

    assert ask(publisher, ["/a", "/private", "/b"]) == [True, False, True]
    assert publisher.paths == ["/robots.txt"]


@pytest.mark.parametrize(
    ("status", "may_read"),
    [
        ("404 Not Found", True),
        ("403 No", True),
        ("410 Gone", True),
        ("500 Oops", False),
        ("503 Busy", False),
        ("429 Slow", False),
    ],
)
def test_no_file_allows_all_and_a_server_in_trouble_nothing(publisher, status, may_read):
    publisher.answers["/robots.txt"] = answer(b"", status=status)

    assert ask(publisher, ["/a"]) == [may_read]


def test_a_file_behind_endless_redirects_counts_as_none(publisher):
    publisher.answers["/robots.txt"] = redirect("/robots.txt")

    assert ask(publisher, ["/a"]) == [True]


def test_a_site_that_cannot_be_reached_may_not_be_read_for_now(publisher):
    publisher.answers["/robots.txt"] = b"Connection: close"

    assert ask(publisher, ["/a"]) == [False]


def test_a_file_that_fails_once_is_asked_for_once_more(publisher):
    answers = iter([answer(b"", status="503 Busy"), answer(b"User-agent: *\nDisallow: /b\n")])
    publisher.answers["/robots.txt"] = lambda request: next(answers)

    assert ask(publisher, ["/a", "/b"]) == [True, False]


def test_rules_last_a_day_and_failures_ten_minutes(publisher):
    cache = RobotsCache()
    publisher.answers["/robots.txt"] = answer(b"", status="503 Busy")
    assert ask(publisher, ["/a"], cache=cache) == [False]

    publisher.answers["/robots.txt"] = answer(b"User-agent: *\nDisallow: /b\n")
    assert ask(publisher, ["/a"], cache=cache, now=NOW + timedelta(minutes=9)) == [False]
    assert ask(publisher, ["/a"], cache=cache, now=NOW + timedelta(minutes=11)) == [True]
    assert ask(publisher, ["/a"], cache=cache, now=NOW + timedelta(hours=24)) == [True]
    # Twice until the failure counted, then once.
    assert len(publisher.requests) == 3
    assert ask(publisher, ["/b"], cache=cache, now=NOW + timedelta(hours=25)) == [False]
    assert len(publisher.requests) == 4


def test_the_cache_keeps_the_sites_asked_for_last(publisher):
    cache = RobotsCache(size=1)
    publisher.answers["/robots.txt"] = answer(b"")

    async def visit():
        async with client() as visitor:
            for host in ("127.0.0.1", "127.0.0.1", "127.0.0.2", "127.0.0.1"):
                await cache.allows(visitor, publisher.url("/a", host=host), now=NOW)

    asyncio.run(visit())

    assert len(publisher.requests) == 3


def test_one_who_gives_up_does_not_stop_the_others(publisher):
    async def slowly(request):
        await asyncio.sleep(0.1)
        yield answer(b"User-agent: *\nDisallow: /private\n")

    publisher.answers["/robots.txt"] = slowly
    cache = RobotsCache()

    async def visit():
        async with client() as visitor:
            first = asyncio.create_task(cache.allows(visitor, publisher.url("/a"), now=NOW))
            second = asyncio.create_task(cache.allows(visitor, publisher.url("/private"), now=NOW))
            await asyncio.sleep(0.02)
            first.cancel()
            return await second

    assert asyncio.run(visit()) is False
    assert publisher.paths == ["/robots.txt"]


def test_an_address_that_must_not_be_called_has_no_rules(publisher):
    async def visit():
        async with client() as visitor:
            await RobotsCache().allows(visitor, "http://10.0.0.1/", now=NOW)

    with pytest.raises(AddressRefused):
        asyncio.run(visit())
