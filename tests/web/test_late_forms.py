"""A form that is sent after another sign-in, or none, loses nothing that was typed, and says why in words."""

import pytest
from django.test import Client
from lxml import html

from daily8.comments.models import Comment, Word
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
HERE = {"Origin": "http://testserver"}


@pytest.fixture
def strict() -> Client:
    """A browser whose forms are checked."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def reply(say, omar) -> str:
    return f"/en/comment/{say(omar, 'The crane is back.').pk}/reply"


def token(page) -> str:
    return str(page.context["csrf_token"])


@pytest.mark.parametrize(
    ("language", "words"), [("en", "This form had expired"), ("ar", "انتهت صلاحية هذا النموذج")]
)
def test_what_was_typed_before_another_sign_in_is_shown_in_the_language_of_the_page(
    strict, leila, reply, language, words
):
    strict.force_login(leila)
    strict.get(reply)
    typed = {"csrfmiddlewaretoken": "x" * 64, "words": "Where <b>is</b> it?"}

    refused = strict.post(reply.replace("/en/", f"/{language}/"), typed, headers=HERE)

    said = refused.content.decode()
    assert (refused.status_code, refused["Cache-Control"]) == (403, "no-store, private")
    assert words in said
    assert "Where &lt;b&gt;is&lt;/b&gt; it?</textarea>" in said
    assert "style=" not in said
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_what_another_site_sends_is_refused_and_not_repeated(strict, leila, reply, origin):
    strict.force_login(leila)
    strict.get(reply)

    refused = strict.post(reply, {"words": "Call this number."}, headers={"Origin": origin} if origin else {})

    assert refused.status_code == 403
    assert "Call this number." not in refused.content.decode()
    assert "let your browser keep the cookies" in refused.content.decode()


def test_the_way_back_leads_to_no_other_site(strict, reply):
    for page, way in (
        ("http://testserver/en/latest", "http://testserver/en/latest"),
        ("https://evil.example/", "/en/"),
    ):
        refused = strict.post(reply, {"words": "x"}, headers=HERE | {"Referer": page})

        assert f'class="button" href="{way}"' in refused.content.decode()


@pytest.mark.parametrize("place", ["reply", "comments"])
def test_who_is_signed_out_meanwhile_keeps_the_words_and_is_led_in(strict, leila, reply, article, place):
    path = reply if place == "reply" else f"/en/article/{article.key}/comments"
    strict.force_login(leila)
    page = strict.get(path)
    typed = {"csrfmiddlewaretoken": token(page), "token": page.context["token"], "words": "Where is it?"}
    del strict.cookies["sessionid"]

    refused = strict.post(path, typed, headers=HERE)

    said = refused.content.decode()
    assert refused.status_code == 403
    assert "You are signed out" in said
    assert "Where is it?</textarea>" in said
    assert f'href="/en/account/login?next={path}"' in said
    assert strict.post(path, typed | {"words": ""}, headers=HERE)["Location"].startswith("/en/account/login?next=")


@pytest.mark.parametrize("signed_in", [True, False])
def test_a_moderator_s_lists_of_words_come_back(strict, moderator, signed_in):
    strict.force_login(moderator)
    page = strict.get("/en/moderation/words")
    sent = {
        "csrfmiddlewaretoken": "x" * 64 if signed_in else token(page),
        "banned": "idiot\nfool",
        "suspect": "shill",
    }
    if not signed_in:
        del strict.cookies["sessionid"]

    refused = strict.post("/en/moderation/words", sent, headers=HERE)

    shown = html.document_fromstring(refused.content.decode())
    assert refused.status_code == 403
    assert [area.text_content().strip() for area in shown.cssselect("textarea")] == ["idiot\nfool", "shill"]
    assert [label.text_content()[:7] for label in shown.cssselect("label[for^=typed]")] == ["Banned:", "Suspect"]
    assert not Word.objects.exists()


def test_who_presses_sign_in_twice_is_in(strict, leila):
    leila.set_password(PASSWORD)
    leila.save()
    leila.emailaddress_set.create(email=leila.email, verified=True, primary=True)
    page = strict.get("/en/account/login?next=/en/latest")
    typed = {"csrfmiddlewaretoken": token(page), "login": "leila", "password": PASSWORD, "next": "/en/latest"}

    assert strict.post("/en/account/login", typed, headers=HERE)["Location"] == "/en/latest"
    again = strict.post("/en/account/login", typed, headers=HERE)
    assert again["Location"] == "/en/account/login?next=%2Fen%2Flatest"
    assert strict.get(again["Location"])["Location"] == "/en/latest"

    led = strict.post("/en/account/login", typed | {"next": "https://evil.example"}, headers=HERE)
    assert strict.get(led["Location"])["Location"] == "/en/account"


def test_who_may_not_do_something_reads_that_and_nothing_of_a_form(client, leila):
    leila.is_staff = True
    leila.save()
    client.force_login(leila)

    for language, words in (("en", "Your account may not do this"), ("ar", "لا يُسمح لحسابك بهذا")):
        refused = client.get(f"/{language}/admin/sources/publisher/")

        assert refused.status_code == 403
        assert words in refused.content.decode()
        assert "form had expired" not in refused.content.decode()
        assert 'href=""' not in refused.content.decode()
