"""The first page of the admin: how the site does, at one look."""

import logging
from collections import namedtuple
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from lxml import html

from daily8.articles.models import Stage
from daily8.assistant.models import Call, Outcome
from daily8.comments import bans, moderating
from daily8.comments.models import Comment, Deed, Grounds, State
from daily8.config import logs
from daily8.hooks.models import Hook
from daily8.operating import kept_errors, noted
from daily8.operating.dashboard import room
from daily8.work import clock, presence, references
from daily8.work.models import Mail

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def now(monkeypatch) -> datetime:
    return clock.now()


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(settings, "DATA", tmp_path)


@pytest.fixture
def well(make_feed, publisher, now) -> None:
    """A site on which nothing is amiss, as long as a worker runs."""
    make_feed(publisher, last_success_at=now - timedelta(minutes=4), due_at=now + timedelta(minutes=20))
    noted.note_backup(noted.Backup(now - timedelta(days=1), "/backups/site.tar"))


@pytest.fixture
def worker(tmp_path):
    with presence.present(tmp_path / "workers"):
        yield


def look(client: Client, language: str = "en") -> html.HtmlElement:
    answer = client.get(f"/{language}/admin/")
    assert answer.status_code == 200
    return html.document_fromstring(answer.content.decode())


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def concerns(page: html.HtmlElement) -> list[str]:
    return [words(one) for one in page.cssselect(".dash__concerns li")]


def figures(page: html.HtmlElement) -> dict[str, str]:
    return {
        words(one.cssselect("dt")[0]): words(one.cssselect("dd")[0]) for one in page.cssselect(".dash dl > div")
    }


def test_of_a_new_site_it_says_what_to_do_first(admin):
    page = look(admin)

    assert words(page.cssselect(".dash__answer")[0]) == "There is nothing to read yet."
    first = page.cssselect(".dash__steps a")[0].get("href")
    # Its form looks for the feeds of a newspaper; that of a new feed takes the feed's own address alone.
    assert first == reverse("admin:sources_feed_look")
    assert "newspaper" in words(html.document_fromstring(admin.get(first).content.decode()))
    assert not page.cssselect(".dash__part")


@pytest.mark.usefixtures("well", "worker")
def test_of_a_site_that_is_well_it_says_so(admin):
    page = look(admin)

    assert words(page.cssselect(".dash__answer")[0]) == "All is well."
    assert concerns(page) == []
    assert figures(page)["Last feed read"] == "4 minutes ago"


@pytest.mark.usefixtures("well", "worker")
def test_it_says_it_in_arabic(admin):
    page = look(admin, "ar")

    assert words(page.cssselect(".dash__answer")[0]) == "كل شيء على ما يرام."


@pytest.mark.usefixtures("well", "worker")
def test_articles_are_counted_by_the_hour_in_words_too(admin, make_article, now):
    for minutes in (5, 50, 130, 60 * 25):
        make_article(published_at=now - timedelta(minutes=minutes))
    make_article(published_at=now - timedelta(minutes=5), visible=False)

    page = look(admin)

    assert figures(page)["Articles of the last hour"] == "2"
    assert figures(page)["Articles of 24 hours"] == "3"
    assert [words(cell) for cell in page.cssselect(".dash__more td")][:4] == ["2", "0", "1", "0"]
    assert len(page.cssselect(".dash__chart rect")) == 24


@pytest.mark.usefixtures("well")
@pytest.mark.skipif(connection.vendor != "sqlite", reason="on PostgreSQL a worker may run on another machine")
def test_without_a_worker_that_is_the_first_thing_said(admin):
    [said] = concerns(look(admin))

    assert said.startswith("No worker runs on this machine: nothing new is read. Start ")


def test_where_nothing_was_read_for_hours_and_no_worker_is_seen_it_is_said_on_any_database(
    admin, make_feed, publisher, now
):
    make_feed(publisher, last_success_at=now - timedelta(hours=5))

    assert concerns(look(admin))[0].startswith("No worker runs on this machine")


@pytest.mark.usefixtures("worker")
def test_a_worker_that_reads_nothing_is_told(admin, make_feed, publisher, now):
    make_feed(publisher, last_success_at=now - timedelta(hours=5))

    assert concerns(look(admin))[0].startswith("No feed was read for 5 hours.")


