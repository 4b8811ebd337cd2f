"""The page of what suits a reader: off until it is wanted, each card with its reason, finite and private."""

from collections import Counter
from datetime import timedelta

import pytest

from daily8.accounts import keeping
from daily8.accounts.models import User
from daily8.reading import following, for_you, muting, shelf, things
from daily8.reading.models import ForYou, KeptKind
from daily8.reading.telling import Line, Told

pytestmark = pytest.mark.django_db
CATEGORIES = ("world", "politics", "business", "technology", "science", "sports")


@pytest.fixture
def reader(client) -> User:
    reader = User.objects.create(username="layla", email="layla@reader.example")
    client.force_login(reader)
    for_you.switch_on(reader)
    return reader


@pytest.fixture
def world(make_article, make_publisher, noon):
    """Make articles of many publishers and categories of the last hours."""
    publishers = [make_publisher() for _ in range(12)]

    def make(number: int, **fields) -> list:
        return [
            make_article(
                publisher=publishers[each % 12],
                category=CATEGORIES[each % 6],
                title=f"Number {each}",
                published_at=noon - timedelta(minutes=20 * each + 5),
                **fields,
            )
            for each in range(number)
        ]

    return make


def read_to_the_end(reader: User, noon, *articles, days: float = 1, done: bool = True) -> None:
    at = noon - timedelta(days=days)
    lines = [Line(KeptKind.HISTORY, f"article/{each.key}", at, 1.0, at if done else None) for each in articles]
    shelf.change(reader, Told(0, lines, [], {}))


def follow(reader: User, kind: str, name: str, noon) -> None:
    following.follow(reader, things.named(kind, name), noon)


def shown(client, query: str = "") -> list:
    return client.get(f"/en/for-you{query}").context["cards"]


def titles(client, query: str = "") -> list[str]:
    return [card.article.title for card in shown(client, query)]


def test_who_has_no_account_is_told_what_it_is_and_led_to_one(client, read):
    page = read("/en/for-you")
    assert "/en/account/login?next=/en/for-you" in page.xpath("//main//a/@href")
    assert "What it uses:" in page.text_content()

    assert "/account/login" in client.post("/en/for-you", {"act": "on"})["Location"]
    assert not ForYou.objects.exists()


def test_it_is_off_until_it_is_switched_on_and_forgotten_when_it_is_switched_off(client, reader, read, world):
    world(3)
    for_you.switch_off(reader)
    assert read("/en/for-you").xpath("//button[@name='act']/@value") == ["on"]
    client.post("/en/for-you", {"act": "on"})
    assert titles(client) == ["Number 0", "Number 1", "Number 2"]

    client.post("/en/for-you", {"share": "80"})
    client.post("/en/for-you", {"act": "off"})
    assert not ForYou.objects.exists()
    assert "is switched off" in client.get("/en/for-you").content.decode()


def test_what_is_followed_comes_first_with_its_reason(client, reader, world, make_hashtag, noon):
    articles = world(30)
    make_hashtag("Boats", on=[articles[29]])
    follow(reader, "hashtag", "Boats", noon)
    client.post("/en/for-you", {"share": "100"})

    card = shown(client)[0]
    assert (card.article.title, card.because) == ("Number 29", "followed")
    assert "You follow" in client.get("/en/for-you").content.decode()


def test_what_was_read_to_the_end_leads_to_more_of_it(client, reader, world, make_article, make_hashtag, noon):
    articles = world(30)
    before = [make_article(published_at=noon - timedelta(days=9)) for _ in range(4)]
    make_hashtag("Boats", on=[*before, articles[20]])
    make_hashtag("Sheep", on=[*before[:1], articles[21]])
    read_to_the_end(reader, noon, *before[1:])
    read_to_the_end(reader, noon, before[0], done=False)
    client.post("/en/for-you", {"share": "90"})

    card = shown(client)[0]
    assert (card.article.title, card.because, card.interest.finished) == ("Number 20", "finished", 3)
    page = " ".join(client.get("/en/for-you").content.decode().split())
    assert "You read 3 reports to the end:" in page


def test_what_is_opened_once_more_counts_from_when_it_was_first_read_to_the_end(
    client, reader, make_article, noon
):
    article = make_article(published_at=noon - timedelta(days=40))
    read_to_the_end(reader, noon, article, days=for_you.READ_DAYS + 1)
    read_to_the_end(reader, noon, article, days=0)

    assert for_you.known_of(reader, for_you.choice(reader), [], noon) == {}


def test_what_many_report_comes_first_where_that_counts(client, reader, world, make_story, make_hashtag, noon):
    articles = world(30)
    story = make_story(*articles[10:16])
    make_hashtag("Boats", on=[articles[29]])
    follow(reader, "hashtag", "Boats", noon)
    client.post("/en/for-you", {"share": "0"})

    card = shown(client)[0]
    assert (card.because, card.key, card.sources) == ("reported", story.key, 6)
    assert "Important now: 6 sources" in client.get("/en/for-you").content.decode()
    assert [title for title in titles(client) if title in {f"Number {each}" for each in range(10, 16)}] == [
        card.article.title
    ]


def test_the_slider_is_kept_and_holds_no_nonsense(client, reader, read):
    for told, kept in (("100", 100), ("0", 0), ("999", 100), ("-5", 100), ("x", 100), ("", 100), ("30", 30)):
        client.post("/en/for-you", {"share": told})
        assert for_you.choice(reader).share == kept
    assert read("/en/for-you").xpath("//input[@type='range']/@value") == ["30"]


