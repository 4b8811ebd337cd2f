"""Hooks in the admin."""

import pytest
from lxml import html

from daily8.hooks.models import Call, Hook
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
HOOKS = "/en/admin/hooks/hook/"
FORM = {"name": "wire", "url": "https://hooks.example/in", "events": ["story.published"], "active": "on"}


def words(response) -> str:
    return " ".join(html.document_fromstring(response.content.decode()).text_content().split())


def test_an_operator_makes_a_hook_and_sees_its_secret_once(admin):
    made = admin.post(f"{HOOKS}add/", FORM)

    hook = Hook.objects.get()
    assert hook.secret.startswith("whsec_")
    assert f"wire {hook.secret}" in words(made)
    assert "no-store" in made["Cache-Control"]
    assert hook.secret not in str(made.cookies)
    for page in (admin.get(HOOKS), admin.get(f"{HOOKS}{hook.pk}/change/")):
        assert page.status_code == 200
        assert hook.secret not in page.content.decode()


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"url": "http://127.0.0.2:9/"}, None),
        ({"url": "http://10.0.0.1/"}, "10.0.0.1 is not a public address"),
        ({"url": "ftp://hooks.example/"}, "only http and https are"),
        ({"url": "https://user:word@hooks.example/"}, "a user name or password is not called"),
        ({"events": []}, "This field is required."),
        ({"events": ["everything"]}, "Select a valid choice."),
        ({"languages": ["xx"]}, "Select a valid choice."),
    ],
)
def test_a_hook_has_an_address_that_may_be_called(admin, fields, complaint):
    response = admin.post(f"{HOOKS}add/", FORM | fields)

    assert Hook.objects.exists() is (complaint is None)
    assert complaint is None or complaint in words(response)


def test_a_site_without_an_address_has_no_hooks(admin, settings):
    settings.SITE_URL = ""
    assert "Set DAILY8_SITE_URL first" in words(admin.post(f"{HOOKS}add/", FORM))


def test_a_hook_is_tried_and_gets_another_secret(admin, make_hook):
    hook = make_hook()
    admin.post(HOOKS, {"action": "try_out", "_selected_action": [hook.pk]})
    assert Call.objects.get().kind == "trial"

    told = admin.post(HOOKS, {"action": "renew_secret", "_selected_action": [hook.pk]})

    assert Hook.objects.get().secret != hook.secret
    assert Hook.objects.get().secret in words(told)
    assert "no-store" in told["Cache-Control"]
    assert Hook.objects.get().secret not in str(told.cookies)


def test_a_hook_that_is_switched_on_again_has_another_chance(admin, make_hook):
    hook = make_hook(active=False, off_because="it answers 410", failures=9, failing_since=NOON)

    admin.post(f"{HOOKS}{hook.pk}/change/", FORM | {"name": "wire"})

    hook.refresh_from_db()
    assert (hook.active, hook.off_because, hook.failures, hook.failing_since) == (True, "", 0, None)


def test_calls_are_looked_at_and_not_written(admin, make_hook):
    hook = make_hook()
    call = Call.objects.create(
        hook=hook, kind="trial", event="trial:1", token="a" * 32, written_at=NOON, due_at=NOON
    )
    assert "Waiting" in words(admin.get("/en/admin/hooks/call/"))
    page = words(admin.get(f"/en/admin/hooks/call/{call.pk}/change/"))
    assert f"number of the call {call.token}" in page.lower()
    assert admin.get("/en/admin/hooks/call/add/").status_code == 403


def test_calls_are_found_by_what_became_of_them(admin, make_hook):
    Call.objects.create(hook=make_hook(), kind="trial", event="trial:1", token="a" * 32, written_at=NOON)

    found = words(admin.get("/en/admin/hooks/call/"))

    assert "Given up" in found
    assert "Dropped" not in found
    for state, number in (("waiting", 0), ("sent", 0), ("given_up", 1), ("dropped", 1)):
        page = admin.get(f"/en/admin/hooks/call/?state={state}")
        assert page.context["cl"].queryset.count() == number
