"""What a reader mutes is left out of lists, and the preview shows exactly that."""

import random
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from daily8.accounts import keeping
from daily8.accounts.models import User
from daily8.articles.models import Article
from daily8.reading import muting
from daily8.reading.models import Mute
from daily8.reading.muting import Muted
from daily8.search import indexing, memory
from daily8.topics.models import Hashtag

pytestmark = pytest.mark.django_db
KEY = re.compile(r"/en/article/([0-9a-f]{32})")


@pytest.fixture
def reader() -> User:
    return User.objects.create(username="layla", email="layla@reader.example")


@pytest.fixture
def signed_in(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


@pytest.fixture
def write(make_article):
    """Make articles of the last hours that are found by their words."""

    def write(title: str, hours: float = 1, **fields) -> Article:
        moment = timezone.now() - timedelta(hours=hours)
        article = make_article(title=title, published_at=moment, found_at=moment, **fields)
        indexing.index([article])
        memory.forget()
        return article

    return write


def mute(reader: User, kind: str, name: str) -> None:
    thing = muting.named(kind, name)
    assert thing
    muting.mute(reader, thing, timezone.now())


def keys(client: Client, address: str) -> set[str]:
    return set(KEY.findall(client.get(address).content.decode()))


def test_a_muted_source_is_in_no_list_but_its_own(signed_in, reader, write, make_publisher):
    harbour, hill = make_publisher("harbour.example"), make_publisher("hill.example")
    muted, kept = write("Ships of the harbour", publisher=harbour), write("Sheep of the hill", publisher=hill)
    mute(reader, "source", "harbour.example")

    for address in ("/en/", "/en/latest", "/en/category/world", "/en/search?q=of+the"):
        assert muted.key not in keys(signed_in, address), address
        assert kept.key in keys(signed_in, address), address
    assert muted.key in keys(signed_in, "/en/source/harbour.example")
    assert muted.key in keys(signed_in, f"/en/article/{muted.key}")


def test_the_preview_lists_headlines_without_pictures(signed_in, write):
    article = write("Ships of the harbour", image="https://a.example/1.jpg")

    page = signed_in.get("/en/mute?kind=words&name=ships").content.decode()

    (listed,) = html.fromstring(page).cssselect(".muting__hidden")
    assert "Ships of the harbour" in listed.text_content()
    assert article.key in html.tostring(listed, encoding="unicode")
    assert not listed.cssselect("img")


def test_a_muted_hashtag_is_in_no_list_but_its_own(signed_in, reader, write, make_hashtag):
    muted, kept = write("Ships of the harbour"), write("Sheep of the hill")
    make_hashtag("Boats", on=[muted])
    make_hashtag("Quay", on=[muted, kept])
    mute(reader, "hashtag", "Boats")

    assert keys(signed_in, "/en/latest") == keys(signed_in, "/en/hashtag/Quay") == {kept.key}
    assert keys(signed_in, "/en/hashtag/Boats") == {muted.key}


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("ship", "Two Ships leave at dawn"),
        ("SHIPS", "A ship at dawn"),
        ("prime minister", "The prime ministers meet"),
        ("سفينة", "السفينة تغادر الميناء"),
        ("المدرسة", "مدرسة جديدة في القرية"),
        ("١٢", "12 ships leave"),
        ("12", "غادرت ١٢ سفينة"),
    ],
)
def test_muted_words_are_met_in_every_form(signed_in, reader, write, words, title):
    language = "en" if title.isascii() else "ar"
    muted, kept = write(title, language=language), write("Something else", language="en")
    mute(reader, "words", words)

    assert keys(signed_in, "/en/latest?languages=all") == {kept.key}
    assert muted.pk in muting.of(reader).among([muted.pk, kept.pk])


def test_words_side_by_side_are_muted_only_so(signed_in, reader, write):
    muted, apart = write("The prime minister resigns"), write("A minister in the prime of life")
    mute(reader, "words", "prime minister")

    assert keys(signed_in, "/en/latest") == {apart.key}
    assert muted.pk in muting.of(reader).among([muted.pk])


