"""Calls arrive, signed as the standard says; what is not taken is tried again, and given up in the end."""

import asyncio
import json
from datetime import timedelta

import pytest
from django.db import transaction

from daily8.articles.models import Article
from daily8.hooks import noticing, payloads, signing
from daily8.hooks.models import Call, Hook
from daily8.pipeline.calling import Calling
from daily8.pipeline.embedded import free_rows_of_the_dead
from tests.conftest import NOON

# The worker has a connection of its own.
pytestmark = pytest.mark.django_db(transaction=True)


def carry() -> None:
    async def run() -> None:
        one = Calling("worker")
        await one.finish()
        one.stop()
        await one.run()

    asyncio.run(run())


@pytest.fixture
def hook(make_hook, receiver) -> Hook:
    made = make_hook(f"{receiver.origin}/in")
    receiver.secret = made.secret
    return made


@pytest.fixture
def story(make_article, make_story):
    """A story that was just published."""
    articles = [make_article(title="Ships leave"), make_article(language="ar", title="السفن تغادر")]
    story = make_story(*articles)
    with transaction.atomic():
        noticing.articles({article.pk for article in articles}, NOON)
    return story


def test_a_call_arrives_and_is_genuine(noon, hook, receiver, story):
    carry()

    [(token, told)] = receiver.taken
    call = Call.objects.get()
    assert token == call.token
    assert told["type"] == "story.published"
    assert told["timestamp"] == "2026-11-25T12:00:00.000+00:00"
    assert told["data"]["title"] == "Ships leave"
    assert told["data"]["page"] == f"https://news.example.org/en/story/{story.key}"
    assert told["data"]["article"]["publisher"] == "daily.example"
    assert (call.sent_at, call.due_at, call.answer) == (NOON, None, "it answers 204")
    hook.refresh_from_db()
    assert (hook.last_at, hook.last_answer, hook.failures) == (NOON, "it answers 204", 0)


def test_what_others_sign_or_change_is_not_genuine(receiver):
    receiver.secret = signing.secret()
    body = b'{"type":"trial"}'
    headers = signing.headers(receiver.secret, id="msg", body=body, now=NOON)
    assert receiver.is_genuine(headers, body)

    assert not receiver.is_genuine(headers, body + b" ")
    assert not receiver.is_genuine(headers | {"webhook-id": "other"}, body)
    assert not receiver.is_genuine(signing.headers(signing.secret(), id="msg", body=body, now=NOON), body)
    late = signing.headers(receiver.secret, id="msg", body=body, now=NOON - timedelta(minutes=6))
    assert not receiver.is_genuine(late, body)


