"""How often somebody may try to sign in."""

import contextlib
import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import RequestFactory

from daily8.accounts import limits
from daily8.accounts.door import Limit, TooOften, count
from daily8.accounts.limits import Attempt, TooManyAttempts
from daily8.accounts.models import Attempts
from tests.conftest import NOON

MINUTE = timedelta(minutes=1)


def tries(number: int, *, name: str = "samia", address: str = "198.51.100.7", now=NOON) -> int:
    """How many of so many attempts were let through."""
    through = 0
    for _ in range(number):
        try:
            Attempt(name, address).begin(now)
        except TooManyAttempts:
            continue
        through += 1
    return through


@pytest.mark.parametrize("name", ["samia", "nobody-of-this-name", "x" * 5000, "\x00", "ليلى"])
def test_a_name_from_one_address_may_be_tried_five_times(operator, name):
    assert tries(8, name=name) == 5


def test_a_refusal_says_when_to_come_back(db):
    tries(5)

    with pytest.raises(TooManyAttempts) as refusal:
        Attempt("samia", "198.51.100.7").begin(NOON + 3 * MINUTE)
    assert refusal.value.ends_at == NOON + limits.LASTING


def test_after_a_quarter_of_an_hour_counting_begins_anew(db):
    tries(8)

    assert tries(8, now=NOON + 14 * MINUTE) == 0
    assert tries(8, now=NOON + 15 * MINUTE) == 5


@pytest.mark.parametrize("other", ["SAMIA", " samia "])
def test_another_way_to_write_a_name_is_no_way_around(db, other):
    tries(5)

    assert tries(1, name=other) == 0


def test_one_address_may_try_twenty_times_whatever_the_names(db):
    assert sum(tries(4, name=f"name{number}") for number in range(8)) == 20


def test_one_name_may_be_tried_a_hundred_times_from_wherever(db):
    assert sum(tries(4, address=f"198.51.100.{number}") for number in range(40)) == 100


def test_whoever_else_signs_in_is_not_in_the_way(db):
    tries(8)

    assert tries(1, name="yara") == 1
    assert tries(1, address="203.0.113.9") == 1


def test_a_customer_with_a_whole_network_counts_as_one(db):
    tries(5, address="2001:db8:1:2::1")

    assert tries(1, address="2001:db8:1:2:ffff::9") == 0
    assert tries(1, address="2001:db8:1:3::1") == 1


def test_success_forgets_the_failures_before_it_and_does_not_count_itself(db):
    for _ in range(30):
        attempt = Attempt("samia", "198.51.100.7")
        attempt.begin(NOON)
        attempt.succeed()

    assert tries(8) == 5


def test_success_takes_nothing_back_from_a_count_that_began_anew_meanwhile(db):
    first, second = Attempt("samia", "198.51.100.7"), Attempt("noor", "198.51.100.7")
    first.begin(NOON)
    second.begin(NOON + 15 * MINUTE)

    first.succeed()
    second.succeed()

    assert not Attempts.objects.exclude(number=0).exists()


def test_a_new_password_lets_an_operator_in_whom_strangers_kept_out(operator):
    for number in range(30):
        tries(5, address=f"198.51.100.{number}")
        tries(5, address=f"198.51.100.{number}", name="samia@daily.example")
    assert tries(1, address="203.0.113.9") == 0

    limits.forget(operator)

    assert tries(1, address="203.0.113.9") == 1
    assert tries(1, address="203.0.113.9", name="samia@daily.example") == 1


def test_counts_that_are_over_are_not_kept(db):
    tries(3, name="yara", address="203.0.113.9")

    tries(1, now=NOON + timedelta(hours=1))

    assert Attempts.objects.count() == 3


def test_the_table_tells_nobody_who_tried(operator):
    tries(1)

    kept = " ".join(f"{row.key} {row}" for row in Attempts.objects.all())
    assert "samia" not in kept
    assert "198.51" not in kept


@pytest.mark.django_db(transaction=True)
def test_attempts_at_one_moment_gain_nothing():
    def one(_number: int) -> int:
        try:
            return tries(1)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as together:
        through = sum(together.map(one, range(24)))

    assert through == 5


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("198.51.100.7", "", "198.51.100.7"),
        ("198.51.100.7", "203.0.113.9", "198.51.100.7"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "203.0.113.9, 198.51.100.7, ::1", "198.51.100.7"),
        ("::1", " 2001:db8::7 ", "2001:db8::7"),
        ("127.0.0.1", "unknown", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9, <script>", "127.0.0.1"),
        ("", "203.0.113.9", ""),
    ],
)
def test_only_our_own_web_server_says_who_asks(rf, peer, forwarded, address):
    request = rf.get("/", headers={"x-forwarded-for": forwarded}, REMOTE_ADDR=peer)

    assert limits.client_address(request) == address


def test_that_somebody_does_something_too_often_is_logged_once(db, caplog):
    knocking = Limit("knocking", from_one_network=2, to_one=2, lasting=MINUTE)
    request = RequestFactory().post("/en/", REMOTE_ADDR="198.51.100.7")
    with caplog.at_level(logging.WARNING):
        for _ in range(5):
            with contextlib.suppress(TooOften):
                count(request, knocking, "yara@post.example")

    assert [record.getMessage() for record in caplog.records if record.name == "daily8.security"] == [
        "knocking too often from 198.51.100.0/24"
    ]
