"""Where the site wants it, nobody holds an office without a second lock."""

import pytest
from allauth.mfa.models import Authenticator

from daily8.accounts.models import Standing
from tests.accounts.test_entering import words

OFFICES = ("/en/admin/", "/en/admin/articles/article/", "/en/moderation")


@pytest.mark.parametrize("kind", ["totp", "webauthn"])
def test_an_operator_without_a_lock_is_led_to_the_account(admin, operator, settings, kind):
    settings.OFFICE_LOCK = True
    for place in OFFICES:
        assert admin.get(place)["Location"] == "/en/account"
    assert "Set up an app or a passkey first" in words(admin.get("/en/account"))

    Authenticator.objects.create(user=operator, type="recovery_codes", data={"seed": "x", "used_mask": 0})
    assert admin.get("/en/admin/").status_code == 302
    Authenticator.objects.create(user=operator, type=kind, data={"secret": "x"})

    assert [admin.get(place).status_code for place in OFFICES] == [200, 200, 200]


def test_nothing_is_done_by_a_form_either(admin, operator, settings):
    settings.OFFICE_LOCK = True

    answer = admin.post("/en/admin/accounts/user/", {"action": "x", "_selected_action": [operator.pk]})

    assert answer["Location"] == "/en/account"


def test_a_moderator_too_and_a_reader_not(reader, signed_in, settings):
    settings.OFFICE_LOCK = True
    assert signed_in.get("/en/account").status_code == 200
    assert signed_in.get("/en/moderation").status_code == 404
    reader.standing = Standing.MODERATOR
    reader.save()

    assert signed_in.get("/en/moderation")["Location"] == "/en/account"


def test_where_it_is_not_wanted_nothing_is_asked(admin):
    assert [admin.get(place).status_code for place in OFFICES] == [200, 200, 200]
