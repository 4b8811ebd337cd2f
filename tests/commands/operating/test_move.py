"""`daily8 move` brings a site to another database, and readers see the same pages."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from tests.commands.operating.conftest import Site, members

PAGES = """
import hashlib
from datetime import datetime
from unittest.mock import patch
from django.test import Client
from daily8.articles.models import Article
from daily8.stories.models import Story
from daily8.topics.models import Hashtag
paths = ["", "/latest", "/sources", "/search?q=bridge", "/hashtags", "/feed.atom", "/sitemap.xml"]
paths += [one.get_absolute_url() for one in Article.objects.order_by("key")[:4]]
paths += [f"/story/{one.key}" for one in Story.objects.order_by("key")[:4]]
paths += [f"/hashtag/{one.slug}" for one in Hashtag.objects.order_by("slug")[:4]]
whole = ("/en/", "/ar/", "/sitemap")
pairs = [(code, path) for code in ("en", "ar") for path in paths]
addresses = [path if path.startswith(whole) else f"/{code}{path or '/'}" for code, path in pairs]
moment = datetime.fromisoformat(sys.argv[1])
with patch("daily8.work.clock.now", lambda: moment), patch("django.utils.timezone.now", lambda: moment):
    for address in addresses:
        answer = Client(HTTP_HOST="localhost").get(address)
        print(answer.status_code, address, hashlib.sha256(answer.content).hexdigest())
"""


@pytest.fixture
def target(tmp_path, new_database) -> str:
    """The address of an empty database of the kind that the tests run on."""
    return new_database() or f"sqlite:///{tmp_path}/elsewhere.sqlite3"


def test_a_site_that_is_moved_has_equal_rows_and_equal_pages(site, target, tmp_path):
    moment = datetime.now(UTC).isoformat()
    first, second, third = (tmp_path / f"{name}.zip" for name in ("first", "second", "third"))

    there = site.run("move", "--to", target)
    moved = Site(site.folder, target)
    back = moved.run("move", "--to", f"sqlite:///{tmp_path}/back.sqlite3")
    returned = Site(site.folder, f"sqlite:///{tmp_path}/back.sqlite3")

    assert there.returncode == back.returncode == 0, there.stderr + back.stderr
    assert "all counts are equal" in there.stdout
    assert "set DATABASE_URL to this address" in there.stdout
    for one, file in ((site, first), (moved, second), (returned, third)):
        assert one.run("backup", str(file)).returncode == 0
    assert members(first) == members(second) == members(third)
    seen = site.python(PAGES, moment).splitlines()
    assert moved.python(PAGES, moment).splitlines() == seen
    assert returned.python(PAGES, moment).splitlines() == seen
    assert sum(line.startswith("200 ") for line in seen) > 20, seen
    assert not list(site.folder.glob("moving-*"))


def test_a_database_with_a_site_is_not_written_over(site, target):
    assert site.run("move", "--to", target).returncode == 0

    again = site.run("move", "--to", target)

    assert again.returncode == 2
    assert "already; name an empty database" in again.stderr
    assert "Traceback" not in again.stderr


def test_the_database_in_use_is_no_other(site):
    done = site.run("move", "--to", f"sqlite:///{site.folder}/daily8.sqlite3")

    assert done.returncode == 2
    assert "already" in done.stderr


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("mysql://news:secret@localhost/news", "only PostgreSQL and SQLite are supported"),
        ("postgresql://news:secret@127.0.0.1:9/news", "the PostgreSQL database news cannot be used"),
    ],
)
def test_a_database_that_cannot_be_used_is_named_without_its_password(site, address, words):
    done = site.run("move", "--to", address)

    assert done.returncode == 2
    assert words in done.stderr
    assert "secret" not in done.stderr
    assert "Traceback" not in done.stderr


def test_stopped_half_way_it_can_be_begun_again(site, target):
    """What a move that was killed left in the other database is in nobody's way."""
    if connection.vendor == "postgresql":
        Site(site.folder, target).python(
            "from daily8.operating import schemas; schemas.prepare();"
            "from django.db import connection; connection.cursor().execute("
            "'CREATE TABLE daily8_restoring.articles_article (id int)')"
        )
    else:
        Path(target.removeprefix("sqlite:///") + ".restoring").write_bytes(b"half of a database")

    done = site.run("move", "--to", target)

    assert done.returncode == 0, done.stderr
    assert "all counts are equal" in done.stdout
