"""Readers follow hashtags, sources, stories and searches, and see what is new of them."""

from datetime import timedelta

import pytest
from django.test import Client

from daily8.accounts import keeping
from daily8.accounts.models import User
from daily8.reading import following, muting, things
from daily8.reading.models import Follow, Kind
from daily8.search import indexing, memory
from daily8.stories.models import FormerStory
from daily8.topics.models import Hashtag
from daily8.web.views import following as views
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(db) -> User:
    return User.objects.create(username="layla", email="layla@reader.example")


@pytest.fixture
def signed_in(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


def follow(reader: User, kind: str, name: str) -> None:
    thing = things.named(kind, name)
    assert thing
    following.follow(reader, thing, NOON)


def press(client: Client, kind: str, name: str, *, follow: str = "yes", back: str = ""):
    return client.post("/en/follow", {"kind": kind, "name": name, "follow": follow, "back": back})


def listed(client: Client, address: str = "/en/following") -> list[str]:
    return [one.article.title for one in client.get(address).context["news"]]


def test_what_is_new_of_everything_followed_stands_in_one_list_newest_first(
    signed_in, reader, make_article, make_publisher, make_hashtag, make_story
):
    harbour, hill = make_publisher("harbour.example"), make_publisher("hill.example")
    by_source = make_article(publisher=harbour, title="Of the harbour", published_at=NOON - timedelta(hours=3))
    by_hashtag = make_article(publisher=hill, title="Of boats", published_at=NOON - timedelta(hours=2))
    make_hashtag("Boats", on=[by_hashtag])
    in_story = make_article(publisher=hill, title="Of the story", published_at=NOON - timedelta(hours=1))
    searched = make_article(publisher=hill, title="Volcanoes at sea", published_at=NOON)
    make_article(publisher=hill, title="Of nothing", published_at=NOON)
    indexing.index([searched])
    memory.forget()
    follow(reader, "source", "harbour.example")
    follow(reader, "hashtag", "Boats")
    follow(reader, "story", make_story(in_story).key)
    follow(reader, "search", "volcanoes")

    assert listed(signed_in) == ["Volcanoes at sea", "Of the story", "Of boats", "Of the harbour"]
    assert [one.thing.kind for one in signed_in.get("/en/following").context["news"]] == [
        Kind.SEARCH,
        Kind.STORY,
        Kind.HASHTAG,
        Kind.SOURCE,
    ]
    assert by_source.title in signed_in.get("/en/following").content.decode()


def test_an_article_of_two_things_followed_stands_there_once(
    signed_in, reader, make_article, make_publisher, make_hashtag, make_story
):
    article = make_article(publisher=make_publisher("harbour.example"), title="Once")
    make_hashtag("Boats", on=[article])
    follow(reader, "source", "harbour.example")
    follow(reader, "hashtag", "Boats")

    assert listed(signed_in) == ["Once"]


def test_a_long_list_goes_on_where_it_ended(signed_in, reader, make_article, make_publisher):
    harbour = make_publisher("harbour.example")
    for number in range(60):
        make_article(publisher=harbour, title=f"Number {number}", published_at=NOON - timedelta(minutes=number))
    follow(reader, "source", "harbour.example")

    seen, address = [], "/en/following"
    while address:
        answer = signed_in.get(address)
        seen += [one.article.title for one in answer.context["news"]]
        address = f"/en/following{answer.context['page'].older}" if answer.context["page"].older else ""

    assert seen == [f"Number {number}" for number in range(60)]


def test_only_what_readers_may_see_and_read_is_listed(signed_in, reader, make_article, make_publisher):
    harbour = make_publisher("harbour.example")
    make_article(publisher=harbour, title="Withdrawn", visible=False)
    make_article(publisher=harbour, title="عن الميناء", language="ar")
    follow(reader, "source", "harbour.example")

    assert listed(signed_in) == []
    assert "Nothing new in what you follow" in signed_in.get("/en/following").content.decode()
    assert listed(signed_in, "/en/following?languages=all") == ["عن الميناء"]


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1 article is"), (2, "2 articles are"), (3, "3 articles and more")]
)
def test_who_muted_all_that_is_followed_is_told_so(
    signed_in, reader, make_article, make_publisher, monkeypatch, number, said
):
    monkeypatch.setattr(views, "_MOST_HIDDEN", 3)
    harbour = make_publisher("harbour.example")
    follow(reader, "source", "harbour.example")
    assert "other languages" in signed_in.get("/en/following").content.decode()
    for _ in range(number):
        make_article(publisher=harbour)
    muting.mute(reader, muting.named("source", "harbour.example"), NOON)

    page = signed_in.get("/en/following").content.decode()

    assert "You muted all that is new" in page
    assert f"{said} " in page
    assert 'href="/en/muted"' in page.split("You muted all")[1].split("</div>")[0]
    assert "other languages" not in page


