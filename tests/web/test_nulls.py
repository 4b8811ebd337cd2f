"""A character that no name has, and that PostgreSQL takes in no question, breaks no page."""

import pytest

from daily8.accounts.models import User
from tests.conftest import NOON

pytestmark = pytest.mark.django_db

NAMED = (
    "/en/source/{}",
    "/en/follow?kind=hashtag&name={}",
    "/en/follow?kind=source&name={}",
    "/en/follow?kind=story&name={}",
    "/en/follow?kind=search&name={}&back={}",
    "/en/mute?kind=hashtag&name={}",
    "/en/mute?kind=source&name={}",
    "/en/mute?kind=words&name={}&back={}",
    "/en/latest?before={}&country={}&health={}&languages={}",
    "/en/sources?country={}&health={}&text={}&language={}",
    "/en/search?q={}&skip={}&source={}&hashtag={}&category={}&since={}&until={}",
    "/en/search?q=source:{}%20site:{}%20hashtag:{}%20%23{}%20in:{}",
    "/en/search/suggest?q={}",
    "/en/category/world?before={}",
    "/en/for-you?at={}&ten={}",
    "/en/following?before={}",
    "/en/newsletter?done={}",
    "/en/alerts?before={}",
    "/en/alerts/stop/{}",
    "/en/daily?before={}&feed={}",
    "/en/ask?q={}&before={}",
    "/en/account/login?next={}",
    "/en/account/password/{}-{}",
    "/en/source/{}/feed.rss",
    "/en/search/feed.atom?q={}&source={}",
    "/en/share?title={}&text={}&url={}",
    "/en/reading?kind={}",
)
SENT = (
    ("/en/follow", {"kind": "source", "name": "a\x00b", "back": "a\x00b", "door": "login"}),
    ("/en/follow", {"kind": "story", "name": "a\x00b", "back": "a\x00b", "follow": "no"}),
    ("/en/mute", {"kind": "hashtag", "name": "a\x00b", "back": "a\x00b"}),
    ("/en/mute", {"kind": "words", "name": "a\x00b", "mute": "no", "act": "a\x00b"}),
    ("/en/save", {"kind": "saved", "name": "article/a\x00b", "key": "a\x00b", "back": "a\x00b"}),
    ("/en/alerts/choose", {"zone": "a\x00b", "most": "a\x00b", "quiet_from": "a\x00b", "silent": "a\x00b"}),
    ("/en/newsletter", {"email": "a\x00b@post.example", "rhythm": "a\x00b", "hour": "a\x00b", "zone": "a\x00b"}),
    ("/en/account/login", {"login": "a\x00b", "password": "a\x00b"}),
    ("/en/account/code", {"email": "a\x00b@post.example"}),
    ("/en/account/signup", {"email": "a\x00b@post.example", "username": "a\x00b", "password1": "a\x00b" * 5}),
)


@pytest.mark.parametrize("signed_in", [False, True])
def test_pages_are_asked_for_by_names_with_it(client, make_publisher, signed_in):
    make_publisher("harbour.example")
    if signed_in:
        client.force_login(User.objects.create(username="layla", joined_at=NOON))

    answers = {path: client.get(path.replace("{}", "a%00b")).status_code for path in NAMED}

    assert {path: status for path, status in answers.items() if status >= 500} == {}
    assert answers["/en/follow?kind=source&name={}"] == 404


@pytest.mark.parametrize("signed_in", [False, True])
def test_forms_are_sent_with_it(client, signed_in):
    if signed_in:
        client.force_login(User.objects.create(username="layla", joined_at=NOON))

    answers = [client.post(path, fields).status_code for path, fields in SENT]

    assert [status for status in answers if status >= 500] == []
