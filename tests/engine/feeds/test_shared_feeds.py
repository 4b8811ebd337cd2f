"""The fixtures of other feed libraries, where they are at hand."""

import json
import os
from pathlib import Path

import pytest

from daily8.engine.feeds import FeedError, opml, parse
from daily8.engine.feeds.discovery import feed_links
from daily8.engine.feeds.flat import flat

SHARED = Path(os.environ.get("DAILY8_SHARED") or Path(__file__).parents[4] / "shared")
FEEDS = SHARED / "data" / "feeds"

pytestmark = pytest.mark.skipif(
    not FEEDS.exists(),
    reason=f"no shared feed fixtures in {FEEDS}: set DAILY8_SHARED to the folder that holds data/",
)


def fixtures(kind):
    manifest = json.loads((FEEDS / "manifest.json").read_text(encoding="utf-8"))
    return [FEEDS / fixture["id"] for fixture in manifest if fixture["kind"] == kind]


def refused(path):
    try:
        parse(path.read_bytes(), url="https://a.example/feed")
    except FeedError:
        return True
    return False


def test_no_fixture_crashes_the_parser_and_hardly_a_feed_is_refused():
    paths = fixtures("feed")

    assert sum(map(refused, paths)) / len(paths) < 0.08


def test_nearly_every_count_and_date_that_other_libraries_read_is_read():
    compared = met = 0
    for line in (FEEDS / "expect.jsonl").read_text(encoding="utf-8").splitlines():
        expected = json.loads(line)
        values = flat((FEEDS / expected["feed"]).read_bytes(), expected.get("base"))
        for key, value in expected["expect"].items():
            if key.endswith((".count", ".published")):
                compared += 1
                met += values.get(key) == value

    assert compared > 150
    assert met / compared > 0.98


def test_no_list_or_page_crashes_the_readers():
    lists = [path.read_bytes() for path in fixtures("opml")]
    pages = [path.read_bytes().decode("utf-8", "replace") for path in fixtures("html")]

    assert sum(len(outlines(body)) for body in lists) > 200
    assert any(feed_links(page, url="https://a.example/") for page in pages)


def outlines(body):
    try:
        return opml.read(body)
    except opml.OpmlError:
        return []


def test_hostile_feeds_give_as_many_items_as_they_should():
    wanted = json.loads((FEEDS / "hostile" / "expected.json").read_text(encoding="utf-8"))
    wrong = []
    for name, expected in wanted.items():
        path = FEEDS / "hostile" / name
        if path.exists() and "items" in expected:
            feed = parse(path.read_bytes())
            if len(feed.entries) + feed.omitted != expected["items"]:
                wrong.append(name)

    assert wrong == []
