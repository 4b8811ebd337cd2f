"""Publishers that say something against being read by machines."""

import pytest

from daily8.sources.models import Feed, Publisher, Record
from tests.engine.http.publishing import answer
from tests.pipeline.press import HTML, page, title_of

TDM = "/.well-known/tdmrep.json"
RESERVED = answer(b'[{"location": "/", "tdm-reservation": 1}]', content_type="application/json")


def ledger() -> list[tuple[str, str, str, str]]:
    records = Record.objects.order_by("pk")
    return [(line.about, line.said, line.place.rpartition("/")[2], line.by) for line in records]


@pytest.fixture
def read(press, add, pipeline, noon):
    """Let an article be published whose page has these meta elements and header fields, and read it."""
    names: list[str] = []

    def read(name: str, meta: str = "", **headers: str) -> Publisher:
        body = page(title_of(name)).replace(b"<head>", f"<head>{meta}".encode())
        press.answers[f"/{name}"] = answer(body, **HTML, **headers)
        names.append(name)
        add(press.list(*map(press.item, names)))
        Feed.objects.ask_now(noon.now())
        pipeline()
        return Publisher.objects.get()

    return read


def test_who_says_nothing_has_an_empty_ledger(read, press):
    publisher = read("bridge")

    assert (publisher.ai, publisher.signals, ledger()) == (True, {}, [])
    assert press.asked(TDM) == 1


@pytest.mark.parametrize(
    ("meta", "headers", "signal"),
    [
        ('<meta name="robots" content="noai">', {}, "noai"),
        ("", {"x_robots_tag": "noai"}, "noai"),
        ('<meta name="tdm-reservation" content="1">', {}, "tdm"),
        ("", {"tdm_reservation": "1"}, "tdm"),
    ],
)
def test_what_a_page_says_keeps_ai_away_and_stands_in_the_ledger(read, meta, headers, signal):
    publisher = read("bridge", meta, **headers)

    assert not publisher.ai
    assert ledger() == [(signal, "reserved", "bridge", ""), ("ai", "no", "", "")]


def test_what_is_said_of_pictures_alone_is_only_noted(read):
    assert read("bridge", '<meta name="robots" content="noimageai">').ai
    assert ledger() == [("noimageai", "reserved", "bridge", "")]


def test_what_the_host_says_of_all_its_pages_is_asked_for_once_a_day(read, press, ask_again):
    press.answers[TDM] = RESERVED
    publisher = read("bridge")
    assert (publisher.ai, press.asked(TDM)) == (False, 1)
    assert ledger() == [("tdmrep", "reserved", "tdmrep.json", ""), ("ai", "no", "", "")]

    ask_again(hours=20)
    read("tunnel")
    assert press.asked(TDM) == 1

    ask_again(hours=5)
    read("quay")
    assert press.asked(TDM) == 2
    assert len(ledger()) == 2


@pytest.mark.parametrize(
    "said", [answer(b"<html>Not here", **HTML), answer(status="500 Oops"), answer(b"[" * 90_000)]
)
def test_a_host_that_answers_something_else_reserves_nothing(read, press, said):
    press.answers[TDM] = said

    assert read("bridge").ai
    assert ledger() == []


def test_a_page_closed_by_robots_txt_stands_in_the_ledger(read, press):
    press.answers["/robots.txt"] = answer(b"User-agent: *\nDisallow: /bridge\n", content_type="text/plain")

    publisher = read("bridge")

    assert publisher.ai
    assert ledger() == [("robots", "reserved", "bridge", "")]


def test_what_one_page_says_stands_until_no_page_has_said_it_for_a_week(read, noon):
    read("bridge", '<meta name="robots" content="noai">')
    noon.wait(days=3)
    assert not read("tunnel").ai
    assert len(ledger()) == 2

    noon.wait(days=5)
    publisher = read("quay")

    assert (publisher.ai, publisher.signals) == (True, {})
    assert ledger()[2:] == [("noai", "lifted", "", ""), ("ai", "yes", "", "")]


def test_an_operators_word_goes_before_the_publishers(read):
    publisher = read("tunnel")
    publisher.edit(ai=True, by="samia")

    publisher = read("bridge", '<meta name="robots" content="noai">')
    assert publisher.ai
    assert ledger() == [("ai", "yes", "", "samia"), ("noai", "reserved", "bridge", "")]

    publisher.let_it_say(by="samia")
    assert not Publisher.objects.get().ai
    assert ledger()[-1] == ("ai", "theirs", "", "samia")


def test_an_operators_no_stays_when_the_publisher_says_nothing(read):
    publisher = read("tunnel", '<meta name="robots" content="noai">')
    publisher.edit(ai=False, by="samia")
    Publisher.objects.update(signals={"noai": "2026-01-01"})

    assert not read("bridge").ai
    assert ledger()[-1] == ("noai", "lifted", "", "")
