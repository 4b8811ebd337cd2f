"""Comments in the admin."""

import pytest

from daily8.comments import moderating
from daily8.comments.models import Deed, Policy
from daily8.work.models import PAGES, Version
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
POLICIES = "/en/admin/comments/policy/"


def test_an_operator_chooses_a_mode_for_a_category_and_pages_hear_of_it(admin):
    before = Version.current(PAGES)
    assert 'value="world"' in admin.get(f"{POLICIES}add/").content.decode()

    admin.post(f"{POLICIES}add/", {"publisher": "", "category": "world", "mode": "all"})

    policy = Policy.objects.get()
    assert (policy.category, policy.publisher, policy.mode) == ("world", None, "all")
    admin.post(f"{POLICIES}{policy.pk}/delete/", {"post": "yes"})
    assert not Policy.objects.exists()
    assert Version.current(PAGES) == before + 2


def test_a_mode_is_of_a_publisher_or_of_a_category(admin, publisher):
    both = {"publisher": publisher.pk, "category": "world", "mode": "all"}

    assert "not both" in admin.post(f"{POLICIES}add/", both).content.decode()
    assert not Policy.objects.exists()


def test_what_was_said_and_done_can_be_looked_at_and_not_deleted(admin, say, leila, moderator):
    comment = say(leila, "The crane is back.")
    act = moderating.decide(comment, Deed.APPROVE, moderator, NOON)

    for name, row in (("discussion", comment.discussion), ("comment", comment), ("act", act)):
        assert admin.get(f"/en/admin/comments/{name}/").status_code == 200
        assert admin.get(f"/en/admin/comments/{name}/{row.pk}/change/").status_code == 200
        assert admin.post(f"/en/admin/comments/{name}/{row.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_arabic_list_has_no_english_heading(admin, say, leila):
    say(leila, "The crane is back.")

    page = admin.get("/ar/admin/comments/comment/").content.decode()

    assert "Discussion" not in page
    assert "نقاش" in page
