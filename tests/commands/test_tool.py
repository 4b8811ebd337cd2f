"""`daily8 tool`: one JSON line out for each line in, in order, whatever comes in."""

import base64
import json
import subprocess
import sys

import pytest

from tests.commands.conftest import ROOT, environment
from tests.pipeline.press import item, page, rss, title_of


def lines(*rows: object) -> bytes:
    return b"".join(row if isinstance(row, bytes) else json.dumps(row).encode() + b"\n" for row in rows)


def answers(done: subprocess.CompletedProcess[str]) -> list[dict]:
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_pages_are_read_as_text_and_as_bytes(first_start, tmp_path):
    html = page(title_of("bridge"), date="2026-11-25T07:15:00Z").decode()
    coded = {"base64": base64.b64encode(html.encode()).decode()}

    text, raw = answers(
        first_start(
            "tool", "extract", stdin=lines({"id": 1, "html": html}, {"id": "two", "url": "", "html": coded})
        )
    )

    assert (text.pop("id"), raw.pop("id")) == (1, "two")
    assert text == raw
    assert (text["kind"], text["title"], text["language"]) == ("article", title_of("bridge"), "en")
    assert text["published"] == "2026-11-25T07:15:00Z"
    assert text["text"].startswith("Harbour pilots")
    assert not (tmp_path / "data").exists()


def test_feeds_are_read(first_start):
    body = rss(item("https://tide.example/1", "Bridge & tunnel", date="Wed, 25 Nov 2026 09:00:00 GMT"))
    row = {"id": 7, "url": "https://tide.example/rss", "body_base64": base64.b64encode(body).decode()}

    (told,) = answers(first_start("tool", "feed", stdin=lines(row | {"content_type": "text/xml"})))

    assert (told["id"], told["title"], told["left_out"]) == (7, "The Tide", 0)
    (entry,) = told["entries"]
    assert (entry["title"], entry["url"]) == ("Bridge & tunnel", "https://tide.example/1")
    assert entry["published"] == "2026-11-25T09:00:00Z"


def test_html_is_cleaned_and_addresses_judged(first_start):
    (clean,) = answers(
        first_start(
            "tool", "sanitize", stdin=lines({"id": 1, "html": "<p onclick=x()>Hi<script>x()</script></p>"})
        )
    )
    good, bad = answers(
        first_start(
            "tool",
            "check-url",
            stdin=lines({"id": 1, "url": "https://tide.example/"}, {"url": "http://10.0.0.1/"}),
        )
    )

    assert clean == {"id": 1, "html": "<p>Hi</p>"}
    assert good == {"id": 1, "allowed": True, "reason": ""}
    assert (bad["id"], bad["allowed"]) == (None, False)
    assert "10.0.0.1" in bad["reason"]


def test_claims_are_checked(first_start):
    source = "The ferry struck the pier in thick fog on Monday. The minister turned down a public inquiry."
    (borne, other, wrong) = answers(
        first_start(
            "tool",
            "check",
            stdin=lines(
                {"id": 1, "source": source, "claim": "The ferry struck the pier on Monday.", "language": "en"},
                {
                    "id": 2,
                    "source": source,
                    "claim": "Poor visibility led the vessel to hit the jetty.",
                    "language": "en",
                },
                {"id": 3, "source": source, "claim": "The ferry struck the pier on Friday.", "language": "en"},
            ),
        )
    )

    assert (borne["id"], borne["supported"], borne["sentences"]) == (1, True, [1])
    assert (other["id"], other["supported"], other["why"]) == (2, True, [])
    assert (wrong["id"], wrong["supported"], wrong["why"][0]) == (3, False, "date: Friday")


def test_articles_are_summed_up_and_asked(first_start):
    text = "The council of Kalmar closed its old bridge. It dates from 1931. The bridge carries 4,200 cars a day."
    row = {"id": 3, "title": "Bridge closed", "text": text, "language": "en"}

    (summed,) = answers(first_start("tool", "summarize", stdin=lines(row)))
    (told, silent) = answers(
        first_start(
            "tool",
            "ask",
            stdin=lines(
                {"id": 1, "question": "How many cars does the bridge carry?", "articles": [row]},
                {"id": 2, "question": "How many ships pass under the bridge?", "articles": [row]},
            ),
        )
    )

    assert [point["from"] for point in summed["points"]] == [[1], [3]]
    assert told == {
        "id": 1,
        "answer": [{"text": "The bridge carries 4,200 cars a day.", "article": 3, "from": [3]}],
    }
    assert silent == {"id": 2, "answer": []}


@pytest.mark.parametrize("tool", ["extract", "feed", "sanitize", "check-url", "check", "summarize", "numbers"])
def test_a_bad_line_gives_an_error_in_its_place_and_stops_nothing(first_start, tool):
    bad = [
        b"not json\n", b"\n", b"[1, 2]\n", b'"text"\n', b"null\n", b"\xff\xfe\n", b"{}" + b"}" * 3 + b"\n",
        b"[" * 100_000 + b"\n", b'{"id": 8, "html": 5, "body_base64": 5, "url": 5}\n',
        b'{"id": 9, "html": {"base64": "%%%"}, "body_base64": "A", "url": ["x"]}\n', b'{"id": 10}\n',
        b'{"id": "\\ud800", "html": "\\ud800", "body_base64": "\\ud800", "url": "\\ud800"}\n',
    ]  # fmt: skip

    told = answers(first_start("tool", tool, stdin=lines(*bad, {"id": "last", "url": "x", "html": "<p>"})[:-1]))

    assert len(told) == len(bad) + 1
    assert all("id" in row for row in told)
    assert [row["id"] for row in told[-5:-2]] == [8, 9, 10]
    assert told[-1]["id"] == "last"
    assert all(row["error"] for row in told[:8])


def test_nothing_in_gives_nothing_out(first_start):
    assert answers(first_start("tool", "extract")) == []


def test_a_page_that_is_too_much_gives_an_error(first_start):
    rows = [{"id": 1, "html": "<p>"}, {"id": 2, "html": {"base64": base64.b64encode(b"x" * 70_000_000).decode()}}]

    first, second = answers(first_start("tool", "extract", stdin=lines(*rows)))

    assert first["id"] == 1
    assert second["id"] == 2
    assert "70000000 bytes" in second["error"]


def test_order_is_kept_however_long_each_takes(first_start):
    rows = [{"id": number, "html": "<p>words</p>" * (5000 if number % 5 == 0 else 1)} for number in range(60)]

    assert [row["id"] for row in answers(first_start("tool", "sanitize", stdin=lines(*rows)))] == list(range(60))


def test_a_line_is_answered_while_the_next_is_not_yet_written(tmp_path):
    talk = subprocess.Popen(
        [sys.executable, "-m", "daily8", "tool", "check-url"],
        cwd=ROOT,
        env=environment(tmp_path / "data"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert talk.stdin is not None
    assert talk.stdout is not None
    for number in range(3):
        talk.stdin.write(lines({"id": number, "url": "https://tide.example/"}))
        talk.stdin.flush()
        assert json.loads(talk.stdout.readline())["id"] == number
    talk.stdin.close()
    assert talk.wait(30) == 0
    talk.stdout.close()