def test_the_example_of_the_standard_is_signed_as_its_libraries_sign_it():
    """The vector that the standard's own libraries are tested with."""
    now = NOON.fromtimestamp(1614265330, tz=NOON.tzinfo)
    headers = signing.headers(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        body=b'{"test": 2432232314}',
        now=now,
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_what_is_not_taken_is_tried_again_under_the_same_id(noon, hook, receiver, story):
    receiver.answers = [500, 503]
    carry()
    call = Call.objects.get()
    assert (call.failures, call.answer) == (1, "it answers 500")
    assert timedelta(seconds=50) < call.due_at - NOON < timedelta(seconds=70)

    for _ in range(2):
        receiver.now = noon.wait(minutes=10).timestamp()
        carry()

    assert receiver.tried == [call.token] * 3
    assert [token for token, _told in receiver.taken] == [call.token]
    hook.refresh_from_db()
    assert (hook.failures, hook.failing_since) == (0, None)


def test_a_hook_that_says_when_to_come_back_is_believed(noon, hook, receiver, story):
    receiver.answers, receiver.headers = [429], {"Retry-After": "7200"}
    carry()

    assert Call.objects.get().due_at == NOON + timedelta(hours=2)


def test_after_a_day_a_call_is_given_up_and_can_be_made_again(noon, hook, receiver, story, admin):
    receiver.answers = [500] * 99
    for _ in range(14):
        carry()
        noon.wait(hours=2)
    call = Call.objects.get()
    assert (call.due_at, call.sent_at, call.answer) == (None, None, "it answers 500")
    assert 5 < call.failures < 14
    hook.refresh_from_db()
    assert hook.active

    receiver.answers, receiver.now = [], noon.now().timestamp()
    admin.post("/en/admin/hooks/call/", {"action": "send_again", "_selected_action": [call.pk]})
    carry()

    assert [token for token, _told in receiver.taken] == [call.token]


def test_a_hook_that_takes_nothing_for_long_is_switched_off_and_says_why(noon, hook, receiver, story):
    receiver.answers = [500] * 999
    for _ in range(14):
        noticing.trial(hook, noon.now())
        carry()
        noon.wait(hours=6)

    hook.refresh_from_db()
    assert not hook.active
    assert hook.off_because == "no call was taken since 2026-11-25: it answers 500"
    assert not Call.objects.waiting().exists()


def test_a_hook_that_is_gone_is_called_no_more(noon, hook, receiver, story):
    noticing.trial(hook, NOON)
    receiver.answers = [410]

    carry()

    hook.refresh_from_db()
    assert (hook.active, hook.off_because) == (False, "it answers 410: it wants to be called no more")
    assert len(receiver.tried) == 1
    assert not Call.objects.waiting().exists()


def test_redirects_are_not_followed(noon, hook, receiver, story):
    receiver.answers, receiver.headers = [302], {"Location": f"{receiver.origin}/elsewhere"}
    carry()

    assert len(receiver.tried) == 1
    assert "redirects are not followed" in Call.objects.get().answer


def test_only_public_addresses_are_called(noon, hook, receiver, story, settings):
    settings.HOOK_NETWORKS = ()
    carry()

    assert receiver.tried == []
    assert "127.0.0.1 is not a public address" in Call.objects.get().answer


def test_one_hook_that_is_away_keeps_no_other_waiting_and_is_asked_once(noon, hook, receiver, make_hook, story):
    away = make_hook("http://127.0.0.1:9/in")
    for _ in range(3):
        noticing.trial(away, NOON)
    noticing.trial(hook, NOON)

    carry()

    assert sorted(receiver.kinds) == ["story.published", "trial"]
    away.refresh_from_db()
    assert away.failures == 1
    assert Call.objects.filter(hook=away).waiting().count() == 3


def test_nothing_is_told_that_was_withdrawn_meanwhile(noon, hook, receiver, story):
    Article.objects.all().withdraw()

    carry()

    assert receiver.tried == []
    assert Call.objects.get().answer == "nothing of it may be seen any more"


def test_a_link_is_all_that_is_told_of_any_text(noon, hook, story):
    Article.objects.update(text="secret words", html="<p>secret words</p>", excerpt="secret words")

    assert "secret words" not in payloads.body(Call.objects.get()).decode()


def test_a_comment_is_told_with_its_words(noon, hook, receiver, say, leila):
    comment = say(leila, "The *crane* is back.")
    carry()

    [(_token, told)] = receiver.taken
    assert told["data"]["html"] == '<p dir="auto">The <em>crane</em> is back.</p>'
    assert told["data"]["page"] == f"https://news.example.org/en/comment/{comment.pk}#comment-{comment.pk}"
    assert len(json.dumps(told)) < 20_000


def test_what_a_killed_worker_held_is_free_at_once(noon, hook, story, settings, tmp_path):
    settings.DATA = tmp_path
    Call.objects.update(claimed_by="gone", claimed_until=NOON + timedelta(hours=1))
    (tmp_path / "workers").mkdir()
    (tmp_path / "workers" / "gone.lock").write_text("4711")

    assert free_rows_of_the_dead() == 1
    assert Call.objects.due(NOON).exists()


def test_what_an_operator_changed_meanwhile_stays(noon, hook, receiver, story):
    receiver.answers = [410]
    Hook.objects.update(active=False, off_because="by hand")

    carry()

    hook.refresh_from_db()
    assert (hook.active, hook.off_because, receiver.tried) == (False, "by hand", [])
