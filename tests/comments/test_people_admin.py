"""Accounts in the admin: who is banned, and banning from there."""

import pytest
from allauth.mfa.models import Authenticator
from lxml import html

from daily8.accounts.models import Standing
from daily8.comments import bans, moderating
from daily8.comments.models import Act, Ban, Deed, State
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
PEOPLE = "/en/admin/accounts/user/"


def change(admin, reader, **typed):
    typed = {"standing": reader.standing, "is_active": "on", **typed}
    return admin.post(f"{PEOPLE}{reader.pk}/change/", typed, follow=True)


def errors(answer) -> str:
    return html.document_fromstring(answer.content.decode()).text_content()


def checked(row, column: str) -> bool:
    return "check" in html.tostring(row.cssselect(f".field-{column}")[0]).decode()


def test_a_reader_is_banned_with_a_reason_and_what_waits_is_refused(admin, say, leila, settings):
    shown = say(leila, "The crane is back.")
    settings.COMMENTS = "all"
    waits = say(leila, "Buy cranes at cranes dot example.")

    change(admin, leila, ban_grounds="spam", ban_words="Cranes again")

    assert bans.because(leila) == "Advertising: Cranes again"
    page = html.document_fromstring(admin.get(f"{PEOPLE}{leila.pk}/change/").content.decode())
    assert "Advertising: Cranes again" in page.text_content()
    waits.refresh_from_db()
    shown.refresh_from_db()
    assert (waits.state, shown.state) == (State.SPAM, State.PUBLISHED)
    assert Act.objects.get().name == "samia"


def test_a_ban_from_there_can_be_taken_back_as_any_other(admin, say, leila, moderator, settings):
    settings.COMMENTS = "all"
    waits = say(leila, "Buy cranes at cranes dot example.")
    waits.refresh_from_db()
    before = waits.state
    change(admin, leila, ban_grounds="abuse")

    moderating.undo(Act.objects.get(deed=Deed.BAN), moderator, NOON)

    waits.refresh_from_db()
    assert not Ban.objects.exists()
    assert waits.state == before


def test_a_ban_is_lifted_there(admin, leila, moderator):
    moderating.ban(leila, moderator, NOON, why=moderating.why("abuse", ""))

    change(admin, leila, let_in="on")

    assert bans.of(leila) is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"ban_grounds": "other"}, "Say why"),
        ({"ban_words": "Cranes again"}, "Choose a reason."),
        ({"ban_grounds": "nothing"}, "Select a valid choice"),
    ],
)
def test_a_ban_without_a_reason_is_refused(admin, leila, typed, said):
    assert said in errors(change(admin, leila, **typed))
    assert not Ban.objects.exists()


def test_moderators_are_not_banned(admin, moderator):
    assert "Moderators are not banned." in errors(change(admin, moderator, ban_grounds="abuse"))
    assert not Ban.objects.exists()


def test_who_is_banned_already_stays_so_for_the_first_reason(admin, leila, moderator):
    moderating.ban(leila, moderator, NOON, why=moderating.why("abuse", ""))

    assert "banned already" in errors(change(admin, leila, ban_grounds="spam"))
    assert Ban.objects.get().grounds == "abuse"


def test_the_list_shows_bans_and_second_locks_in_as_many_queries_for_any_number(
    admin, make_reader, moderator, django_assert_max_num_queries
):
    readers = [make_reader(f"reader{number}") for number in range(12)]
    moderating.ban(readers[0], moderator, NOON, why=moderating.why("abuse", ""))
    Authenticator.objects.create(user=readers[1], type="totp", data={})
    Authenticator.objects.create(user=readers[2], type="recovery_codes", data={})

    # The first page of a session notes that it was seen.
    admin.get("/en/admin/")
    with django_assert_max_num_queries(6):
        page = html.document_fromstring(admin.get(PEOPLE).content.decode())

    rows = {row.cssselect(".field-username a")[0].text: row for row in page.cssselect("#result_list tbody tr")}
    marks = {name: (checked(row, "banned"), checked(row, "second_lock")) for name, row in rows.items()}
    assert marks["reader0"] == (True, False)
    assert marks["reader1"] == (False, True)
    assert marks["reader2"] == (False, False)


def test_the_banned_are_found(admin, leila, omar, moderator):
    moderating.ban(leila, moderator, NOON, why=moderating.why("abuse", ""))

    page = html.document_fromstring(admin.get(PEOPLE, {"banned": "yes"}).content.decode())

    assert [link.text for link in page.cssselect(".field-username a")] == ["leila"]


def test_the_page_of_an_account_leads_to_what_it_said(admin, leila):
    page = html.document_fromstring(admin.get(f"{PEOPLE}{leila.pk}/change/").content.decode())

    assert page.cssselect(f"a[href='/en/moderation/reader/{leila.pk}']")
    assert leila.standing == Standing.READER
