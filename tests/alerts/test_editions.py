"""Readers are told that their eight are ready, once, and not before their quiet hours end."""

from datetime import time, timedelta

import pytest

from daily8.alerts import delivering, of_editions
from daily8.alerts.models import Alert, Choice, Push
from daily8.editions import making
from daily8.editions.models import Edition
from daily8.pipeline import editing
from daily8.reading import muting
from daily8.work.models import Mail
from tests.alerts.conftest import add_device, confirmed
from tests.editions.conftest import *  # noqa: F403
from tests.editions.conftest import DAY, NOW, nothing_new
from tests.push_service import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _outbox(settings):
    settings.EMAIL_BACKEND = "daily8.work.mail.Outbox"


@pytest.fixture
def edition(ferry) -> Edition:
    made = making.make("en", DAY, NOW, nothing_new)
    editing.word(NOW)
    return made


def test_who_wants_it_is_told_once_with_its_headlines(edition, reader, chosen):
    chosen(edition=True)
    chosen(confirmed("omar"))
    chosen(confirmed("salma"), edition=True, language="ar")
    add_device(reader, Browser("https://push.example.org"))
    for minutes in (0, 1, 60):
        of_editions.tell(NOW + timedelta(minutes=minutes))
        delivering.deliver(NOW + timedelta(minutes=minutes))

    assert [alert.user for alert in Alert.objects.all()] == [reader]
    words = bytes(Push.objects.get().data).decode()
    assert "Your eight are ready" in words
    assert edition.entries.get().headline.title in words
    assert "/en/daily/2026-11-26" in words
    assert Mail.objects.count() == 1


def test_what_a_reader_muted_is_not_among_the_headlines(edition, reader, chosen):
    chosen(edition=True)
    headline = edition.entries.get().headline
    title = headline.title
    muting.mute(reader, muting.named("source", headline.publisher.domain), NOW)
    of_editions.tell(NOW)
    delivering.deliver(NOW)

    assert "Your eight are ready" in Mail.objects.get().subject
    assert title not in str(Mail.objects.get().__dict__)


def test_it_waits_for_the_words_and_for_the_end_of_quiet_hours(edition, chosen):
    chosen(edition=True, mail=False, quiet_from=time(22), quiet_until=time(7))
    edition.entries.update(worded_at=None)
    assert of_editions.tell(NOW) == 0

    edition.entries.update(worded_at=NOW)
    assert of_editions.tell(NOW) == 1
    delivering.deliver(NOW)
    assert Choice.objects.get().due_at == NOW.replace(hour=7, minute=0)


def test_an_old_edition_is_not_told(edition, chosen):
    chosen(edition=True)

    assert of_editions.tell(NOW + timedelta(hours=13)) == 0