def test_a_ten_is_varied_whatever_is_followed(client, reader, world, make_hashtag, noon):
    articles = world(120)
    make_hashtag("Boats", on=articles[::2])
    follow(reader, "hashtag", "Boats", noon)
    for number in (1, 2, 3):
        follow(reader, "source", f"paper{number}.example", noon)
    client.post("/en/for-you", {"share": "100"})
    for ten in range(1, 4):
        cards = shown(client, f"?ten={ten}")
        assert len(cards) == 10
        assert max(Counter(card.article.publisher_id for card in cards).values()) <= 3
        assert max(Counter(card.article.category for card in cards).values()) <= 5
        assert sum((things.Kind.HASHTAG, 1) in card.wish.event.keys for card in cards) <= 4
        assert sum(card.wish.outside for card in cards) >= 2


def test_it_goes_on_and_ends_and_shows_nothing_twice(client, reader, world, make_article, noon):
    world(100)
    seen, address = [], "/en/for-you"
    while address:
        answer = client.get(address)
        seen += [card.article.title for card in answer.context["cards"]]
        address = answer.context["next"]
        # What comes meanwhile is for the next visit.
        make_article(published_at=noon, found_at=noon + timedelta(seconds=1), title="Late")

    assert len(seen) == len(set(seen)) > 30
    assert "Late" not in seen
    assert "That is all for now." in answer.content.decode()


def test_what_was_read_sinks_and_a_story_goes_on_with_what_was_not(client, reader, world, make_story, noon):
    articles = world(24)
    make_story(*articles[:3])
    before = titles(client)
    assert before[0] == "Number 0"
    read_to_the_end(reader, noon, articles[0], articles[3], days=0.01)

    after = titles(client)
    assert "Number 0" not in after
    assert "Number 1" in after
    assert "Number 3" not in after[:5]


def test_mutes_hold_and_languages_are_kept_apart(client, reader, world, make_article, noon):
    articles = world(6)
    make_article(title="عن الميناء", language="ar", published_at=noon - timedelta(minutes=1))
    muting.mute(reader, muting.named("source", articles[0].publisher.domain), noon)

    assert titles(client) == [f"Number {each}" for each in range(1, 6)]
    assert "عن الميناء" in titles(client, "?languages=all")


def test_beginning_anew_lets_nothing_count_that_was_read_before(client, reader, world, make_hashtag, noon):
    articles = world(30)
    make_hashtag("Boats", on=articles[25:])
    read_to_the_end(reader, noon, *articles[26:])
    client.post("/en/for-you", {"share": "100"})
    assert titles(client)[0] == "Number 25"
    client.post("/en/for-you", {"act": "reset"})

    assert (for_you.choice(reader).share, titles(client)[0]) == (50, "Number 0")
    assert "no longer counts" in client.get("/en/for-you").content.decode()


def test_of_everybody_only_the_own_reading_counts(client, reader, world, make_hashtag, noon):
    articles = world(30)
    make_hashtag("Boats", on=articles[25:])
    other = User.objects.create(username="omar", email="omar@reader.example")
    read_to_the_end(other, noon, *articles[26:])

    assert all(card.interest is None for card in shown(client))


def test_where_nothing_is_new_it_says_so(client, reader, make_article, noon):
    make_article(published_at=noon - timedelta(days=5))

    page = client.get("/en/for-you").content.decode()
    assert "There is nothing for you yet" in page


@pytest.mark.parametrize(
    "query", ["?ten=0", "?ten=99", "?ten=x", "?at=x", "?at=99999999999", "?at=0&ten=1", "?ten=٣"]
)
def test_whatever_an_address_says_it_is_a_page(client, reader, world, query):
    world(3)

    assert len(shown(client, query)) == 3


def test_it_is_nobody_elses_and_asks_so_much_and_not_more(
    client, reader, world, make_hashtag, make_story, noon, django_assert_max_num_queries
):
    articles = world(100)
    for number in range(20):
        make_hashtag(f"Tag{number}", on=articles[number::20])
        follow(reader, "hashtag", f"Tag{number}", noon)
        if number % 2:
            make_story(*articles[number * 4 : number * 4 + 3])
    for number in range(1, 13):
        follow(reader, "source", f"paper{number}.example", noon)
    read_to_the_end(reader, noon, *articles[:50])

    with django_assert_max_num_queries(28):
        answer = client.get("/en/for-you")
    # All of it is followed, and no more than eight of ten may be.
    assert len(answer.context["cards"]) == 8
    assert "private" in answer["Cache-Control"]


def test_it_goes_into_the_readers_file_and_away_with_the_account(client, reader):
    client.post("/en/for-you", {"share": "70"})
    assert keeping.export(reader)["for_you"] == {"on": True, "share": 70, "since": None}

    keeping.erase(reader)
    assert not ForYou.objects.exists()


def test_articles_in_another_language_and_muted_ones_take_no_place_of_a_hashtag(
    client, reader, world, make_article, make_publisher, make_hashtag, noon
):
    world(40)
    muted = make_publisher("muted.example")
    crowd = [
        make_article(language="ar", publisher=muted, published_at=noon - timedelta(seconds=each))
        for each in range(30)
    ]
    crowd += [make_article(publisher=muted, published_at=noon - timedelta(seconds=each)) for each in range(10)]
    last = make_article(title="Of boats", published_at=noon - timedelta(hours=40), publisher=make_publisher())
    make_hashtag("Boats", on=[*crowd, last])
    follow(reader, "hashtag", "Boats", noon)
    muting.mute(reader, muting.named("source", "muted.example"), noon)
    client.post("/en/for-you", {"share": "100"})

    assert titles(client)[0] == "Of boats"
