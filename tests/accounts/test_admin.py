"""Accounts in the admin."""

import pytest
from django.contrib.admin.models import LogEntry
from lxml import html

from daily8.accounts.models import Standing, User

ACCOUNTS = "/en/admin/accounts/user/"


@pytest.fixture
def reader(db) -> User:
    return User.objects.create(username="yara", email="yara@post.example")


def test_an_operator_makes_a_reader_a_moderator(admin, reader):
    admin.post(f"{ACCOUNTS}{reader.pk}/change/", {"standing": "moderator", "is_active": "on", "username": "other"})

    reader.refresh_from_db()
    assert reader.standing == Standing.MODERATOR
    assert reader.username == "yara"
    assert LogEntry.objects.get().object_id == str(reader.pk)


def test_accounts_are_found_by_name_and_address(admin, reader, operator):
    for words, names in [("yara", ["yara"]), ("daily.example", ["samia"]), ("", ["yara", "samia"])]:
        page = html.document_fromstring(admin.get(ACCOUNTS, {"q": words}).content.decode())
        assert [link.text for link in page.cssselect(".field-username a")] in (names, names[::-1])


@pytest.mark.parametrize("address", ["add/", "1/delete/"])
def test_nobody_makes_or_deletes_accounts_of_others_there(admin, operator, address):
    assert admin.get(f"{ACCOUNTS}{address}").status_code == 403


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_form_names_the_standings_in_the_operators_language(admin, reader, language):
    page = html.document_fromstring(
        admin.get(f"/{language}/admin/accounts/user/{reader.pk}/change/").content.decode()
    )

    words = {"en": ["reader", "trusted", "moderator"], "ar": ["قارئ", "موثوق", "مشرف على التعليقات"]}
    assert [option.text for option in page.cssselect("[name=standing] option")] == words[language]
