"""`daily8 operator`: who may enter the admin."""

import math
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner, Result
from django.contrib.auth import authenticate
from django.core import mail
from django.test import Client

from daily8.accounts.limits import Attempt, TooManyAttempts
from daily8.accounts.models import User
from daily8.commands import up
from daily8.commands.operator import operator as command
from daily8.commands.words import program
from tests.commands.conftest import ROOT, environment
from tests.conftest import NOON, PASSWORD


@pytest.fixture
def run(db: None) -> Callable[..., Result]:
    """Run `daily8 operator` in this process, on the test's database."""
    return lambda *arguments: CliRunner().invoke(command, list(arguments))


def made_password(done: Result) -> str:
    (password,) = re.findall(r"^Password: (\S+)$", done.output, re.M)
    return password


def test_an_operator_is_made_with_a_password_that_is_shown_once(run):
    done = run("add", "Samia", "--email", "Samia@Daily.Example")

    assert done.exit_code == 0, done.output
    assert "Samia may enter the admin, at /admin/ of the site." in done.output
    password = made_password(done)
    assert len(password) >= 20
    assert authenticate(username="samia@daily.example", password=password).is_operator
    assert password not in User.objects.get().password


def test_a_made_password_has_128_secure_bits(run):
    letters = made_password(run("add", "samia")).replace("-", "")

    # 31 letters that nobody takes for another.
    assert len(letters) * math.log2(31) >= 128


