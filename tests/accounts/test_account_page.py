"""What a reader can do with an account."""

import json
import time
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from lxml import html

from daily8.accounts import keeping, spent_codes
from daily8.accounts.models import User
from daily8.work.models import Mail
from tests.accounts import other_data
from tests.accounts.test_entering import sign_in, words
from tests.conftest import PASSWORD

OTHER_PASSWORD = "ships-in-the-fog"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def a_while_ago(client) -> None:
    """Let the password have been typed an hour ago."""
    session = client.session
    for method in session["account_authentication_methods"]:
        method["at"] -= 3600
    session.save()


def code_now(secret: str) -> str:
    # The middle one of those that are good, so that none grows old between two lines.
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def next_code(secret: str) -> str:
    # Good already, for apps whose clock is ahead; the one of this moment switched the codes on.
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + 1))


@pytest.fixture
def with_app(signed_in, django_capture_on_commit_callbacks):
    """The browser of a reader who has switched on the codes of an app; and the key of the app."""
    signed_in.get("/en/account/2fa/app")
    secret = signed_in.session["mfa.totp.secret"]
    with django_capture_on_commit_callbacks(execute=True):
        response = signed_in.post("/en/account/2fa/app", {"code": code_now(secret)})
    assert response["Location"] == "/en/account/2fa/codes"
    return signed_in, secret


@pytest.mark.parametrize("place", ["", "/email", "/password", "/sessions", "/erase", "/2fa/app", "/passkey/new"])
def test_a_page_of_an_account_is_for_who_is_signed_in(db, client, place):
    response = client.get(f"/en/account{place}")

    assert response.status_code == 302
    assert response["Location"].startswith("/en/account/login?next=")


def test_who_is_led_to_sign_in_is_told_why_and_who_comes_by_himself_is_not(db, client):
    led = client.get(client.get("/en/account/sessions")["Location"]).content.decode()

    assert "The page that you asked for needs an account." in led
    assert "needs an account" not in client.get("/en/account/login").content.decode()


def test_the_account_asks_the_database_as_often_whatever_it_holds(signed_in, django_assert_num_queries):
    signed_in.get("/en/account")

    # Session, reader, ban; factors, address, pending address, sessions and whether each lives.
    with django_assert_num_queries(11):
        page = signed_in.get("/en/account")

    assert "yara@post.example" in words(page)


def test_a_changed_password_ends_the_sessions_elsewhere(reader, signed_in):
    other = Client()
    sign_in(other)

    response = signed_in.post("/en/account/password", {"oldpassword": PASSWORD, "password1": OTHER_PASSWORD})

    assert response["Location"] == "/en/account"
    assert "You are signed out everywhere else." in words(signed_in.get("/en/account"))
    assert other.get("/en/account").status_code == 302
    assert mail.outbox[-1].subject == "Your password was changed"
    assert sign_in(Client(), password=OTHER_PASSWORD)["Location"] == "/en/account"


def test_a_stolen_browser_does_not_guess_the_password(signed_in):
    answers = [
        signed_in.post("/en/account/password", {"oldpassword": "x", "password1": OTHER_PASSWORD}).status_code
        for _ in range(11)
    ]

    assert answers == [200] * 10 + [429]


def test_sessions_are_listed_and_ended_one_by_one(reader, signed_in):
    other = Client(headers={"user-agent": FIREFOX})
    sign_in(other)

    page = html.document_fromstring(signed_in.get("/en/account/sessions").content.decode())
    told = [" ".join(row.text_content().split()) for row in page.cssselect(".account__row")]
    assert "Firefox" in told[0]
    assert "Linux" in told[0]
    assert "This browser" in told[1]

    (key,) = page.xpath("//li//button/@value")
    signed_in.post("/en/account/sessions", {"end": key})
    assert other.get("/en/account").status_code == 302
    assert signed_in.get("/en/account").status_code == 200


def test_a_stolen_browser_ends_no_sessions(reader, signed_in):
    other = Client()
    sign_in(other)
    theirs = UserSession.objects.exclude(session_key=signed_in.session.session_key).get()
    a_while_ago(signed_in)

    assert signed_in.get("/en/account/sessions").status_code == 200
    for end in (theirs.pk, "others"):
        asked = signed_in.post("/en/account/sessions", {"end": end})
        assert asked["Location"].startswith("/en/account/again?next=")
    assert other.get("/en/account").status_code == 200


