"""What servers send back of letters that they took is understood, and nothing else is believed."""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daily8.engine.mail.reports import MOST_BYTES, Report, read
from tests.engine.mail.reported import report

NOBODY = "550 5.1.1 <layla@reader.example>: Recipient address rejected: User unknown in virtual mailbox table"


@pytest.mark.parametrize(
    ("status", "diagnosis", "expected"),
    [
        ("5.1.1", f"smtp; {NOBODY}", Report("eight-1a", NOBODY, nobody=True)),
        ("5.1.1", "smtp;550-5.1.1 The account does\n not exist.", Report("eight-1a", "550-5.1.1 The account does not exist.", nobody=True)),  # noqa: E501
        ("5.0.0", "smtp; 550 No such user", Report("eight-1a", "550 No such user", nobody=True)),
        ("5.1.10", "", Report("eight-1a", "5.1.10", nobody=True)),
        ("5.2.2", "smtp; 552 5.2.2 Mailbox full", Report("eight-1a", "552 5.2.2 Mailbox full", nobody=False)),
        ("5.7.1", "smtp; 550 5.7.1 Listed as spam", Report("eight-1a", "550 5.7.1 Listed as spam", nobody=False)),
        ("5.4.4", "X-Postfix; Host not found", Report("eight-1a", "5.4.4 Host not found", nobody=False)),
        ("", "", Report("eight-1a", "", nobody=False)),
    ],
)  # fmt: skip
def test_why_a_letter_came_back_is_understood(status, diagnosis, expected):
    assert read(report("eight-1a", status=status, diagnosis=diagnosis)) == expected
    assert read(report("eight-1a", status=status, diagnosis=diagnosis, whole=False)) == expected


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded", ""])
def test_what_is_only_late_or_arrived_did_not_come_back(action):
    assert read(report("eight-1a", action=action)) is None


def test_other_mail_says_nothing():
    holiday = EmailMessage()
    holiday["Message-ID"], holiday["Subject"] = "<eight-1a@news.example>", "I am on holiday"
    holiday.set_content("Action: failed\nStatus: 5.1.1\n\nMessage-ID: <eight-1a@news.example>")

    assert read(bytes(holiday)) is None
    assert read(b"") is None
    assert read(report("")) is None, "nothing in it tells which letter came back"
    assert read(report("eight-1a") + b" " * MOST_BYTES) is None


def test_the_report_s_own_id_is_none_of_a_letter():
    """Its writer chooses it; that of the letter stands in what comes back of it."""
    told = report("eight-1a").replace(b"Message-ID: <report@mx.example>", b"Message-ID: <eight-other@mx.example>")

    assert read(told).token == "eight-1a"


@given(st.binary(max_size=400), st.integers(0, 900))
def test_a_report_that_is_broken_anywhere_stops_nothing(noise, place):
    whole = report("eight-1a")

    assert read(noise) is None
    broken = read(whole[:place] + noise + whole[place:])
    assert broken is None or isinstance(broken, Report)


def test_reports_within_reports_are_not_followed_for_ever():
    nested = b"".join(
        b"Content-Type: multipart/report; boundary=%d\r\n\r\n--%d\r\n" % (each, each) for each in range(3000)
    )

    assert read(nested) is None