def test_made_passwords_differ(run):
    assert made_password(run("add", "samia")) != made_password(run("add", "yara"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("a b",), "Write letters, digits"),
        (("",), "This field cannot be blank."),
        (("x" * 200,), "at most 150 characters"),
        (("yara", "--email", "nowhere"), "Enter a valid email address."),
        (("yara", "--email", "samia@daily.example"), "There is an account with this e-mail address."),
        (("samia",), "samia: an operator already; `daily8 operator password samia`"),
        (("samia@daily.example",), "samia: an operator already"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(run, operator, arguments, words):
    done = run("add", *arguments)

    assert done.exit_code == 1
    assert words in done.output
    assert len(done.output.strip().splitlines()) == 1
    assert User.objects.count() == 1


def test_a_readers_account_becomes_an_operators_and_keeps_its_password(run):
    reader = User(username="yara")
    reader.set_password(PASSWORD)
    reader.save()

    done = run("add", "yara")

    assert done.output == "yara may enter the admin, at /admin/ of the site.\n"
    assert authenticate(username="yara", password=PASSWORD).is_operator


def test_a_new_password_replaces_the_old_one_ends_sessions_and_ends_waiting(run, operator, admin: Client):
    assert admin.get("/en/admin/").status_code == 200
    for number in range(100):
        Attempt("samia", f"198.51.100.{number}").begin(NOON)
    with pytest.raises(TooManyAttempts):
        Attempt("samia", "203.0.113.9").begin(NOON)

    done = run("password", "samia@daily.example")

    assert done.output.endswith("samia has a new password.\n")
    assert authenticate(username="samia", password=PASSWORD) is None
    assert authenticate(username="samia", password=made_password(done)) == operator
    assert admin.get("/en/admin/").status_code == 302
    Attempt("samia", "203.0.113.9").begin(NOON)


def test_operators_are_listed(run, operator):
    User(username="reader").save()
    run("add", "yara")

    assert run("list").output == "samia  samia@daily.example  never signed in\nyara  never signed in\n"


def test_the_list_tells_who_signed_in_last(run, operator):
    operator.last_login = NOON
    operator.save()

    assert run("list").output == "samia  samia@daily.example  last signed in 2026-11-25 12:00\n"


def test_without_operators_the_list_says_how_to_make_one(run):
    assert run("list").output == "No operators yet: `daily8 operator add NAME` makes one.\n"


def test_an_operator_is_removed_and_the_last_one_with_a_word(run, operator, admin: Client):
    run("add", "yara")

    assert run("remove", "samia").output == "samia may not enter the admin any more.\n"
    assert admin.get("/en/admin/").status_code == 302
    assert "No operator is left: `daily8 operator add NAME` makes one." in run("remove", "yara").output
    assert User.objects.count() == 2


@pytest.mark.parametrize("action", ["remove", "password"])
def test_an_unknown_name_is_refused_with_the_way_out(run, action):
    User(username="reader").save()

    for name in ("nobody", "reader"):
        done = run(action, name)
        assert done.exit_code == 1
        assert done.output == f"Error: {name}: no such operator; `daily8 operator list` shows who there is\n"


def on_a_terminal(tmp_path, *arguments: str, typed: str) -> tuple[int, str]:
    """Run `daily8` on a terminal of its own; return how it ended and what was to be seen there."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "daily8", *arguments],
        cwd=ROOT,
        env=environment(tmp_path / "data"),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    seen = b""
    answers = iter(typed.splitlines(keepends=True))
    try:
        while part := os.read(ours, 4096):
            seen += part
            if part.rstrip(b"\r\n").endswith(b": "):
                os.write(ours, next(answers).encode())
    except OSError:
        # That is how a terminal ends on Linux.
        pass
    os.close(ours)
    return process.wait(60), seen.decode()


def test_on_a_terminal_the_password_is_asked_for_twice_and_not_shown(tmp_path, daily8):
    refused, reasons = on_a_terminal(tmp_path, "operator", "add", "samia", typed="12345\n12345\n")
    code, seen = on_a_terminal(tmp_path, "operator", "add", "samia", typed=f"{PASSWORD}\n{PASSWORD}\n")

    assert refused == 1
    assert "too short" in reasons
    assert "too common" in reasons
    assert code == 0, seen
    assert "The same again" in seen
    assert PASSWORD not in seen
    assert daily8("operator", "list").stdout == "samia  never signed in\n"


class NoParts:
    """Stands in for the processes of a site."""

    def start(self) -> None: ...

    def watch(self) -> None: ...


@pytest.fixture
def start_site(db: None, monkeypatch) -> Callable[..., str]:
    """Start the site without its processes; return what it says."""
    monkeypatch.setattr(up, "Parts", NoParts)
    monkeypatch.setattr(up, "prepare", lambda: None)
    monkeypatch.setattr(up.listening, "refuse_used_port", lambda: None)
    return lambda *options: CliRunner().invoke(up.up, options).output


def test_the_first_start_says_in_one_line_how_to_make_an_operator(start_site):
    said = [line for line in start_site().splitlines() if "operator" in line]

    assert said == [f"`{program()} operator add NAME` makes an operator, who runs the site at /admin/."]
    assert "operator" not in start_site()


def test_the_demo_says_in_which_folder_its_operator_is_made(start_site, settings, monkeypatch):
    monkeypatch.setattr(up.processes, "end_with_parent", lambda: None)
    monkeypatch.setattr(up.demo, "load", lambda now, *, address: None)

    said = start_site("--sources", "demo")

    assert f"`DAILY8_DATA={settings.DATA} {program()} operator add NAME` makes an operator of the demo" in said


def test_where_there_is_an_operator_the_first_start_says_nothing_of_it(start_site, operator):
    assert "operator" not in start_site()


def test_lost_locks_are_taken_off_and_their_reader_is_told(run, operator, client):
    Authenticator.objects.create(user=operator, type="totp", data={"secret": "sealed:by-a-lost-key"})
    client.force_login(operator)
    assert client.get("/en/admin/").status_code == 200

    done = run("unlock", "Samia@daily.example")

    assert done.output == "samia signs in without a second lock now, and is signed out everywhere.\n"
    assert not Authenticator.objects.exists()
    assert client.get("/en/admin/").status_code == 302
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["samia@daily.example"], "Your second locks were taken off")
    assert "has taken the second locks off your account samia" in letter.body


def test_sessions_of_one_and_of_all_are_ended(run, operator, client):
    yara = User.objects.create(username="yara")
    others = Client()
    for browser, user in ((client, operator), (others, yara)):
        browser.force_login(user)

    assert run("sign-out", "yara").output == "yara is signed out everywhere.\n"
    assert [browser.get("/en/account").status_code for browser in (client, others)] == [200, 302]
    assert run("sign-out", "--all").output.startswith("Everybody is signed out: ")
    assert client.get("/en/account").status_code == 302


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("unlock", "nobody"), "nobody: no such account; write its name"),
        (("unlock", "samia"), "samia: it has no second lock; `daily8 operator sign-out samia` ends sessions"),
        (("sign-out", "nobody"), "nobody: no such account"),
        (("sign-out",), "name an account, or write --all"),
        (("sign-out", "samia", "--all"), "name an account, or write --all"),
    ],
)
def test_what_cannot_be_ended_is_told_with_the_way_out(run, operator, arguments, words):
    done = run(*arguments)

    assert done.exit_code != 0
    assert words in done.output