@pytest.mark.parametrize("language", ["en", "ar"])
def test_who_follows_nothing_is_told_how(signed_in, language):
    page = signed_in.get(f"/{language}/following").content.decode()

    assert {"en": "You follow nothing yet", "ar": "لا تتابع شيئا بعد"}[language] in page


def test_following_wants_an_account(client, make_publisher):
    make_publisher("harbour.example")
    answer = client.get("/en/following")
    assert answer.status_code == 302
    assert "next=/en/follow" in answer["Location"]
    assert press(client, "source", "harbour.example").status_code == 302
    assert not Follow.objects.exists()


def test_a_button_follows_and_unfollows_and_leads_back(signed_in, reader, make_publisher):
    make_publisher("harbour.example")
    answer = press(signed_in, "source", "harbour.example", back="/en/source/harbour.example")
    assert answer["Location"] == "/en/source/harbour.example"
    assert "Unfollow" in signed_in.get("/en/source/harbour.example").content.decode()

    press(signed_in, "source", "harbour.example", follow="no")
    assert not Follow.objects.exists()
    assert "Unfollow" not in signed_in.get("/en/source/harbour.example").content.decode()


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_nobody_is_led_to_another_site(signed_in, make_publisher, back):
    make_publisher("harbour.example")

    assert press(signed_in, "source", "harbour.example", back=back)["Location"] == "/en/following"


def test_pressed_twice_it_is_followed_once(signed_in, make_hashtag):
    make_hashtag("Boats")
    press(signed_in, "hashtag", "Boats")
    press(signed_in, "hashtag", "Boats")

    assert Follow.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("source", "nowhere.example"),
        ("hashtag", "Nothing"),
        ("story", "f" * 32),
        ("search", "  \x00 "),
        ("x", "y"),
    ],
)
def test_what_is_not_here_cannot_be_followed(signed_in, kind, name):
    assert press(signed_in, kind, name).status_code == 404
    assert signed_in.get("/en/follow", {"kind": kind, "name": name}).status_code == 404


def test_a_search_of_any_length_and_letters_is_kept_as_words(signed_in, reader):
    press(signed_in, "search", "<script>alert(1)</script> " * 50)
    page = signed_in.get("/en/following").content.decode()

    assert len(Follow.objects.get().key) <= 200
    assert "<script>alert" not in page


def test_a_hashtag_that_became_part_of_another_is_followed_as_that(signed_in, reader, make_hashtag):
    quay, harbour = make_hashtag("Quay"), make_hashtag("Harbour")
    follow(reader, "hashtag", "Quay")
    Hashtag.objects.filter(pk=quay.pk).update(merged_into=harbour)

    (thing,) = following.followed(reader)
    assert thing.name == "Harbour"
    assert following.follows(reader, thing)
    following.unfollow(reader, thing)
    assert following.followed(reader) == []


def test_a_banned_hashtag_is_no_longer_listed(reader, make_hashtag):
    boats = make_hashtag("Boats")
    follow(reader, "hashtag", "Boats")
    Hashtag.objects.filter(pk=boats.pk).update(banned=True)

    assert following.followed(reader) == []


def test_a_story_that_became_part_of_another_is_followed_as_that(reader, make_article, make_story):
    first, second = make_story(make_article()), make_story(make_article(title="The other"))
    follow(reader, "story", first.key)
    key = first.key
    first.delete()
    FormerStory.objects.create(key=key, story=second)

    (thing,) = following.followed(reader)
    assert (thing.name, thing.title) == (second.key, "The other")
    following.unfollow(reader, thing)
    assert following.followed(reader) == []


def test_more_than_can_be_read_cannot_be_followed(signed_in, reader, make_hashtag, monkeypatch):
    monkeypatch.setattr(following, "MOST", 1)
    make_hashtag("Boats")
    make_hashtag("Quay")
    press(signed_in, "hashtag", "Boats")
    answer = signed_in.post("/en/follow", {"kind": "hashtag", "name": "Quay"}, follow=True)

    assert "which is as many as can be followed" in answer.content.decode()
    assert Follow.objects.count() == 1


