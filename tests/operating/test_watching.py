"""Each request has a reference, is counted, and is logged where that is wanted."""

import io
import json
import logging
import re
import subprocess
import sys
from collections import Counter

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory

from daily8.config import logs
from daily8.operating import metrics, watching
from daily8.operating.watching import HEADER, Watch
from daily8.stories import front
from daily8.web.page_cache import PageCache
from daily8.work import references

COUNT = """
import sys
from collections import Counter
import django; django.setup()
from daily8.operating import metrics
metrics.begin()
metrics.note_work("test", Counter({sys.argv[1]: 1}))
"""


@pytest.fixture
def site(transactional_db):
    """The site as the web server calls it: gives status, headers and body of an answer."""
    application = Watch(PageCache(get_wsgi_application(), languages=["en", "ar"]))

    def ask(path: str, **more: str) -> tuple[str, dict[str, str], bytes]:
        told: list = []
        environ = RequestFactory(**more).get(path).environ | {"HTTP_HOST": "localhost"}
        body = b"".join(application(environ, lambda *arguments: told.extend(arguments)))
        return told[0], dict(told[1]), body

    return ask


def counted(view: str, status: str) -> float:
    text = metrics.text([]).decode()
    found = re.search(rf'daily8_requests_total{{status="{status}",view="{view}"}} (\S+)', text)
    return float(found[1]) if found else 0.0


def test_every_answer_has_a_reference_of_its_own_and_a_ready_page_too(site):
    first, second = (site("/en/")[1][HEADER] for _ in range(2))

    assert len(first) == len(second) == 12
    assert first != second
    assert references.current() == ""


@pytest.mark.parametrize(
    ("given", "address", "kept"),
    [
        ("0123-4567-89ab", "127.0.0.1", True),
        ("0123-4567-89ab", "203.0.113.9", False),
        ("a line\nbreak", "127.0.0.1", False),
        ("x" * 65, "127.0.0.1", False),
    ],
)
def test_the_reference_of_a_web_server_in_front_is_kept_and_a_stranger_s_is_not(site, given, address, kept):
    _, headers, _ = site("/health", HTTP_X_REQUEST_ID=given, REMOTE_ADDR=address)

    assert (headers[HEADER] == given) is kept


def test_requests_are_counted_by_view_and_status_and_ready_pages_as_such(make_article, site):
    make_article()
    kinds = [("front", "200"), (watching.handling.READY, "200"), ("none", "404")]
    before = [counted(*kind) for kind in kinds]

    for path in ("/en/", "/en/", "/nothing"):
        site(path)

    assert [counted(*kind) - early for kind, early in zip(kinds, before, strict=True)] == [1, 1, 1]


@pytest.fixture
def lines(request):
    """What the log says, line by line, when it is set up as at work."""
    written, before = io.StringIO(), logging.getLogger().handlers[:]
    logs.set_up("WARNING", requests=True)
    handler, _keeper = logging.getLogger().handlers
    handler.setStream(written)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logs.set_up("WARNING")
    logging.getLogger().handlers[:] = before


def test_the_reference_on_an_error_page_finds_the_traceback_in_the_log(site, lines, monkeypatch):
    def fail(language, **_moment):
        raise RuntimeError("the disk is full of bees")

    monkeypatch.setattr(front, "front", fail)
    status, headers, body = site("/en/")

    assert status.startswith("500")
    assert f"<code>{headers[HEADER]}</code>" in body.decode()
    assert "الرقم المرجعي" in body.decode()
    about = [line for line in lines() if line.get("request") == headers[HEADER]]
    assert any("the disk is full of bees" in line.get("exception", "") for line in about), lines()


def test_a_request_is_a_line_where_that_is_wanted(site, lines):
    _, headers, _ = site("/health")

    (line,) = (line for line in lines() if line["logger"] == "daily8.access")
    assert (line["event"], line["view"], line["request"]) == ("GET /health 200", "health", headers[HEADER])
    assert line["milliseconds"] >= 0


def test_without_that_no_request_is_a_line(site, lines):
    logs.set_up("WARNING")
    written = io.StringIO()
    logging.getLogger().handlers[0].setStream(written)

    site("/health")

    assert written.getvalue() == ""


def test_what_is_counted_of_time_adds_up():
    metrics.note_request("a view of this test", "200", 0.003)
    metrics.note_request("a view of this test", "200", 7.0)

    lines = metrics.text([]).decode().splitlines()
    about = dict(line.rsplit(" ", 1) for line in lines if "a view of this test" in line)
    buckets = {
        re.search('le="([^"]+)"', name)[1]: float(value) for name, value in about.items() if "bucket" in name
    }
    assert (buckets["0.001"], buckets["0.005"], buckets["2.5"], buckets["10.0"], buckets["+Inf"]) == (
        0,
        1,
        1,
        2,
        2,
    )
    assert float(about['daily8_request_seconds_sum{view="a view of this test"}']) == 7.003


def test_other_processes_of_the_machine_count_too(settings, tmp_path):
    settings.DATA = tmp_path
    (tmp_path / "metrics").mkdir()
    (tmp_path / "metrics" / "1.json").write_text('[["work", "test of two", "good", 4]]')
    (tmp_path / "metrics" / "2.json").write_text("half of a li")
    metrics.note_work("test of two", Counter(good=3))

    assert 'daily8_work_total{result="good",step="test of two"} 7.0' in metrics.text([]).decode()


def test_a_disk_that_takes_nothing_hinders_nobody(settings, tmp_path, site):
    settings.DATA = tmp_path / "file"
    settings.DATA.write_text("where a folder should be")

    metrics.begin()
    metrics._OWN.save()

    assert site("/health")[0].startswith("200")


def test_what_ended_processes_have_counted_is_kept(settings, tmp_path):
    environment = {"DAILY8_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "daily8.config.settings"}
    for result in ("good", "good", "bad"):
        subprocess.run([sys.executable, "-c", COUNT, result], env=environment, check=True, capture_output=True)
    settings.DATA = tmp_path

    metrics.begin()

    assert [path.name for path in (tmp_path / "metrics").iterdir()] == ["0.json"]
    text = metrics.text([]).decode()
    assert 'daily8_work_total{result="good",step="test"} 2.0' in text
    assert 'daily8_work_total{result="bad",step="test"} 1.0' in text
