"""Who came in and who was turned away stands in the log, and nothing that was typed."""

import json
import logging
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from daily8.accounts import security_log, turned_away
from daily8.config import logs
from tests.accounts.test_account_page import next_code, with_app
from tests.accounts.test_entering import sign_in
from tests.conftest import PASSWORD

__all__ = ["with_app"]


@pytest.fixture
def lines(caplog):
    """The lines of the log of security so far."""
    caplog.set_level(logging.INFO, "daily8.security")
    return lambda: [record.getMessage() for record in caplog.records if record.name == "daily8.security"]


def test_a_second_lock_is_noted_when_it_fails_and_when_it_opens(with_app, reader, lines):
    _client, secret = with_app
    other = Client(headers={"x-forwarded-for": "2001:db8:1:2:3::4"})
    sign_in(other)
    other.post("/en/account/2fa", {"code": "000000"})
    other.post("/en/account/2fa", {"credential": "{}"})
    other.post("/en/account/2fa", {"code": next_code(secret)})

    assert f"second lock failed for account {reader.pk} from 2001:db8:1::/48" in lines()
    assert lines()[-1] == f"account {reader.pk} signed in by password, totp from 2001:db8:1::/48"
    assert not any("000000" in line or PASSWORD in line or reader.username in line for line in lines())


@pytest.mark.parametrize(
    ("path", "status"),
    [("/en/admin/login/", 404), ("/en/moderation", 404), ("/en/admin/articles/article/add/", 404)],
)
def test_who_looks_for_an_office_that_is_not_theirs_is_noted(reader, signed_in, lines, path, status):
    answer = signed_in.get(path, follow=True)

    assert answer.status_code == status
    told = [line for line in lines() if line.startswith("refused")]
    assert len(told) == 1
    assert told[0].startswith("refused (404) GET /en/")
    assert told[0].endswith(f"to account {reader.pk} from 127.0.0.0/24")


def test_who_closes_discussions_without_the_office_is_noted(reader, signed_in, lines, make_article):
    answer = signed_in.post(f"/en/article/{make_article().key}/comments/close", {"closed": "1"})

    assert answer.status_code == 404
    assert sum(line.startswith("refused (404) POST /en/article/") for line in lines()) == 1


def test_a_right_that_is_refused_and_a_token_that_is_none_are_noted(db, admin, operator, lines, client):
    admin.get("/en/admin/hooks/call/add/")
    client.get("/api/v1/me", headers={"authorization": "Bearer d8_guessed"})

    assert [line for line in lines() if line.startswith("refused")] == [
        f"refused (403) GET /en/admin/hooks/call/add/ to account {operator.pk} from 127.0.0.0/24",
        "refused (401) GET /api/v1/me to nobody who is signed in from 127.0.0.0/24",
    ]
    assert not any("guessed" in line for line in lines())


def test_whoever_goes_on_does_not_fill_the_log(db, client, lines):
    for number in range(20):
        client.get(f"/api/v1/me?{number}", headers={"authorization": "Bearer d8_guessed"})
    client.get("/api/v1/me", headers={"authorization": "Bearer d8_x", "x-forwarded-for": "198.51.100.7"})

    assert len([line for line in lines() if line.startswith("refused (401)")]) == 2


def test_no_path_writes_a_line_of_its_own(db, rf, lines):
    request = rf.get("/api/" + "%0A2026 ERROR%1B[31m%E2%80%AE" + "x" * 500)
    turned_away.Refusals(lambda _: HttpResponse(status=403))(request)

    (line,) = lines()
    assert r"/api/\n2026 ERROR\x1b[31m\u202exxx" in line
    assert len(line) < 400
    assert "\n" not in line


def test_it_is_written_whatever_the_level_of_the_rest():
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    try:
        logs.set_up("ERROR")
        assert security_log.logger.isEnabledFor(logging.INFO)
        assert not logging.getLogger("daily8.accounts").isEnabledFor(logging.WARNING)
    finally:
        logs.set_up(logging.getLevelName(level))
        root.handlers[:] = handlers


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/48"),
        ("", "an unknown network"),
        ("nonsense\n", "an unknown network"),
    ],
)
def test_an_address_is_shortened(address, network):
    assert security_log.shortened(address) == network


def test_lines_have_the_time_in_utc_whatever_the_machine_says():
    program = (
        "import logging, time; from daily8.config import logs; logs.set_up('ERROR');"
        "logging.getLogger('daily8.security').info('account 1 signed in')"
    )
    environment = os.environ | {"TZ": "Asia/Tokyo"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )

    line = json.loads(done.stderr)
    moment = datetime.fromisoformat(line["timestamp"])
    assert (line["event"], moment.utcoffset()) == ("account 1 signed in", timedelta(0))
    assert abs(datetime.now(UTC) - moment) < timedelta(minutes=5)