@pytest.mark.usefixtures("worker")
@pytest.mark.parametrize(("failures", "told"), [(0, []), (1, ["No feed was read for 20 hours."])])
def test_a_feed_that_publishes_seldom_is_not_missed_before_its_time(
    admin, make_feed, publisher, now, failures, told
):
    make_feed(
        publisher, last_success_at=now - timedelta(hours=20), due_at=now + timedelta(hours=4), failures=failures
    )
    noted.note_backup(noted.Backup(now, "/backups/site.tar"))

    assert [said[: said.index(".") + 1] for said in concerns(look(admin))][: len(told) or None] == told


@pytest.mark.usefixtures("well", "worker")
def test_what_is_stuck_is_named_with_its_age(admin, make_article, now):
    make_article(stage=Stage.EXTRACTED, visible=False, due_at=now - timedelta(hours=2))
    make_article(stage=Stage.FETCHED, visible=False, due_at=now - timedelta(minutes=2))

    [said] = concerns(look(admin))

    assert said.startswith("Articles to understand: 1 wait, the first for 2 hours.")


@pytest.mark.usefixtures("well", "worker")
def test_feeds_that_fail_are_grouped_by_reason_with_links_to_their_lists(admin, make_feed, publisher):
    errors = ["there is no host named a.example", "there is no host named b.example", "the server answers 404"]
    for number, error in enumerate([*errors, "something never heard of"]):
        make_feed(publisher, url=f"https://daily.example/{number}", failures=3, error=error)

    page = look(admin)
    links = {words(link): link.get("href") for link in page.cssselect("#dash-failed ~ table a")}

    assert concerns(page) == ["4 of 5 feeds fail."]
    assert list(links) == [
        "Its address cannot be found on the network.",
        "Its feed is not at this address any more.",
        "It cannot be read at the moment.",
    ]
    for address, expected in zip(links.values(), (["0", "1"], ["2"], ["3"]), strict=True):
        listed = html.document_fromstring(admin.get(address).content.decode())
        assert sorted(words(one)[-1] for one in listed.cssselect(".field-url")) == expected


@pytest.mark.usefixtures("well", "worker")
def test_mails_webhooks_and_calls_that_failed_are_told_with_where_to_mend_them(admin, now):
    Mail.objects.create(token="1", written_at=now, subject="Welcome", due_at=None)
    hook = Hook.objects.create(name="Bot", url="https://bot.example/", secret="s", made_at=now, failures=2)
    for _ in range(6):
        Call.objects.create(ability="summary", provider="small", at=now, outcome=Outcome.FAILED)

    page = look(admin)

    links = [link.get("href") for link in page.cssselect(".dash__concerns a")]
    assert links == [
        reverse("admin:work_mail_changelist") + "?state=given_up",
        f"/en/admin/hooks/hook/{hook.pk}/change/",
        "/en/admin/assistant/call/?outcome__exact=failed",
    ]
    assert all(admin.get(link).status_code == 200 for link in links)


@pytest.mark.usefixtures("well", "worker")
def test_a_full_disk_and_an_old_backup_are_told(admin, monkeypatch, now):
    monkeypatch.setattr(room.shutil, "disk_usage", lambda path: Usage(10**10, 10**10 - 10**7, 10**7))
    noted.note_backup(noted.Backup(now - timedelta(days=21), "/backups/site.tar"))

    said = concerns(look(admin))

    assert said[0].startswith("Only 10 MB are free on the disk.")
    assert said[1].startswith("The last backup is 3 weeks old.")


@pytest.mark.usefixtures("well", "worker")
def test_errors_are_kept_with_the_reference_that_their_reader_was_given(admin, monkeypatch):
    monkeypatch.setattr(logging.root, "handlers", [])
    monkeypatch.setattr(logging.root, "level", logging.root.level)
    logs.set_up("WARNING")
    references.begin("abc123abc123")
    try:
        raise ValueError("no such <ship>")
    except ValueError:
        logging.getLogger("daily8.quay").exception("it broke")
    finally:
        references.end()

    page = look(admin)

    [error] = page.cssselect(".dash__errors li")
    assert "daily8.quay Reference abc123abc123 it broke: ValueError: no such <ship>" in words(error)
    assert concerns(page) == ["1 error was logged within a day."]