def test_one_reader_sees_nothing_of_another(signed_in, make_hashtag):
    other = User.objects.create(username="omar")
    make_hashtag("Boats")
    follow(other, "hashtag", "Boats")

    assert following.followed(User.objects.get(username="layla")) == []
    press(signed_in, "hashtag", "Boats", follow="no")
    assert Follow.objects.filter(user=other).exists()


def test_a_page_of_everybody_leads_to_an_account_and_carries_no_token(client, make_hashtag, make_publisher):
    make_hashtag("Boats")
    page = client.get("/en/hashtag/Boats").content.decode()

    assert "/en/follow?kind=hashtag&amp;name=Boats" in page
    assert "csrfmiddlewaretoken" not in page


def test_what_is_followed_goes_into_the_readers_file(reader, make_hashtag):
    make_hashtag("Boats")
    follow(reader, "hashtag", "Boats")
    follow(reader, "search", "volcanoes")

    assert {(one["kind"], one["name"]) for one in following.kept(reader)} == {
        ("hashtag", "Boats"),
        ("search", "volcanoes"),
    }


def test_who_erases_an_account_is_followed_by_nothing_that_was_followed(reader, make_hashtag):
    make_hashtag("Boats")
    follow(reader, "hashtag", "Boats")
    assert keeping.export(reader)["following"][0]["name"] == "Boats"

    keeping.erase(reader)

    assert not Follow.objects.exists()


def test_what_a_search_finds_and_is_left_out_takes_no_place_and_ends_no_list(
    signed_in, reader, make_article, make_publisher
):
    harbour, hill = make_publisher("harbour.example"), make_publisher("hill.example")
    made = [
        make_article(
            publisher=hill if number % 2 else harbour,
            title=f"Volcano {number}",
            published_at=NOON - timedelta(minutes=number),
        )
        for number in range(60)
    ]
    indexing.index(made)
    memory.forget()
    follow(reader, "search", "volcano")
    muting.mute(reader, muting.named("source", "hill.example"), NOON)

    answer = signed_in.get("/en/following")
    assert [one.article.title for one in answer.context["news"]] == [f"Volcano {2 * each}" for each in range(24)]
    assert len(listed(signed_in, f"/en/following{answer.context['page'].older}")) == 6


def test_a_hashtag_is_followed_to_the_end_whatever_else_its_articles_carry(
    signed_in, reader, make_article, make_publisher, make_hashtag
):
    harbour, hill = make_publisher("harbour.example"), make_publisher("hill.example")
    made = [
        make_article(
            publisher=hill if number % 2 else harbour,
            title=f"Number {number}",
            published_at=NOON - timedelta(minutes=number),
        )
        for number in range(100)
    ]
    for name in ("Boats", "Quay", "Harbour", "Sea", "Wind"):
        make_hashtag(name, on=made[1::2])
    follow(reader, "hashtag", "Boats")
    follow(reader, "source", "harbour.example")

    seen, address = [], "/en/following"
    while address:
        answer = signed_in.get(address)
        seen += [one.article.title for one in answer.context["news"]]
        address = f"/en/following{answer.context['page'].older}" if answer.context["page"].older else ""
    assert seen == [f"Number {number}" for number in range(100)]


def test_only_so_many_searches_are_followed_since_each_is_done_anew(reader):
    for number in range(following.MOST_SEARCHES):
        follow(reader, "search", f"word{number}")

    with pytest.raises(following.TooMuch) as told:
        follow(reader, "search", "one more")
    assert told.value.most == following.MOST_SEARCHES
    assert Follow.objects.count() == following.MOST_SEARCHES


def test_a_story_is_named_in_the_language_of_the_page(signed_in, reader, make_article, make_story):
    english = make_article(title="Storm turns back", published_at=NOON - timedelta(hours=2))
    arabic = make_article(title="العاصفة تعود", language="ar", published_at=NOON)
    follow(reader, "story", make_story(english, arabic).key)

    assert "Storm turns back" in signed_in.get("/en/following").content.decode()
    assert [thing.title for thing in signed_in.get("/ar/following").context["followed"]] == ["العاصفة تعود"]
    assert [thing.title for thing in signed_in.get("/en/following").context["followed"]] == ["Storm turns back"]