def test_nobody_ends_the_sessions_of_others(reader, signed_in, operator):
    other = Client()
    sign_in(other, "samia")
    theirs = UserSession.objects.get(user=operator)

    for end in (theirs.pk, "9" * 18):
        assert signed_in.post("/en/account/sessions", {"end": end}).status_code == 404
    for end in ("9" * 5000, "-1", "²", "x"):
        assert signed_in.post("/en/account/sessions", {"end": end}).status_code == 302
    assert other.get("/en/account").status_code == 200


def test_signing_out_everywhere_else_ends_sessions_of_the_admin_too(operator, client):
    desk, elsewhere = Client(), Client()
    sign_in(desk, "samia")
    sign_in(elsewhere, "samia")
    sign_in(client, "samia")

    client.post("/en/account/sessions", {"end": "others"})

    assert desk.get("/en/admin/").status_code == 302
    assert elsewhere.get("/en/account").status_code == 302
    assert client.get("/en/account").status_code == 200
    assert UserSession.objects.count() == 1


def test_an_address_is_changed_when_the_new_one_is_confirmed(reader, signed_in, link):
    signed_in.post("/en/account/email", {"email": "Yara@New.example", "action_add": ""})
    page = signed_in.get("/en/account")
    assert "yara@post.example \u2068yara@new.example\u2069 still has to be confirmed." in words(page)

    signed_in.post(link())

    reader.refresh_from_db()
    assert reader.email == "yara@new.example"
    assert [address.email for address in EmailAddress.objects.all()] == ["yara@new.example"]
    assert (mail.outbox[-1].subject, mail.outbox[-1].to) == (
        "Your e-mail address was changed",
        ["yara@post.example"],
    )


def test_an_address_of_another_account_is_taken_like_any_and_never_confirmed(reader, signed_in, operator, link):
    known = signed_in.post("/en/account/email", {"email": "samia@daily.example", "action_add": ""})
    assert known["Location"] == "/en/account/email"

    signed_in.post(link())

    reader.refresh_from_db()
    assert reader.email == "yara@post.example"


def test_an_address_that_somebody_only_typed_is_its_owners(reader, signed_in, link):
    Client().post(
        "/en/account/signup", {"email": "yara@new.example", "username": "thief", "password1": OTHER_PASSWORD}
    )
    signed_in.post("/en/account/email", {"email": "yara@new.example", "action_add": ""})

    signed_in.post(link())

    reader.refresh_from_db()
    assert reader.email == "yara@new.example"
    assert not User.objects.filter(username="thief").exists()


@pytest.mark.parametrize("place", ["erase", "2fa/app", "passkey/new"])
def test_what_matters_asks_once_more_who_it_is(signed_in, place):
    assert signed_in.get(f"/en/account/{place}").status_code == 200
    a_while_ago(signed_in)

    asked = signed_in.get(f"/en/account/{place}")

    assert asked["Location"] == f"/en/account/again?next=%2Fen%2Faccount%2F{place.replace('/', '%2F')}"
    assert "This is not your password." in words(signed_in.post(asked["Location"], {"password": "wrong"}))
    shown = signed_in.post(asked["Location"], {"password": PASSWORD})
    assert shown["Location"] == f"/en/account/{place}"
    assert signed_in.get(shown["Location"]).status_code == 200


def test_with_an_app_the_password_alone_opens_nothing(with_app):
    _client, secret = with_app
    other = Client()

    step = sign_in(other, next="/en/latest")
    assert step["Location"] == "/en/account/2fa"
    assert other.get("/en/account").status_code == 302
    assert "This code is wrong" in words(other.post("/en/account/2fa", {"code": "000000"}))
    into = other.post("/en/account/2fa", {"code": next_code(secret)})

    assert into["Location"] == "/en/latest"
    assert other.get("/en/account").status_code == 200


def test_neither_a_code_by_mail_nor_a_new_password_goes_round_the_app(with_app, letter, link):
    by_code, by_link = Client(), Client()
    by_code.post("/en/account/code", {"email": "yara@post.example"})
    asked = by_code.post("/en/account/code/confirm", {"code": letter().split("\n\n")[1]})
    by_link.post("/en/account/password/reset", {"email": "yara@post.example"})
    set_anew = by_link.post(by_link.get(link())["Location"], {"password1": OTHER_PASSWORD})

    assert [asked["Location"], set_anew["Location"]] == ["/en/account/2fa"] * 2
    assert [browser.get("/en/account").status_code for browser in (by_code, by_link)] == [302, 302]