def test_of_too_many_errors_the_oldest_go(now, tmp_path):
    for number in range(700):
        kept_errors.keep(kept_errors.Kept(now + timedelta(seconds=number), "daily8", f"{number} " + "x" * 480, ""))

    assert [error.says.split()[0] for error in kept_errors.latest(2)] == ["699", "698"]
    assert (Path(tmp_path) / "last_errors.jsonl").stat().st_size < 250_000


@pytest.mark.parametrize("end", ["\u2028", "\x85", "\n"])
def test_an_error_with_ends_of_lines_in_it_is_one_line(now, end):
    kept_errors.keep(kept_errors.Kept(now, "daily8", f"it broke{end}here", ""))

    assert [error.says for error in kept_errors.latest(5)] == [f"it broke{end}here"]


def test_a_spoilt_line_hides_no_other(now, tmp_path):
    kept_errors.keep(kept_errors.Kept(now, "daily8", "it broke", "r1"))
    with (tmp_path / "last_errors.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"at": "yesterday"}\n[1]\nnothing\n')

    assert [error.reference for error in kept_errors.latest(5)] == ["r1"]


@pytest.mark.usefixtures("well", "worker")
def test_what_waits_for_moderators_is_what_their_queue_holds(admin, article, say, leila, omar, moderator, now):
    for state in State.values:
        comment = say(leila, f"The crane is {state}.", now=now)
        Comment.objects.filter(pk=comment.pk).update(state=state, reports_count=2)
    refused = say(omar, "You are all fools.", now=now)
    moderating.decide(refused, Deed.BAN, moderator, now, why=moderating.Why(Grounds.ABUSE, "An insult."))
    bans.appeal(bans.of(omar), "It is only a bird.", address="198.51.100.7", now=now)

    assert [line for line in concerns(look(admin)) if "moderator" in line] == [
        f"{Comment.objects.queue().count()} comments wait for a moderator.",
        "1 appeal against a ban waits for a moderator.",
    ]
    assert Comment.objects.queue().count() == 2


@pytest.mark.usefixtures("well", "worker")
def test_it_costs_as_many_queries_with_many_rows_as_with_few(
    admin, make_article, make_feed, publisher, now, django_assert_num_queries
):
    for number in range(30):
        make_article(published_at=now - timedelta(minutes=number))
        make_feed(
            publisher, url=f"https://daily.example/{number}", failures=1, error=f"the server answers {number}"
        )
    admin.get("/en/admin/")

    # Two for who asks, one for what was done last, twelve for how the site does; PostgreSQL is asked its size.
    with django_assert_num_queries(15 + (connection.vendor == "postgresql")):
        admin.get("/en/admin/")


def test_what_ai_cost_is_told_by_kind_model_and_day(admin, now):
    told = {"tokens_in": 1000, "tokens_out": 200, "outcome": Outcome.GOOD}
    for ability, provider, days, cost in [
        ("summary", "small", 0, "0.5"), ("summary", "large", 0, "2"), ("ask", "small", 1, "0.25"),
        ("opinion", "small", 1, "0"), ("ask", "small", 40, "9"),
    ]:  # fmt: skip
        Call.objects.create(ability=ability, provider=provider, at=now - timedelta(days=days), cost=cost, **told)

    page = html.document_fromstring(admin.get("/en/admin/ai/").content.decode())

    rows = [[words(cell) for cell in row.cssselect("th, td")] for row in page.cssselect(".dash tr")]
    assert rows[1:5] == [
        ["Summary", "2", "0", "2,400", "2.5000"],
        ["Ask", "1", "0", "1,200", "0.2500"],
        ["Opinions on comments", "1", "0", "1,200", "0.0000"],
        ["All", "4", "0", "4,800", "2.7500"],
    ]
    assert [row[0] for row in rows[6:8]] == ["large", "small"]
    assert len(page.cssselect(".dash__part")) == 4


def test_readers_are_not_told(client):
    assert client.get("/en/admin/ai/").status_code == 302
