"""The worker brings mail away, whatever the server does and whenever the worker ends."""

import asyncio
from datetime import UTC, datetime, time
from email import message_from_bytes

import pytest
from django.core.mail import send_mail

from daily8.engine.mail import Delayed, Letter, Refused
from daily8.pipeline import carrying
from daily8.pipeline.embedded import free_rows_of_the_dead, work
from daily8.pipeline.mailing import Mailing
from daily8.work.hours import Hours
from daily8.work.mail import QuietMessage
from daily8.work.models import Mail

pytestmark = pytest.mark.django_db(transaction=True)


class Bag:
    """A carrier that a test tells what to say of whom."""

    def __init__(self) -> None:
        self.carried: list[Letter] = []
        self.errors: dict[str, Exception] = {}

    def __enter__(self):
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def carry(self, letter: Letter) -> None:
        if error := self.errors.get(letter.recipients[0]):
            raise error
        self.carried.append(letter)


@pytest.fixture(autouse=True)
def _kept(settings, tmp_path):
    settings.EMAIL_BACKEND = "daily8.work.mail.Outbox"
    settings.DATA = tmp_path


@pytest.fixture
def bag() -> Bag:
    return Bag()


def write(*names: str) -> None:
    for name in names:
        send_mail("Hello", f"Dear {name}", None, [f"{name}@reader.example"])


def carry(bag: Bag) -> None:
    async def run() -> None:
        one = Mailing("worker", lambda: bag)
        await one.finish()
        one.stop()
        await one.run()

    asyncio.run(run())


def test_each_is_carried_once(bag):
    write(*"abcdefghijklmnopqrstuvwxyz")
    carry(bag)
    carry(bag)

    assert len({letter.token for letter in bag.carried}) == len(bag.carried) == 26
    assert not Mail.objects.filter(sent_at=None).exists()


def test_what_is_wrong_with_one_keeps_no_other(bag):
    bag.errors = {"a@reader.example": Refused("550 gone"), "b@reader.example": Delayed("451 later")}
    write("a", "b", "c")
    carry(bag)

    refused, delayed, sent = Mail.objects.order_by("pk")
    assert (refused.error, refused.due_at) == ("550 gone", None)
    assert delayed.error == "451 later"
    assert delayed.due_at is not None
    assert sent.sent_at is not None


def test_an_error_of_our_own_loses_nothing_and_is_tried_again(bag, monkeypatch, caplog):
    monkeypatch.setattr(carrying, "PAUSE_SECONDS", 0.01)
    bag.errors = {"a@reader.example": RuntimeError("broken")}
    write("a", "b")
    carry(bag)
    assert "messages could not be brought away" in caplog.text
    assert Mail.objects.filter(sent_at=None).count() == 2

    bag.errors = {}
    carry(bag)
    assert len(bag.carried) == 2


def test_a_worker_that_is_stopped_gives_back_what_it_has_not_carried(bag):
    write("a", "b", "c")

    async def stopped_at_once() -> None:
        one = Mailing("worker", lambda: bag)
        bag.carry = lambda letter: (bag.carried.append(letter), one.stop())
        await one.run()

    asyncio.run(stopped_at_once())

    assert len(bag.carried) == 1
    assert Mail.objects.filter(sent_at=None, claimed_by="").count() == 2


def test_what_a_killed_worker_held_is_free_at_once(settings):
    write("a")
    Mail.objects.update(claimed_by="gone")
    (settings.DATA / "workers").mkdir()
    (settings.DATA / "workers" / "gone.lock").write_text("4711")

    assert free_rows_of_the_dead() == 1
    assert Mail.objects.get().claimed_by == ""


def test_without_a_server_mail_lies_in_a_folder_of_the_data(settings):
    write("layla")
    work(until_idle=True)

    (kept,) = (settings.DATA / "mail").glob("*.eml")
    assert message_from_bytes(kept.read_bytes())["To"] == "layla@reader.example"


def test_what_is_not_to_arrive_at_night_waits_for_the_morning(bag, monkeypatch):
    night = datetime(2026, 11, 26, 23, 30, tzinfo=UTC)
    monkeypatch.setattr("daily8.work.clock.now", lambda: night)
    message = QuietMessage("Hello", "Dear a", None, ["a@reader.example"])
    message.quiet = str(Hours(time(22), time(7), "UTC"))
    message.send()
    carry(bag)

    assert bag.carried == []
    assert Mail.objects.get().due_at == night.replace(day=27, hour=7, minute=0)
    assert Mail.objects.get().failures == 0

    monkeypatch.setattr("daily8.work.clock.now", lambda: night.replace(day=27, hour=7, minute=0))
    carry(bag)
    assert len(bag.carried) == 1
