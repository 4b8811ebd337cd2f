"""A worker that is killed in the middle of a call."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from daily8.articles.models import Article
from daily8.assistant.models import Call, Outcome, Provider, Result, State
from tests.assistant.news import told, write
from tests.misbehaving import hangs
from tests.model_server import ModelServer, faithful, says

pytestmark = pytest.mark.django_db(transaction=True)

# A process of its own on the database of the test.
WRITE = """
import sys
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from tests.assistant.news import write
write()
"""


def test_receipts_add_up_after_a_kill_in_mid_call_and_the_next_worker_goes_on(
    crane: Article, small: Provider, server: ModelServer
) -> None:
    small.price_in = small.price_out = 1000
    small.deadline = 60
    small.save()
    server.will(hangs())
    told(crane)
    name = str(connection.settings_dict["NAME"])
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITE, name], env={**os.environ, "DAILY8_DATA": str(settings.DATA)}
    )
    try:
        until = time.monotonic() + 60
        while not server.calls and time.monotonic() < until:
            time.sleep(0.05)
    finally:
        writer.send_signal(signal.SIGKILL)
        writer.wait()
    begun = Call.objects.get()
    assert (begun.outcome, len(server.calls)) == (Outcome.OPEN, 1)
    assert begun.cost > 0
    # What the dead worker held is free when its lease is over.
    Result.objects.update(claimed_until=timezone.now())
    Call.objects.update(at=timezone.now() - timedelta(hours=2))
    server.will(says(faithful))
    write()
    assert Result.objects.get().state == State.WRITTEN
    assert Call.objects.count() == len(server.calls) == 2
    begun.refresh_from_db()
    assert begun.outcome == Outcome.LOST
    assert Call.objects.all().spent() == sum(call.cost for call in Call.objects.all())
