"""Articles that newsrooms hand in."""

from datetime import timedelta

import pytest

from daily8.articles.models import Address, Article, Stage
from daily8.sources.models import Publisher, Rights
from tests.api.v1.test_door import problem
from tests.conftest import NOON

URL = "https://daily.example/2026/11/harbour"
ITEM = {
    "url": URL,
    "title": "Ships leave the  harbour",
    "html": "<p>Ships left the harbour at dawn.</p><script>alert(1)</script>",
    "published": "2026-11-25T06:00:00Z",
    "language": "en",
    "authors": ["Amina Odhiambo"],
    "image": "https://daily.example/1.jpg",
    "category": "business",
    "tags": ["ports"],
}


@pytest.fixture
def hand_in(ask, newsroom, publisher):
    """Hand in an article, as the newsroom of a known publisher."""

    def hand_in(**fields):
        return ask("/articles", "POST", token=newsroom, body=ITEM | fields)

    return hand_in


@pytest.mark.django_db
def test_what_was_accepted_is_kept_and_waits_to_be_read(hand_in, publisher):
    response = hand_in()

    assert response.status_code == 202
    article = Article.objects.get()
    assert response.json() == {
        "url": URL,
        "outcome": "accepted",
        "key": article.key,
        "address": f"https://news.example/api/v1/articles/{article.key}",
        "code": "",
        "detail": "",
    }
    assert (article.publisher, article.stage, article.due_at, article.visible) == (
        publisher,
        Stage.FETCHED,
        NOON,
        False,
    )
    assert (article.title, article.authors) == ("Ships leave the harbour", ["Amina Odhiambo"])
    assert article.published_at == NOON - timedelta(hours=6)
    assert Address.objects.get(key=article.key).article == article


@pytest.mark.django_db
def test_the_same_once_more_changes_nothing(hand_in):
    first = hand_in().json()
    Article.objects.update(stage=Stage.PUBLISHED, due_at=None)

    again = hand_in(url=f"{URL}?utm_source=wire#top").json()

    assert (again["outcome"], again["key"]) == ("known", first["key"])
    assert Article.objects.get().stage == Stage.PUBLISHED


@pytest.mark.django_db
def test_another_version_is_read_anew_unless_a_worker_has_it(hand_in):
    hand_in()
    Article.objects.update(stage=Stage.PUBLISHED, due_at=None, visible=True)
    assert hand_in(title="Ships have left").json()["outcome"] == "changed"
    article = Article.objects.get()
    assert (article.stage, article.entry["title"], article.title) == (
        Stage.FETCHED,
        "Ships have left",
        "Ships leave the harbour",
    )

    Article.objects.update(claimed_by="worker", claimed_until=NOON + timedelta(minutes=5))
    busy = hand_in(title="Ships are gone")

    problem(busy, 409, "busy")
    assert busy["Retry-After"] == "60"
    assert Article.objects.get().entry["title"] == "Ships have left"


@pytest.mark.django_db
def test_a_publisher_is_made_only_if_that_is_wished(ask, newsroom, settings):
    settings.DEFAULT_RIGHTS = Rights.EXCERPT
    refused = ask("/articles", "POST", token=newsroom, body=ITEM)
    assert "no publisher daily.example here" in problem(refused, 409, "publisher_unknown")["detail"]
    assert not Publisher.objects.exists()

    assert ask("/articles", "POST", token=newsroom, body=ITEM | {"make_publisher": True}).status_code == 202

    made = Publisher.objects.get()
    assert (made.domain, made.rights) == ("daily.example", Rights.EXCERPT)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"url": "ftp://daily.example/1"}, 422),
        ({"url": "https://"}, 409),
        ({"url": "https://" + "x" * 2000}, 422),
        ({"title": ""}, 422),
        ({"title": None}, 422),
        ({"published": "yesterday"}, 422),
        ({"category": "gossip"}, 422),
        ({"language": "English"}, 422),
        ({"authors": "Amina"}, 422),
        ({"authors": ["x"] * 21}, 422),
        ({"html": "x" * 1_000_001}, 422),
        ({"make_publisher": 1}, 422),
        ({"visible": True}, 422),
    ],
)
def test_what_is_not_as_it_should_be_is_refused_whole(hand_in, fields, status):
    assert hand_in(**fields).status_code == status
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_what_no_database_holds_is_left_out(hand_in):
    assert (
        hand_in(title="Ships\x00 leave \uffff", tags=["\x00"], authors=["\x01"], html="<p>a\x00b</p>").status_code
        == 202
    )

    article = Article.objects.get()
    assert (article.title, article.authors, article.entry["content"]) == ("Ships leave", [], "<p>ab</p>")


@pytest.mark.django_db
def test_a_time_to_come_is_not_believed(hand_in):
    hand_in(published="2027-01-01T00:00:00Z")

    assert Article.objects.get().published_at == NOON


@pytest.mark.django_db
def test_many_are_handed_in_at_once_each_with_its_result(ask, newsroom, publisher):
    items = [
        {"url": URL, "title": "One", "text": "First.\n\nSecond & last."},
        {"url": "https://other.example/1", "title": "Two"},
        {"url": "https:///x", "title": "Three"},
        {"url": f"{URL}?utm_medium=x", "title": "One", "text": "First.\n\nSecond & last."},
    ]
    response = ask("/articles/batch", "POST", token=newsroom, body={"items": items})

    assert response.status_code == 202
    told = response.json()["items"]
    assert [one["outcome"] for one in told] == ["accepted", "refused", "refused", "known"]
    assert [one["code"] for one in told] == ["", "publisher_unknown", "not_an_address", ""]
    assert Article.objects.get().entry["content"] == "<p>First.</p><p>Second &amp; last.</p>"


@pytest.mark.django_db
@pytest.mark.parametrize("items", [[], [{"url": URL, "title": "One"}] * 101, [{"url": URL}], "x"])
def test_a_batch_has_its_size_and_its_form(ask, newsroom, publisher, items):
    problem(ask("/articles/batch", "POST", token=newsroom, body={"items": items}), 422, "invalid")
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_an_office_without_the_second_lock_that_the_site_asks_for_hands_nothing_in(hand_in, settings):
    settings.OFFICE_LOCK = True

    told = problem(hand_in(), 403, "scope_missing")

    assert "second lock" in told["detail"]
    assert not Article.objects.exists()
