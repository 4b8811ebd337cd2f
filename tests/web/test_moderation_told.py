"""What moderators are told: of a comment, of what came of a decision, and of who was quicker."""

import pytest
from django.urls import reverse
from lxml import html

from daily8.comments import moderating, writing
from daily8.comments.models import Act, Ban, Comment, Deed, State
from tests.conftest import NOON
from tests.web.test_moderation import QUEUE, of, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, moderator):
    """The browser of a moderator."""
    client.force_login(moderator)
    return client


@pytest.fixture
def waiting(say, leila) -> Comment:
    return say(leila, "Buy at https://a.example https://b.example https://c.example !!!")


def test_a_form_of_a_page_that_is_old_decides_nothing_and_says_who_was_quicker(desk, waiting, moderator):
    old = {**of(waiting), "deed": "approve"}
    moderating.decide(waiting, Deed.REJECT, moderator, NOON)

    answer = desk.post(reverse("moderation-decide"), old)

    assert answer.status_code == 409
    page = html.document_fromstring(answer.content.decode())
    assert "\u2068noor\u2069 rejected this comment" in words(page)
    assert "Nothing was changed." in words(page)
    waiting.refresh_from_db()
    assert waiting.state == State.REJECTED
    form = page.cssselect(".queue__item form")[0]
    desk.post(form.action, {**dict(form.form_values()), "deed": "approve"})
    waiting.refresh_from_db()
    assert waiting.is_published


def test_scripts_are_told_who_was_quicker_and_get_the_comment_as_it_is(desk, waiting, moderator):
    old = {**of(waiting), "deed": "approve"}
    act = moderating.decide(waiting, Deed.REJECT, moderator, NOON)
    json = {"Accept": "application/json"}

    told = desk.post(reverse("moderation-decide"), old, headers=json)
    assert told.status_code == 409
    assert "rejected this comment" in told.json()["told"]
    assert f'id="item-{waiting.pk}"' in told.json()["items"]
    moderating.undo(act, moderator, NOON)
    again = desk.post(reverse("moderation-undo"), {"act": act.pk}, headers=json)
    assert (again.status_code, again.json()["told"]) == (409, "This was taken back already.")


def test_what_its_writer_removed_meanwhile_is_told(desk, waiting, leila):
    writing.remove(waiting, leila, NOON)

    answer = desk.post(reverse("moderation-decide"), {**of(waiting), "deed": "approve"})

    assert "The writer removed this comment meanwhile." in answer.content.decode()
    assert 'class="queue__item"' not in answer.content.decode()


@pytest.mark.parametrize(
    ("why", "status"), [({}, 422), ({"grounds": "other"}, 422), ({"grounds": "x", "words": "y"}, 422),
                        ({"grounds": "other", "words": "Enough."}, 302)]
)  # fmt: skip
def test_a_ban_is_not_made_without_a_reason(desk, waiting, why, status):
    assert desk.post(reverse("moderation-decide"), {**of(waiting), "deed": "ban", **why}).status_code == status
    assert Ban.objects.exists() == (status == 302)


def test_a_notice_says_what_came_of_it(desk, waiting):
    decided = desk.post(reverse("moderation-decide"), {**of(waiting), "deed": "approve"}, follow=True)
    assert "Published \u2068leila\u2069’s comment." in decided.content.decode()

    undone = desk.post(reverse("moderation-undo"), {"act": Act.objects.get().pk}, follow=True)
    assert "Taken back: \u2068leila\u2069’s comment is as it was before." in undone.content.decode()
    in_arabic = desk.post("/ar/moderation/decide", {**of(Comment.objects.get()), "deed": "reject"}, follow=True)
    assert "رُفض تعليق \u2068leila\u2069." in in_arabic.content.decode()


def test_who_has_deleted_the_account_has_no_name_and_is_not_banned(desk, read, waiting, leila):
    leila.delete()

    (item,) = read(QUEUE).cssselect(".queue__item")
    assert "Deleted account" in words(item)
    assert not item.cssselect(".queue__banning")
    answer = desk.post(reverse("moderation-decide"), {**of(waiting), "deed": "ban", "grounds": "abuse"})
    assert (answer.status_code, "there is nobody to ban" in answer.content.decode()) == (409, True)
    told = desk.post(reverse("moderation-decide"), {**of(waiting), "deed": "reject"}, follow=True)
    assert "Rejected a deleted account’s comment." in told.content.decode()


def test_an_answer_shows_what_it_answers(desk, read, say, settings, leila, omar):
    parent = say(omar, "> quoted\nThe *crane* is back, " + "and so on " * 40)
    settings.COMMENTS = "all"
    answer = say(leila, "Where?", parent=parent)

    (answered,) = read(QUEUE).cssselect(".queue__answered")
    assert words(answered).startswith("In answer to omar The crane is back, and so on")
    assert words(answered).endswith("…")
    assert answered.cssselect("a")[0].get("href") == parent.get_absolute_url()
    writing.remove(parent, omar, NOON)
    (answered,) = read(QUEUE).cssselect(".queue__answered")
    assert words(answered) == "In answer to a comment whose words are gone"
    assert answer.parent == parent


def test_a_spammer_is_done_with_at_once(desk, read, say, settings, omar):
    settings.COMMENTS = "all"
    alone = read(QUEUE).cssselect("[value=spam_all]")
    sails = [say(omar, f"Buy sail number {number}") for number in range(2)]
    (button, _other) = read(QUEUE).cssselect("[value=spam_all]")

    done = desk.post(reverse("moderation-decide"), {**of(sails[0]), "deed": "spam_all"}, follow=True)

    assert (alone, words(button)) == ([], "Spam: all 2 of this writer")
    assert "Marked 2 comments of \u2068omar\u2069 as spam." in done.content.decode()
    assert not Comment.objects.queue().exists()