def test_words_of_the_text_alone_do_not_hide(reader, write):
    article = write("Sheep of the hill", text="Ships left the harbour.")
    mute(reader, "words", "ships")

    assert muting.of(reader).among([article.pk]) == set()


def test_a_list_is_as_long_as_others_have_it(signed_in, reader, write, make_publisher):
    harbour, hill = make_publisher("harbour.example"), make_publisher("hill.example")
    for number in range(80):
        write(f"Number {number}", hours=number / 10, publisher=hill if number % 2 else harbour)
    mute(reader, "source", "harbour.example")

    page = signed_in.get("/en/latest").context["page"]
    assert len(page.articles) == 24
    assert {article.publisher_id for article in page.articles} == {hill.pk}
    assert page.older


def test_nobody_else_misses_anything(client, reader, write, make_publisher):
    article = write("Ships of the harbour", publisher=make_publisher("harbour.example"))
    mute(reader, "source", "harbour.example")

    assert article.key in keys(client, "/en/latest")


def test_the_front_page_takes_another_report_of_a_story(signed_in, reader, write, make_publisher, make_story):
    papers = [make_publisher(f"{name}.example") for name in ("harbour", "hill", "plain")]
    reports = [write(f"Crane falls, says {paper.domain}", publisher=paper) for paper in papers]
    make_story(*reports)
    before = signed_in.get("/en/").context["front"].lead.article
    mute(reader, "source", before.publisher.domain)

    lead = signed_in.get("/en/").context["front"].lead
    assert lead.article.publisher != before.publisher
    assert lead.article in reports
    assert before.key not in keys(signed_in, "/en/")


def test_what_is_related_to_an_article_leaves_out_what_is_muted(signed_in, reader, write, make_publisher):
    harbour, hill = make_publisher("harbour.example"), make_publisher("hill.example")
    article, other = write("Ships of the harbour", publisher=harbour), write("Sheep", publisher=hill)
    assert other.key in keys(signed_in, f"/en/article/{article.key}")
    mute(reader, "source", "hill.example")

    assert other.key not in keys(signed_in, f"/en/article/{article.key}")


def test_results_say_how_many_are_left_out(signed_in, reader, write, make_publisher):
    write("Volcano smokes", publisher=make_publisher("harbour.example"))
    write("Volcano sleeps", publisher=make_publisher("hill.example"))
    mute(reader, "source", "harbour.example")

    assert (
        "1 article is left out by what you have muted." in signed_in.get("/en/search?q=volcano").content.decode()
    )


def test_where_all_that_is_found_is_muted_that_is_said(signed_in, reader, write, make_publisher):
    write("Volcano smokes", publisher=make_publisher("harbour.example"))
    mute(reader, "source", "harbour.example")

    shown = signed_in.get("/en/search?q=volcano").content.decode()

    assert "What was found here is muted" in shown
    assert "Nothing was found" not in shown


def test_a_thing_is_looked_at_before_it_is_muted_and_shown_again(signed_in, reader, write):
    muted, _kept = write("Ships of the harbour"), write("Sheep of the hill")
    answer = signed_in.get("/en/mute", {"kind": "words", "name": "ships"})
    assert [article.key for article in answer.context["hidden"]] == [muted.key]
    assert "hides 1 article from all lists" in answer.content.decode()
    assert not Mute.objects.exists()

    signed_in.post("/en/mute", {"kind": "words", "name": "ships"})
    signed_in.post("/en/mute", {"kind": "words", "name": "Ships"})
    assert Mute.objects.count() == 1
    assert "ships" in signed_in.get("/en/muted").content.decode()

    signed_in.post("/en/mute", {"kind": "words", "name": "ships", "mute": "no"})
    assert muted.key in keys(signed_in, "/en/latest")