def test_codes_of_an_app_are_not_guessed(with_app):
    other = Client()
    sign_in(other)

    answers = [other.post("/en/account/2fa", {"code": f"{number:06}"}).status_code for number in range(11)]

    # One was used to switch them on.
    assert answers == [200] * 9 + [429] * 2
    elsewhere = Client(headers={"x-forwarded-for": "198.51.100.7"})
    sign_in(elsewhere)
    assert elsewhere.post("/en/account/2fa", {"code": "000000"}).status_code == 429


def test_a_code_of_an_app_opens_once_whatever_process_sees_it(with_app):
    _client, secret = with_app
    code, entered = next_code(secret), []

    for _ in range(2):
        # Another process remembers nothing of what this one did.
        cache.clear()
        other = Client()
        sign_in(other)
        entered.append(other.post("/en/account/2fa", {"code": f"{code[:3]} {code[3:]}"}).status_code)

    assert entered == [302, 200]
    assert other.get("/en/account").status_code == 302


@pytest.mark.parametrize("digits", ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])
def test_a_code_is_typed_in_the_digits_of_ones_keyboard_and_opens_once_all_the_same(with_app, digits):
    _client, secret = with_app
    code, opened = next_code(secret), []
    for typed in (code.translate(str.maketrans("0123456789", digits)), code):
        other = Client()
        sign_in(other)
        opened.append(other.post("/en/account/2fa", {"code": typed}).status_code)

    assert opened == [302, 200]


def test_the_code_that_switched_an_app_on_is_used_up(with_app):
    _client, secret = with_app
    other = Client()
    sign_in(other)

    assert "This code is wrong" in words(other.post("/en/account/2fa", {"code": code_now(secret)}))


def test_a_code_is_spent_for_its_reader_alone(reader, operator):
    assert [spent_codes.spend(user, "123456") for user in (reader, reader, operator)] == [True, False, True]


def test_what_happens_to_the_locks_is_told_by_mail(with_app):
    (letter,) = mail.outbox
    assert letter.subject == "Codes from an app were switched on"
    assert "from 127.0.0.1" in letter.body
    assert letter.body.startswith("It happened to your account at daily8 on ")


def test_a_recovery_code_signs_in_once(with_app):
    client, _secret = with_app
    page = html.document_fromstring(client.get("/en/account/2fa/codes").content.decode())
    codes = [item.text for item in page.cssselect(".account__codes li")]
    assert len(set(codes)) == 10
    assert client.get("/en/account/2fa/codes/file").content.decode().split() == codes

    entered = []
    for _ in range(2):
        other = Client()
        sign_in(other)
        entered.append(other.post("/en/account/2fa", {"code": codes[0]}).status_code)

    assert entered == [302, 200]


def test_recovery_codes_are_shown_only_to_who_has_shown_a_password_lately(with_app):
    client, _secret = with_app
    a_while_ago(client)

    for place in ("codes", "codes/file", "codes/new"):
        asked = client.get(f"/en/account/2fa/{place}")
        assert asked["Location"].startswith("/en/account/again?next=")


def test_codes_of_an_app_are_switched_off_again(with_app):
    client, _secret = with_app

    response = client.post("/en/account/2fa/app/off")

    assert response["Location"] == "/en/account"
    assert not Authenticator.objects.exists()
    assert sign_in(Client())["Location"] == "/en/account"


def test_the_picture_for_the_app_is_dark_on_white_without_styles(signed_in):
    page = html.document_fromstring(signed_in.get("/ar/account/2fa/app").content.decode())

    (picture,) = page.cssselect("svg.account__code")
    assert picture.get("aria-label") == "رمز مربع لتطبيق المصادقة"
    assert [path.get("fill") for path in picture] == ["#fff", "#000"]
    assert not page.xpath("//@style")


def test_a_passkey_that_no_device_made_is_refused(signed_in):
    signed_in.get("/en/account/passkey/new")
    for credential in ("", "{}", "[]", "1", '{"id": "x"}', "nonsense"):
        response = signed_in.post("/en/account/passkey/new", {"credential": credential, "passwordless": "on"})
        assert response.status_code == 200

    assert not Authenticator.objects.exists()


