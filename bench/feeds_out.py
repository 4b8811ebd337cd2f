"""The feeds of a running site: is every list in every format read without a complaint, and what does it cost?

The demo world's newspapers are read and served; then every title and beginning gets something hostile. A parameter
that no page knows makes an answer that is not kept ready, so each is made anew.
"""

import http.client
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from statistics import mean

import feedparser

from bench.serving import Example, _below, _cpu_seconds, _get, example_site
from bench.world import site_environment
from tests.api.json_feeds import complaints

FORMS = ("rss", "atom", "json")
LANGUAGES = ("en", "ar")
TIMES, READY_TIMES = 60, 2000


def measure() -> dict[str, float]:
    """Return how many feeds there are and what is wrong, kilobytes, and milliseconds of CPU an answer."""
    with tempfile.TemporaryDirectory() as folder, example_site(Path(folder)) as example:
        _wait_until_read(example)
        lists = [address for language in LANGUAGES for address in _lists(example, language)]
        _make_hostile(Path(folder))
        scopes = ("", "?languages=all")
        bodies = {
            (address, scope, form): _read(example, f"{address}feed.{form}{scope}")
            for address in lists
            for scope in scopes
            for form in FORMS
        }
        wrong = list(_wrong(bodies))
        for complaint in wrong[:20]:
            print(complaint, file=sys.stderr)
        return {
            "feeds_out.feeds": len(bodies),
            "feeds_out.complaints": len(wrong),
            "feeds_out.mean_kb": mean(map(len, bodies.values())) / 1000,
            **_costs(example),
        }


def _wait_until_read(example: Example) -> None:
    """Until nothing new has come for five seconds."""
    before = b""
    while (now := _read(example, "/en/latest/feed.json?languages=all")) != before:
        before = now
        time.sleep(5)


def _make_hostile(data: Path) -> None:
    (database,) = data.glob("**/daily8.sqlite3")
    program = [sys.executable, "-m", "bench.hostile_titles"]
    subprocess.run(program, env=site_environment(database.parent), check=True)
    # A change shows after a second.
    time.sleep(2)


def _lists(example: Example, language: str) -> Iterator[str]:
    """The address of one list of each kind, less what the feed adds to it."""
    yield f"/{language}/"
    yield f"/{language}/latest/"
    pages = "".join(
        _read(example, path).decode() for path in (f"/{language}/", example.paths[f"article_{language}"])
    )
    for kind in ("category", "source", "hashtag", "story"):
        found = re.search(rf'href="(/{language}/{kind}/[^"?]+)"', pages)
        if found is None:
            raise RuntimeError(f"the demo world shows no {kind} in {language}")
        yield f"{found[1]}/"


def _read(example: Example, address: str) -> bytes:
    return _get(http.client.HTTPConnection("127.0.0.1", example.port, timeout=30), address, {})


Bodies = dict[tuple[str, str, str], bytes]


def _wrong(bodies: Bodies) -> Iterator[str]:
    """What readers complain of, and titles that one format says otherwise than another."""
    for (address, scope, form), body in bodies.items():
        where = f"{address}feed.{form}{scope}"
        if form == "json":
            yield from (f"{where}: {complaint}" for complaint in complaints(body))
            continue
        parsed = feedparser.parse(body)
        if parsed.bozo:
            yield f"{where}: {parsed.bozo_exception}"
        written = {item["id"]: item["title"] for item in json.loads(bodies[address, scope, "json"])["items"]}
        shown = {entry.id: _shown(entry.title_detail) for entry in parsed.entries}
        yield from (f"{where}: {key} says {shown.get(key)!r}" for key in written if shown.get(key) != written[key])


def _shown(title: feedparser.FeedParserDict) -> str:
    return unescape(title.value) if title.type == "text/html" else str(title.value)


def _costs(example: Example) -> dict[str, float]:
    """Milliseconds of CPU of the web server for an answer."""
    costs = {}
    for name, address in (("latest", "/en/latest/feed."), ("front", "/en/feed.")):
        for form in FORMS:
            paths = [f"{address}{form}?made={number}" for number in range(TIMES)]
            costs[f"feeds_out.fresh_{name}_{form}_cpu_ms"] = _cpu_ms(example, paths)
    ready = "/en/latest/feed.rss"
    costs["feeds_out.unchanged_cpu_ms"] = _cpu_ms(example, [f"{ready}?made=1"] * TIMES * 5, conditional=True)
    costs["feeds_out.ready_unchanged_cpu_ms"] = _cpu_ms(example, [ready] * READY_TIMES, conditional=True)
    return costs


def _cpu_ms(example: Example, paths: list[str], *, conditional: bool = False) -> float:
    connection = http.client.HTTPConnection("127.0.0.1", example.port)
    headers = {}
    if conditional:
        connection.request("GET", paths[0])
        answer = connection.getresponse()
        answer.read()
        headers["If-None-Match"] = answer.headers["ETag"]
    servers = _below(example.session, b"web")
    before = sum(map(_cpu_seconds, servers))
    for path in paths:
        _get(connection, path, headers, status=304 if conditional else 200)
    return 1000 * (sum(map(_cpu_seconds, servers)) - before) / len(paths)


if __name__ == "__main__":
    for figure, value in measure().items():
        print(f"{figure:<36} {value:10.3f}")
