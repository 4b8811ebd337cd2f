"""What readers saved and opened is alike in the account and in all their browsers."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from daily8.accounts import keeping
from daily8.accounts.models import User
from daily8.articles import merging
from daily8.reading import shelf, telling
from daily8.reading.models import Kept, KeptKind, Shelf
from daily8.stories.models import FormerStory

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def reader() -> User:
    return User.objects.create(username="layla", email="layla@reader.example")


@pytest.fixture
def signed_in(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


def ago(**time: float) -> int:
    return int((timezone.now() - timedelta(**time)).timestamp() * 1000)


def tell(client: Client, turn: int = 0, **told: object) -> dict:
    answer = client.post("/en/reading/kept", json.dumps({"turn": turn, **told}), content_type="application/json")
    assert answer.status_code == 200, answer.content
    return answer.json()


def opened(article, hours: float = 1, place: float = 0.5, *, done: bool = False) -> list:
    return [f"article/{article.key}", ago(hours=hours), place, done]


def saved(article, hours: float = 1) -> list:
    return [f"article/{article.key}", ago(hours=hours), 0, False]


def test_another_browser_hears_of_what_one_told(signed_in, make_article, make_publisher):
    article = make_article(title="Ships leave", publisher=make_publisher("harbour.example"))
    told = tell(signed_in, saved=[saved(article)], history=[opened(article, place=0.4)], choices={"size": 5})
    assert told == {"turn": 1}

    heard = tell(signed_in)
    assert (heard["turn"], heard["behind"], heard["choices"]) == (1, True, {"size": 5})
    (line,) = heard["history"]["lines"]
    assert (line["address"], line["title"], line["publisher"]) == (
        article.get_absolute_url(),
        "Ships leave",
        "The Harbour",
    )
    assert (line["place"], line["done"], line["language"]) == (0.4, False, "en")
    assert heard["saved"]["names"] == [f"article/{article.key}"]
    assert tell(signed_in, turn=1) == {"turn": 1}


def test_two_browsers_are_joined_and_nothing_is_lost(signed_in, reader, make_article):
    first, second, third = make_article(), make_article(), make_article()
    tell(signed_in, saved=[saved(first)], history=[opened(first, 5, 0.9), opened(second, 4, 0.2)])
    heard = tell(signed_in, saved=[saved(third)])
    assert heard["behind"]
    assert not Kept.objects.filter(article=third).exists()
    told = tell(signed_in, heard["turn"], saved=[saved(third)], history=[opened(first, 1, 0.3, done=True)])

    assert told["turn"] == 2
    assert set(items_of(reader, KeptKind.SAVED)) == {first, third}
    row = Kept.objects.get(kind=KeptKind.HISTORY, article=first)
    assert (row.place, row.done) == (0.9, True)
    assert timezone.now() - row.at < 2 * HOUR
    assert items_of(reader, KeptKind.HISTORY) == [first, second]
    assert len(tell(signed_in, 1)["history"]["lines"]) == 1


def test_the_first_time_that_something_was_read_to_the_end_stays(signed_in, make_article):
    article = make_article()
    first = ago(days=5)
    tell(signed_in, history=[[*opened(article, 120, 1, done=True), first]])
    tell(signed_in, 1, history=[[*opened(article, 1, 1, done=True), ago(hours=1)]])
    row = Kept.objects.get()
    assert timezone.now() - row.at < 2 * HOUR
    assert (row.done, row.done_at) == (True, telling._EPOCH + timedelta(milliseconds=first))

    # Another browser read it to the end before.
    earlier = ago(days=9)
    tell(signed_in, 2, history=[[*opened(article, 200, 1, done=True), earlier]])
    (line,) = tell(signed_in)["history"]["lines"]
    assert line["finished"] == earlier


def test_a_page_that_does_not_tell_when_tells_when_it_was_opened(signed_in, make_article):
    tell(signed_in, history=[opened(make_article(), 3, 1, done=True), opened(make_article(), 2)])

    done, open_ = Kept.objects.order_by("at")
    assert done.done_at == done.at
    assert (open_.done, open_.done_at) == (False, None)


def items_of(reader: User, kind: KeptKind) -> list:
    return [row.article for row in Kept.objects.of(reader, kind)]


def test_what_is_told_twice_changes_nothing(signed_in, make_article):
    message = {"saved": [saved(make_article())], "history": [opened(make_article())], "choices": {"face": "sans"}}
    tell(signed_in, **message)
    before = list(Kept.objects.order_by("pk").values())

    assert tell(signed_in, 1, **message) == {"turn": 1}
    assert list(Kept.objects.order_by("pk").values()) == before


def test_what_is_removed_in_one_browser_is_gone_for_the_others(signed_in, make_article):
    article = make_article()
    tell(signed_in, saved=[saved(article)], history=[opened(article)])
    tell(signed_in, 1, history_gone=[f"article/{article.key}"])

    heard = tell(signed_in, 1)
    assert (heard["history"]["names"], heard["saved"]["names"]) == ([], [f"article/{article.key}"])
    assert heard["history"]["lines"] == heard["saved"]["lines"] == []


def test_no_history_is_kept_where_it_is_switched_off(signed_in, make_article):
    tell(signed_in, choices={"history": False}, history=[opened(make_article())], saved=[saved(make_article())])

    assert list(Kept.objects.values_list("kind", flat=True)) == ["saved"]


def test_more_than_is_kept_pushes_the_oldest_out(signed_in, reader, make_article, monkeypatch):
    monkeypatch.setitem(shelf.MOST, KeptKind.HISTORY, 2)
    articles = [make_article() for _ in range(3)]
    tell(signed_in, history=[opened(article, hours) for hours, article in enumerate(articles, 1)])

    assert items_of(reader, KeptKind.HISTORY) == articles[:2]


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"[]", b"{", b"null", b'{"turn": -1}', b'{"turn": true}', b'{"turn": "1"}', b"[" * 90_000, b"\xff"),
        b'{"turn": 0, "x": "' + b"x" * 100_000 + b'"}',
    ],
)
def test_what_is_no_message_is_refused(signed_in, body):
    answer = signed_in.post("/en/reading/kept", body, content_type="application/json")

    assert answer.status_code == 400
    assert not Shelf.objects.exists()


@pytest.mark.parametrize(
    "line",
    [
        *(None, [], "x", 7, {}, ["article/" + "0" * 32, 1, 0, False], ["article/../../admin", 1, 0, False]),
        *(["<script>", 1, 0, False], ["story/" + "f" * 32, 1, 0, False], [["x"], 1, 0, False], [None] * 4),
    ],
)
def test_lines_of_what_is_not_here_are_left_out(signed_in, make_article, line):
    article = make_article()
    tell(signed_in, saved=[line, saved(article)], history=[line], saved_gone=[line], history_gone=line)

    assert [row.article for row in Kept.objects.all()] == [article]


@pytest.mark.parametrize("at", [None, "x", -5, 10**30, 10**400, 1e300, True, [], {}])
@pytest.mark.parametrize("place", ["x", -1, 7, 10**400, None])
def test_moments_and_places_are_within_what_can_be(signed_in, make_article, at, place):
    article = make_article()
    tell(signed_in, history=[[f"article/{article.key}", at, place, "yes"]])

    row = Kept.objects.get()
    assert row.at <= timezone.now()
    assert 0 <= row.place <= 1
    assert row.done is False


def test_numbers_that_are_none_are_nothing(signed_in, make_article):
    name = f"article/{make_article().key}"
    body = f'{{"turn": 0, "history": [["{name}", NaN, Infinity, true], ["{name}", -Infinity, 1e999, false]]}}'

    assert signed_in.post("/en/reading/kept", body, content_type="application/json").status_code == 200
    assert Kept.objects.get().place == 0


@pytest.mark.parametrize(
    "choices",
    [{"size": 9}, {"size": True}, {"keys": 1}, {"face": ["serif"]}, {"x": 1}, [], "x", {"language": "xx"}],
)
def test_choices_that_are_none_are_left_out(signed_in, reader, choices):
    tell(signed_in, choices=choices)

    assert shelf.of(reader).choices == {}


def test_a_message_holds_so_many_lines_and_not_more(make_article):
    name = f"article/{make_article().key}"
    told = telling.read(json.dumps({"turn": 0, "saved": [[name, 1, 0, False]] * 300}).encode(), timezone.now())

    assert len(told.lines) == telling.AT_ONCE


def test_nobody_elses_shelf_is_seen_or_changed(client, make_article):
    article = make_article()
    layla, omar = (User.objects.create(username=name, email=f"{name}@x.example") for name in ("layla", "omar"))
    client.force_login(layla)
    tell(client, saved=[saved(article)], choices={"size": 1})
    mark = client.get("/en/reading/kept").json()["reader"]
    client.force_login(omar)

    assert client.get("/en/reading/kept").json()["reader"] not in ("", mark)
    assert tell(client) == {"turn": 0}
    tell(client, saved_gone=[f"article/{article.key}"])
    assert Kept.objects.get().user == layla


def test_who_is_not_signed_in_is_told_so_and_keeps_nothing(client):
    assert client.get("/en/reading/kept").json() == {"reader": ""}
    answer = client.post("/en/reading/kept", '{"turn": 0}', content_type="application/json")

    assert (answer.status_code, answer.json()) == (401, {"reader": ""})
    assert "no-store" in answer["Cache-Control"]


def test_a_message_from_another_site_is_refused(reader):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reader)
    token = client.get("/en/reading/kept").json()["token"]

    assert client.post("/en/reading/kept", '{"turn": 0}', content_type="application/json").status_code == 403
    answer = client.post(
        "/en/reading/kept", '{"turn": 0}', content_type="application/json", headers={"x-csrftoken": token}
    )
    assert answer.json() == {"turn": 0}


def test_an_article_that_became_part_of_another_is_kept_as_that(signed_in, reader, make_article):
    old, new = make_article(), make_article(title="As one")
    line = saved(old)
    tell(signed_in, saved=[line], history=[opened(old, place=0.8), opened(new, place=0.1)])
    merging.merge(old, into=new)
    assert signed_in.get("/en/reading/kept").json()["turn"] == 2

    heard = tell(signed_in, 1)
    assert heard["turn"] == 2
    assert heard["saved"]["names"] == heard["history"]["names"] == [f"article/{new.key}"]
    assert [line["place"] for line in heard["history"]["lines"]] == [0.8]
    assert tell(signed_in, 2, saved=[line]) == {"turn": 2}


def test_a_story_is_kept_and_shown_by_what_it_became(signed_in, make_article, make_story):
    story = make_story(make_article(title="Of the story"))
    FormerStory.objects.create(key="e" * 32, story=story)
    tell(signed_in, saved=[["story/" + "e" * 32, ago(hours=1), 0, False]])

    (line,) = tell(signed_in)["saved"]["lines"]
    assert (line["address"], line["title"], line["publisher"]) == (story.get_absolute_url(), "Of the story", "")


@pytest.fixture(params=["article", "story"])
def became(request, make_article, make_story) -> tuple[str, str, Callable[[], None]]:
    """The name of something, that of another thing, and what makes the first a part of the second."""
    first, second = make_article(), make_article()
    if request.param == "article":
        return f"article/{first.key}", f"article/{second.key}", lambda: merging.merge(first, into=second)
    old, new = make_story(first), make_story(second)

    def merge() -> None:
        key = old.key
        old.delete()
        FormerStory.objects.create(key=key, story=new)

    return f"story/{old.key}", f"story/{new.key}", merge


@pytest.mark.parametrize("told", ["former", "new"])
def test_what_became_part_of_another_is_removed_under_whatever_name(signed_in, became, told):
    former, new, merge = became
    tell(signed_in, saved=[[former, ago(hours=1), 0, False]])
    merge()

    tell(signed_in, 1, saved_gone=[{"former": former, "new": new}[told]])
    assert not Kept.objects.exists()


def test_a_removal_is_not_lost_where_another_browser_heard_of_the_new_name_first(signed_in, became):
    former, _new, merge = became
    tell(signed_in, saved=[[former, ago(hours=1), 0, False]])
    merge()
    assert signed_in.get("/en/reading/kept").json()["turn"] == 2

    heard = tell(signed_in, 1, saved_gone=[former])
    assert (heard["turn"], heard["saved"]) == (3, {"names": [], "lines": []})
    assert not Kept.objects.exists()


def test_a_late_removal_under_a_name_still_in_use_is_told_again_first(signed_in, make_article):
    article = make_article()
    tell(signed_in, saved=[saved(article)])
    tell(signed_in, 1, choices={"size": 1})

    assert tell(signed_in, 1, saved_gone=[f"article/{article.key}"])["behind"]
    assert Kept.objects.exists()


def test_what_became_part_of_another_is_kept_as_that_in_every_browser(signed_in, became):
    former, new, merge = became
    tell(signed_in, saved=[[former, ago(hours=1), 0, False]])
    merge()
    signed_in.get("/en/reading/kept")

    heard = tell(signed_in, 1)
    assert heard["saved"]["names"] == [new]
    assert [line["address"] for line in heard["saved"]["lines"]] == [f"/en/{new}"]


def test_who_tells_a_former_name_hears_of_the_new_one_next(signed_in, became):
    former, new, merge = became
    merge()
    told = tell(signed_in, saved=[[former, ago(hours=1), 0, False]])
    assert signed_in.get("/en/reading/kept").json()["turn"] == told["turn"] + 1

    heard = tell(signed_in, told["turn"])
    assert [line["address"] for line in heard["saved"]["lines"]] == [f"/en/{new}"]


def test_what_readers_may_not_see_is_not_told(signed_in, make_article):
    article = make_article()
    tell(signed_in, saved=[saved(article)])
    article.visible = False
    article.save()

    heard = tell(signed_in)
    assert (heard["saved"]["lines"], len(heard["saved"]["names"])) == ([], 1)


def test_a_browser_that_knows_a_turn_that_never_was_is_told_everything(signed_in, make_article):
    tell(signed_in, saved=[saved(make_article())])

    heard = tell(signed_in, 99)
    assert (heard["turn"], len(heard["saved"]["lines"])) == (1, 1)


def test_questions_that_change_nothing_are_few(signed_in, make_article, django_assert_max_num_queries):
    tell(signed_in, history=[opened(make_article()) for _ in range(20)], saved=[saved(make_article())])

    with django_assert_max_num_queries(4):
        assert signed_in.get("/en/reading/kept").json()["turn"] == 1
    with django_assert_max_num_queries(12):
        assert len(tell(signed_in)["history"]["lines"]) == 20


def test_it_goes_into_the_readers_file_and_away_with_the_account(signed_in, reader, make_article):
    article = make_article(title="Ships leave")
    tell(signed_in, saved=[saved(article)], history=[opened(article, done=True)], choices={"face": "sans"})
    told = keeping.export(reader)
    assert told["saved"][0] | {"saved_at": ""} == {
        "page": article.get_absolute_url(),
        "title": "Ships leave",
        "saved_at": "",
    }
    assert (told["history"][0]["to_the_end"], told["choices"]) == (True, {"face": "sans"})

    article.visible = False
    article.save()
    told = keeping.export(reader)
    assert [(one["page"], one["title"]) for one in told["saved"]] == [(article.get_absolute_url(), "")]
    keeping.erase(reader)
    assert not Kept.objects.exists()
    assert not Shelf.objects.exists()


def test_what_became_part_of_another_is_in_the_readers_file(signed_in, reader, became):
    former, new, merge = became
    tell(signed_in, saved=[[former, ago(hours=1), 0, False]])
    merge()

    assert [one["page"] for one in keeping.export(reader)["saved"]] == [f"/en/{new}"]
