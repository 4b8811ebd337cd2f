"""Seeds of second locks are sealed with the site's key, and follow it when it is changed."""

import json
import logging

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from lxml import html

from daily8.accounts import second_locks
from tests.accounts.test_account_page import next_code, with_app
from tests.accounts.test_entering import sign_in, words

__all__ = ["with_app"]
OTHER_KEY = "another-key-of-the-site-" * 2


def kept() -> str:
    return json.dumps(list(Authenticator.objects.values_list("data", flat=True)))


def recovery_codes() -> list[str]:
    return RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()


def opens(code: str) -> bool:
    browser = Client()
    sign_in(browser)
    return browser.post("/en/account/2fa", {"code": code}).status_code == 302


def test_the_database_holds_no_seed(with_app):
    _client, secret = with_app

    assert secret not in kept()
    assert kept().count("sealed:") == 2
    assert len(set(recovery_codes())) == 10


def test_seeds_of_an_older_version_open_and_are_sealed_at_the_next_start(with_app):
    _client, secret = with_app
    codes = recovery_codes()
    for lock in Authenticator.objects.all():
        lock.data = {name: second_locks.opened(value) if name in ("secret", "seed") else value
                     for name, value in lock.data.items()}  # fmt: skip
        lock.save()
    assert secret in kept()
    assert opens(codes[0])

    assert second_locks.renew_seals() == 0

    assert secret not in kept()
    assert recovery_codes() == codes[1:]
    assert opens(next_code(secret))


def test_codes_of_an_old_kind_are_sealed_one_by_one(reader):
    Authenticator.objects.create(user=reader, type="recovery_codes", data={"migrated_codes": ["1111", "2222"]})

    assert second_locks.renew_seals() == 0

    assert "1111" not in kept()
    assert recovery_codes() == ["1111", "2222"]


def test_another_key_takes_the_locks_along_from_the_one_before(with_app, settings):
    _client, secret = with_app
    settings.SECRET_KEY, settings.SECRET_KEY_BEFORE = OTHER_KEY, settings.SECRET_KEY

    assert second_locks.renew_seals() == 0
    settings.SECRET_KEY_BEFORE = ""

    assert opens(next_code(secret))


def test_with_another_key_alone_no_code_is_right_and_nothing_is_lost(with_app, settings, caplog):
    _client, secret = with_app
    before, own = kept(), settings.SECRET_KEY
    settings.SECRET_KEY = OTHER_KEY

    assert second_locks.renew_seals() == 2
    with caplog.at_level(logging.ERROR):
        assert not opens(next_code(secret))

    assert "DAILY8_SECRET_KEY_BEFORE" in caplog.text
    assert kept() == before
    settings.SECRET_KEY = own
    assert opens(next_code(secret))


def test_new_recovery_codes_open_while_no_key_opens_the_app(with_app, settings):
    client, secret = with_app
    for lock in Authenticator.objects.filter(type="totp"):
        lock.data = {"secret": "sealed:by-another"}
        lock.save()
    # The lock that does not open is asked before the codes.
    assert [lock.type for lock in Authenticator.objects.order_by("pk")] == ["totp", "recovery_codes"]
    codes = recovery_codes()

    assert opens(codes[0])
    assert recovery_codes() == codes[1:]
    assert not opens(codes[0])
    assert not opens(next_code(secret))
    assert client.post("/en/account/2fa/again", {"code": codes[1]}).status_code == 302


@pytest.mark.parametrize("place", ["codes", "codes/file", "codes/new"])
def test_recovery_codes_that_cannot_be_read_are_made_anew(with_app, settings, place):
    client, _secret = with_app
    Authenticator.objects.filter(type="recovery_codes").update(data={"seed": "sealed:by-another", "used_mask": 0})

    asked = client.get(f"/en/account/2fa/{place}")
    assert "You get ten new codes" in words(asked)
    assert "Recovery codes 0 left" in words(client.get("/en/account"))
    (form,) = html.document_fromstring(asked.content.decode()).xpath("//form[contains(@class, 'account__form')]")
    client.post(form.get("action"))
    assert len(set(recovery_codes())) == 10