@pytest.mark.parametrize(
    ("kind", "name"), [("source", "nowhere.example"), ("hashtag", "Nothing"), ("story", "f" * 32), ("", "x")]
)
def test_what_is_not_here_cannot_be_muted(signed_in, kind, name):
    assert signed_in.get("/en/mute", {"kind": kind, "name": name}).status_code == 404
    assert signed_in.post("/en/mute", {"kind": kind, "name": name}).status_code == 404


@pytest.mark.parametrize("words", ["", "  ", "!!!", "\x00"])
def test_words_that_say_nothing_are_not_muted(signed_in, words):
    answer = signed_in.get("/en/mute", {"kind": "words", "name": words}, follow=True)

    assert "Write a word that says something" in answer.content.decode()


@pytest.mark.parametrize("words", ['" OR 1', "ship) NOT (", "§a", "ship' | 'x", "%", "<b>ship</b>", "a" * 500])
def test_no_words_are_taken_for_anything_else(signed_in, reader, write, words):
    article = write("Sheep of the hill")
    signed_in.post("/en/mute", {"kind": "words", "name": words})

    assert article.key in keys(signed_in, "/en/latest")
    assert "<b>ship" not in signed_in.get("/en/muted").content.decode()


def test_more_than_a_list_can_look_for_cannot_be_muted(signed_in, reader, monkeypatch):
    monkeypatch.setattr(muting, "MOST", 1)
    mute(reader, "words", "ships")
    answer = signed_in.post("/en/mute", {"kind": "words", "name": "sheep"}, follow=True)

    assert "which is all that can be muted" in answer.content.decode()
    assert Mute.objects.count() == 1


def test_a_hashtag_that_became_part_of_another_is_muted_as_that(reader, write, make_hashtag):
    article = write("Ships of the harbour")
    quay, harbour = make_hashtag("Quay"), make_hashtag("Harbour", on=[article])
    mute(reader, "hashtag", "Quay")
    Hashtag.objects.filter(pk=quay.pk).update(merged_into=harbour)

    assert muting.of(reader).among([article.pk]) == {article.pk}
    (thing,) = muting.muted(reader)
    muting.unmute(reader, thing)
    assert not Mute.objects.exists()


def test_what_is_muted_goes_into_the_readers_file_and_away_with_the_account(reader):
    mute(reader, "words", "ships")
    assert keeping.export(reader)["muted"][0]["name"] == "ships"

    keeping.erase(reader)
    assert not Mute.objects.exists()


def test_two_hundred_sets_of_rules_hide_exactly_what_their_preview_shows(
    signed_in, reader, write, make_publisher, make_hashtag
):
    chance = random.Random(8)
    publishers = [make_publisher(f"paper{number}.example") for number in range(6)]
    words = ["ship", "sheep", "harbour", "hill", "minister", "crane", "ferry", "school", "bridge", "storm"]
    articles = [
        write(
            " ".join(chance.sample(words, 3)).capitalize(), hours=number / 20, publisher=chance.choice(publishers)
        )
        for number in range(60)
    ]
    hashtags = [make_hashtag(f"Tag{number}", on=chance.sample(articles, 8)) for number in range(6)]
    everything = {article.key for article in articles}
    for _ in range(200):
        things = [
            *[muting.named("source", one.domain) for one in chance.sample(publishers, chance.randint(0, 2))],
            *[muting.named("hashtag", one.slug) for one in chance.sample(hashtags, chance.randint(0, 2))],
            *[muting.named("words", one) for one in chance.sample(words, chance.randint(0, 2))],
        ]
        Mute.objects.all().delete()
        preview = set()
        for thing in things:
            preview |= {article.key for article in muting.by(thing).hidden(Article.objects.visible())}
            muting.mute(reader, thing, timezone.now())
        shown, address = set(), "/en/latest"
        while address:
            answer = signed_in.get(address)
            shown |= {article.key for article in answer.context["page"].articles}
            older = answer.context["page"].older
            address = f"/en/latest{older}" if older else ""
        assert everything - shown == preview
    assert Muted().visible(Article.objects.all()).count() == 60
