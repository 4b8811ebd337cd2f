"""What a reader does with one comment, without scripts."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from daily8.comments import limits, moderating, tokens
from daily8.comments.models import Ban, Comment, Deed, Report, State, Vote
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(say, omar) -> Comment:
    return say(omar, "The crane is back.")


@pytest.fixture
def salma(make_reader):
    return make_reader("salma")


@pytest.fixture
def signed_in(client, leila):
    client.force_login(leila)
    return client


@pytest.fixture
def do(signed_in):
    """Open the page of a deed, fill in its form and send it."""

    def do(comment: Comment, deed: str, **typed: str):
        address = f"/en/comment/{comment.pk}/{deed}"
        page = html.document_fromstring(signed_in.get(address).content.decode())
        (form,) = page.cssselect("form.say")
        fields = dict(form.form_values())
        return signed_in.post(form.get("action"), fields | typed)

    return do


def test_a_reader_answers(do, comment):
    answer = do(comment, "reply", words="Where is it?")

    reply = Comment.objects.get(parent=comment)
    assert reply.text == "Where is it?"
    assert answer["Location"] == f"/en/comment/{comment.pk}#comment-{reply.pk}"


def test_an_answer_that_is_refused_keeps_its_words(do, comment):
    answer = do(comment, "reply", words="x" * 6000)

    assert answer.status_code == 422
    assert "6,000" in answer.content.decode()
    assert answer.context["typed"] == "x" * 6000


def test_who_answers_too_often_is_told_how_long_to_wait_and_keeps_the_words(do, comment):
    for number in range(6):
        do(comment, "reply", words=f"Where is crane {number}?")

    answer = do(comment, "reply", words="And the seventh?")

    assert (answer.status_code, answer["Retry-After"]) == (429, "300")
    assert answer.context["typed"] == "And the seventh?"


def test_a_reader_changes_and_removes_what_he_said(do, say, leila):
    own = say(leila, "The crane is bakc.")

    assert do(own, "edit", words="The crane is back.").status_code == 302
    own.refresh_from_db()
    assert (own.text, own.edited_at) == ("The crane is back.", NOON)
    do(own, "remove")
    own.refresh_from_db()
    assert own.state == State.REMOVED


def test_the_form_to_change_has_what_was_said(signed_in, say, leila):
    own = say(leila, "\n  *A* <b> & c")

    page = html.document_fromstring(signed_in.get(f"/en/comment/{own.pk}/edit").content.decode())

    assert page.cssselect("textarea")[0].text.strip() == "*A* <b> & c"


def test_a_reader_votes_and_takes_it_back(do, comment):
    do(comment, "vote")
    assert Vote.objects.count() == 1

    do(comment, "vote")

    assert not Vote.objects.exists()


def test_a_reader_reports_with_a_reason(do, comment):
    refused = do(comment, "report", reason="no such", words="Look at it.")
    assert refused.status_code == 422
    said = refused.content.decode()
    assert "Choose what is wrong with it." in said
    assert "Look at it." in said

    answer = do(comment, "report", reason="hate", words="<b>He</b> means us.\u202e")

    assert answer.status_code == 302
    assert list(Report.objects.values_list("reason", "words")) == [("hate", "<b>He</b> means us.")]


def test_a_report_that_cannot_be_taken_now_keeps_its_reason(do, comment, monkeypatch):
    def often(*_args, **_named):
        raise limits.TooOften(timezone.now())

    monkeypatch.setattr(limits, "count", often)

    page = html.document_fromstring(do(comment, "report", reason="hate").content.decode())

    assert [field.get("value") for field in page.cssselect("input[name=reason][checked]")] == ["hate"]


def test_who_reported_is_told_that_it_was_received_and_counts_once(do, signed_in, comment, moderator):
    answer = do(comment, "report", reason="hate")
    assert answer["Location"] == f"/en/comment/{comment.pk}/report?sent=new"
    page = html.document_fromstring(signed_in.get(answer["Location"]).content.decode())
    (told,) = page.cssselect(".comment__told[role=status]")
    said = " ".join(told.text_content().split())
    assert "Your report was received." in said
    assert "Your reason: It stirs up hatred" in said
    assert "A moderator will read the comment" in said

    again = signed_in.get(f"/en/comment/{comment.pk}/report").content.decode()
    assert "You have already reported this comment; your report counts once." in again
    answer = do(comment, "report", reason="spam")
    assert "It still counts once." in signed_in.get(answer["Location"]).content.decode()
    comment.refresh_from_db()
    assert (comment.reports_count, Report.objects.get().reason) == (1, "spam")

    moderating.decide(comment, Deed.APPROVE, moderator, NOON)
    decided = html.document_fromstring(signed_in.get(answer["Location"]).content.decode())
    assert "let it stand" in decided.cssselect(".comment__told")[0].text_content()
    assert not decided.cssselect("form.say")


def test_who_would_report_himself_is_led_to_what_he_can_do(signed_in, say, leila):
    own = say(leila, "The crane is back.")

    page = html.document_fromstring(signed_in.get(f"/en/comment/{own.pk}/report").content.decode())

    assert "You wrote this comment yourself." in page.text_content()
    deeds = [link.get("href").rpartition("/")[2] for link in page.cssselect(".comment__tools a")]
    assert deeds == ["edit", "remove"]


def test_a_reader_appeals_once(do, signed_in, say, leila, moderator):
    own = say(leila, "The crane is back.")
    moderating.decide(own, Deed.REJECT, moderator, NOON)

    answer = do(own, "appeal", words="It is only a bird.")

    assert "You asked for another look" in signed_in.get(answer["Location"]).content.decode()
    assert "This cannot be done" in signed_in.get(f"/en/comment/{own.pk}/appeal").content.decode()


@pytest.mark.parametrize("deed", ["edit", "remove", "appeal"])
def test_what_others_said_is_not_changed(signed_in, comment, deed):
    assert "This cannot be done" in signed_in.get(f"/en/comment/{comment.pk}/{deed}").content.decode()

    assert signed_in.post(f"/en/comment/{comment.pk}/{deed}", {"words": "Mine now."}).status_code == 422

    comment.refresh_from_db()
    assert (comment.text, comment.state) == ("The crane is back.", State.PUBLISHED)


@pytest.mark.parametrize("deed", ["vote", "report"])
def test_nobody_votes_for_himself_or_reports_himself(signed_in, say, leila, deed):
    own = say(leila, "The crane is back.")

    assert signed_in.post(f"/en/comment/{own.pk}/{deed}", {"vote": "1", "reason": "spam"}).status_code == 422

    assert not Vote.objects.exists()
    assert not Report.objects.exists()


def test_after_minutes_nothing_is_changed_any_more(signed_in, say, leila):
    own = say(leila, "The crane is back.", now=NOON - timedelta(minutes=15))

    assert "It can no longer be edited" in signed_in.get(f"/en/comment/{own.pk}/edit").content.decode()
    assert signed_in.post(f"/en/comment/{own.pk}/edit", {"words": "Later."}).status_code == 422


def test_who_was_banned_meanwhile_is_told_so_and_keeps_the_words(signed_in, comment, leila):
    Ban.objects.create(reader=leila, at=NOON)

    answer = signed_in.post(
        f"/en/comment/{comment.pk}/reply", {"words": "But I...", "token": tokens.new(leila, NOON)}
    )

    assert "You are banned from commenting." in answer.content.decode()
    assert "But I..." in answer.content.decode()


@pytest.mark.parametrize("deed", ["reply", "edit", "remove", "vote", "report", "appeal"])
def test_nobody_does_anything_without_signing_in(client, comment, deed):
    address = f"/en/comment/{comment.pk}/{deed}"

    door = html.document_fromstring(client.get(address).content.decode())
    answer = client.post(address, {"vote": "1", "reason": "spam"})

    assert client.post(address, {"words": "x", "vote": "1", "reason": "spam"}).status_code == 403
    assert not door.cssselect("form.say")
    assert [way.get("href") for way in door.cssselect(".comments__onward .button")] == [
        f"/en/account/login?next={address}",
        f"/en/account/signup?next={address}",
    ]
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?next={address}")
    assert Comment.objects.count() == 1


def test_what_is_not_published_is_on_no_door(client, comment):
    Comment.objects.update(state=State.WAITING)

    answer = client.get(f"/en/comment/{comment.pk}/report")

    assert answer.status_code == 302
    assert comment.text not in answer.content.decode()


def test_a_form_that_is_filled_in_anew_is_as_old_as_it_was(signed_in, comment):
    address = f"/en/comment/{comment.pk}/reply"
    first = html.document_fromstring(signed_in.get(address).content.decode()).cssselect("[name=token]")[0].value

    wrong = signed_in.post(address, {"words": "", "token": first})
    made_up = signed_in.post(address, {"words": "", "token": "made up"})

    assert wrong.status_code == made_up.status_code == 422
    assert wrong.context["token"] == first
    assert made_up.context["token"] not in ("made up", first)


@pytest.mark.parametrize("state", [State.REJECTED, State.SPAM, State.WAITING, State.REMOVED])
def test_words_that_are_not_shown_are_on_no_form_though_they_were_answered(signed_in, say, salma, comment, state):
    say(salma, "Where is it?", parent=comment)
    Comment.objects.filter(pk=comment.pk).update(state=state)

    assert "The crane is back." not in signed_in.get(f"/en/comment/{comment.pk}").content.decode()
    for deed in ("reply", "edit", "remove", "vote", "report", "appeal"):
        assert signed_in.get(f"/en/comment/{comment.pk}/{deed}").status_code == 404


@pytest.mark.parametrize("deed", ["reply", "report", "vote"])
def test_of_what_is_not_shown_nothing_can_be_done(signed_in, comment, deed):
    Comment.objects.update(state=State.WAITING)

    assert signed_in.get(f"/en/comment/{comment.pk}/{deed}").status_code == 404
    assert signed_in.post(f"/en/comment/{comment.pk}/{deed}", {"words": "x", "vote": "1"}).status_code == 404
