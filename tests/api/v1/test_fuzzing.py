"""The API asked by what its own document says, and by what it forbids: nothing breaks, and nothing lies."""

import re
import subprocess
import sys

import pytest

from daily8.accounts import tokens
from tests.conftest import NOON

# Many more, and the edges of every value, are tried by `python -m bench.api_fuzz`.
_LENGTH = ("--max-examples", "4", "--phases", "examples,fuzzing,stateful", "--seed", "1")


@pytest.fixture
def world(transactional_db, make_article, make_story, make_hashtag, make_feed, publisher, settings, operator):
    """A small site with something of every kind; returned is a token that may do everything."""
    settings.API_RATE = settings.API_RATE_WITH_TOKEN = 1_000_000
    settings.SITE_URL = ""
    settings.ALLOWED_HOSTS = ["localhost"]
    make_feed(publisher)
    articles = [make_article(), make_article(language="ar", title="السفن"), make_article(category="science")]
    make_story(*articles[:2])
    make_hashtag("Nairobi", on=articles)
    return tokens.make(operator, "fuzzing", ["read", "write", "ingest"], now=NOON).secret


def test_what_the_document_says_is_so(live_server, world, tmp_path):
    done = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "run", f"{live_server.url}/api/v1/openapi.json"),
            *("--header", f"Authorization: Bearer {world}", *_LENGTH),
            *("--continue-on-failure", "--no-color", "--generation-database", "none"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=240,
    )

    assert done.returncode == 0, done.stdout[-6000:]
    tested = re.search(r"Tested: (\d+)", done.stdout)
    generated = re.search(r"(\d+) generated", done.stdout)
    assert tested
    assert int(tested[1]) >= 30
    assert generated
    assert int(generated[1]) > 200
