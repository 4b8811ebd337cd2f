"""Accounts: one person each, whatever way the name is written."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import identify_hasher
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from daily8.accounts.hashers import MEMORY_KIB, Argon2id
from daily8.accounts.models import Standing, User
from tests.conftest import PASSWORD


def account(name: str, **fields) -> User:
    user = User(username=name, **fields)
    user.full_clean(exclude=["password"])
    user.save()
    return user


@pytest.mark.parametrize(
    "name", ["samia", "SAMIA", " Samia ", "samia@daily.example", "Samia@Daily.Example", "ｓａｍｉａ"]
)
def test_name_and_address_find_their_account_however_they_are_written(operator, name):
    assert authenticate(username=name, password=PASSWORD) == operator


@pytest.mark.parametrize(
    ("name", "password"),
    [("samia", "sails"), ("samia", ""), ("nobody", PASSWORD), ("", PASSWORD), ("@", PASSWORD)],
)
def test_nobody_else_is_let_in(operator, name, password):
    assert authenticate(username=name, password=password) is None


def test_an_account_without_an_address_is_not_found_by_an_empty_one(db):
    account("yara").set_password(PASSWORD)

    assert authenticate(username="", password=PASSWORD) is None
    assert not User.objects.called("@").exists()


@pytest.mark.parametrize("name", ["samia", "Samia", " SAMIA "])
def test_a_name_is_given_once(operator, name):
    with pytest.raises(ValidationError):
        account(name)


def test_an_address_is_given_once_and_none_to_anybody(operator):
    account("yara")
    account("lubna")

    with pytest.raises(ValidationError, match="There is an account with this e-mail address"):
        account("other", email="SAMIA@daily.example")
    with pytest.raises(IntegrityError):
        User.objects.create(username="other", email="samia@daily.example")


@pytest.mark.parametrize("name", ["", " ", "a b", "boss@daily.example", "a/b", "a\nb", "x" * 151, "<b>"])
def test_a_name_that_is_none_is_refused(db, name):
    with pytest.raises(ValidationError):
        account(name)


@pytest.mark.parametrize("name", ["ليلى", "zoë", "a.b-c_d+e", "李雷"])
def test_names_are_written_in_any_script(db, name):
    assert account(name).username == name


def test_passwords_are_kept_by_argon2id(operator, monkeypatch):
    monkeypatch.setattr(Argon2id, "memory_cost", MEMORY_KIB)
    operator.set_password(PASSWORD)

    assert operator.password.startswith("argon2$argon2id$")
    assert "m=47104,t=1,p=1" in operator.password
    assert not identify_hasher(operator.password).must_update(operator.password)


def test_an_operator_who_is_dismissed_keeps_the_account(operator):
    assert list(User.objects.operators()) == [operator]

    operator.dismiss()

    operator.refresh_from_db()
    assert not operator.is_operator
    assert operator.is_active
    assert not User.objects.operators().exists()
    assert authenticate(username="samia", password=PASSWORD) == operator


@pytest.mark.parametrize(
    ("standing", "trusted", "moderates"),
    [("reader", False, False), ("trusted", True, False), ("moderator", True, True)],
)
def test_a_standing_says_what_a_reader_may(db, standing, trusted, moderates):
    reader = account("yara", standing=standing)

    assert (reader.is_trusted, reader.is_moderator) == (trusted, moderates)


def test_a_new_account_is_a_readers(db):
    assert account("yara").standing == Standing.READER


def test_operators_moderate_whatever_their_standing(operator):
    assert operator.is_trusted
    assert operator.is_moderator


@pytest.mark.parametrize("standing", ["trusted", "moderator"])
def test_an_account_that_may_not_sign_in_is_trusted_with_nothing(db, standing):
    reader = account("yara", standing=standing, is_active=False)

    assert not reader.is_trusted
    assert not reader.is_moderator