def test_a_passkey_of_nobody_signs_nobody_in(reader, client):
    asked = client.get("/en/account/passkey", headers={"accept": "application/json"})
    assert asked.json()["request_options"]["publicKey"]["userVerification"] == "required"

    for credential in ("", "{}", "[]", '{"id": "x", "response": {"userHandle": "AQ"}}'):
        response = client.post("/en/account/passkey", {"credential": credential})
        assert response["Location"] == "/en/account/login"
    assert client.get("/en/account").status_code == 302


def test_everything_kept_of_a_reader_is_one_file_without_secrets(with_app, reader):
    client, secret = with_app

    response = client.post("/en/account/export")

    assert response["Content-Disposition"].startswith('attachment; filename="daily8-account-')
    kept = json.loads(response.content)
    assert kept["account"]["user_name"] == "yara"
    assert kept["addresses"] == [{"email": "yara@post.example", "verified": True, "primary": True}]
    assert [factor["kind"] for factor in kept["second_factors"]] == ["totp", "recovery_codes"]
    assert len(kept["sessions"]) == 1
    for hidden in (secret, reader.password, client.session.session_key):
        assert hidden not in response.content.decode()


def test_the_file_has_all_that_the_settings_name(reader, settings, monkeypatch):
    settings.READER_DATA = ["daily8.accounts.own", "tests.accounts.other_data"]

    assert keeping.export(reader)["other"] == ["of yara"]


def test_an_account_is_erased_at_once_with_all_that_hangs_on_it(reader, signed_in, settings):
    settings.READER_DATA = ["daily8.accounts.own", "tests.accounts.other_data"]
    elsewhere = Client()
    sign_in(elsewhere)

    wrong = signed_in.post("/en/account/erase", {"name": "someone"})
    assert "Nothing was erased." in words(wrong)
    erased = signed_in.post("/en/account/erase", {"name": " Yara "})

    assert "Your account is erased" in words(erased)
    assert not User.objects.exists()
    assert not EmailAddress.objects.exists()
    assert not Session.objects.exists()
    assert other_data.erased == ["yara"]
    for browser in (signed_in, elsewhere):
        assert browser.get("/en/account").status_code == 302
    assert sign_in(Client()).status_code == 200


def test_what_was_written_to_an_account_goes_with_it_and_nobody_elses_mail_does(reader, settings):
    settings.EMAIL_BACKEND = "daily8.work.mail.Outbox"
    for address in (reader.email, "other@reader.example"):
        mail.send_mail("Your code", "1234", None, [address])
    keeping.erase(reader)

    assert [one.recipients for one in Mail.objects.all()] == [["other@reader.example"]]


def test_what_cannot_be_erased_keeps_the_account(reader, settings, monkeypatch):
    settings.READER_DATA = ["tests.accounts.other_data", "daily8.accounts.own"]
    monkeypatch.setattr(other_data, "fails", True)

    with pytest.raises(RuntimeError):
        keeping.erase(reader)

    assert User.objects.filter(username="yara").exists()


def test_an_operator_is_not_erased_by_a_click(operator, client):
    sign_in(client, "samia")

    page = client.post("/en/account/erase", {"name": "samia"})

    assert "You run this site" in words(page)
    assert User.objects.filter(username="samia").exists()


def test_the_masthead_leads_readers_to_their_account_and_others_to_the_door(reader, client):
    def link(page):
        (found,) = [a for a in page.cssselect(".masthead__tools a") if "/account" in a.get("href")]
        return found.get("href"), " ".join(found.text_content().split())

    shared = client.get("/en/")
    assert link(html.document_fromstring(shared.content.decode())) == ("/en/account/login", "Sign in")
    assert "private" not in shared["Cache-Control"]

    sign_in(client)
    own = client.get("/en/")
    assert link(html.document_fromstring(own.content.decode())) == ("/en/account", "Your account: yara")
    assert "private" in own["Cache-Control"]


def test_accounts_that_were_used_do_not_lapse(reader, operator):
    User.objects.update(joined_at=timezone.now() - timedelta(days=30))

    assert not User.objects.lapsed(timezone.now()).exists()
