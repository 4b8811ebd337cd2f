"""What holds whatever was learned: no story swallows the rest, and none is made of one publisher's templates."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from daily8.engine.clustering.grouping import Grouper
from daily8.engine.clustering.results import Item
from daily8.engine.clustering.scoring import Scoring, trained
from daily8.engine.embedding import Centre

START = datetime(2026, 3, 1, 6, tzinfo=UTC)
DIMENSIONS = 48
SIGNS = [
    "Aries",
    "Taurus",
    "Gemini",
    "Cancer",
    "Leo",
    "Virgo",
    "Libra",
    "Scorpio",
    "Sagittarius",
    "Capricorn",
    "Aquarius",
    "Pisces",
]


def article(id, title, text="", *, hours=0.0, publisher="", vector=None, language="en"):
    published = START + timedelta(hours=hours)
    return Item(id, language, published, title, text, publisher, vector)


def stories_of(grouper, items):
    for item in items:
        grouper.place(item)
        grouper.repairs()
    return Counter(grouper.story_of(item.id) for item in items)


def crowded_news(count=1500):
    """Events of a few crowded subjects, as on the days of the Games: what is near is seldom the same."""
    random = np.random.default_rng(7)
    words = ["".join(random.choice(list("abdefgiklmnoprstu"), 6)) for _ in range(900)]
    subjects = random.normal(size=(6, DIMENSIONS))
    events = []
    for number in range(count):
        if not events or random.random() < 0.3:
            subject = subjects[random.integers(6)]
            events.append((subject + random.normal(size=DIMENSIONS) * 0.8, random.choice(words, 6)))
        middle, names = events[-1 - min(int(random.exponential(12)), len(events) - 1)]
        vector = middle + random.normal(size=DIMENSIONS) * 0.5
        title = " ".join([*random.choice(names, 4), *random.choice(words, 4)])
        vector = (vector / np.linalg.norm(vector)).astype(np.float32)
        yield article(number, title, hours=number / 15, publisher=f"p{number % 90}", vector=vector)


def off_by_a_quarter(*names):
    """The weights with some of them a quarter nearer to joining everything."""
    learned = trained().meaning
    return Scoring(replace(learned, **{name: 0.75 * getattr(learned, name) for name in names}), trained().words)


@pytest.mark.parametrize(
    "names",
    [(), ("start",), ("merge_start",), ("start", "merge_start"), ("day", "merge_day", "start", "merge_start")],
)
def test_a_threshold_off_by_a_quarter_lets_no_story_swallow_the_rest(names):
    grouper = Grouper(Centre("made", DIMENSIONS), off_by_a_quarter(*names))
    items = list(crowded_news())

    sizes = stories_of(grouper, items)

    assert sizes.most_common(1)[0][1] <= 0.2 * len(items)


def test_even_a_threshold_of_nothing_lets_no_story_swallow_the_rest():
    nothing = replace(trained().meaning, start=5.0, merge_start=5.0)
    grouper = Grouper(Centre("made", DIMENSIONS), Scoring(nothing, trained().words))
    items = list(crowded_news())

    sizes = stories_of(grouper, items)

    assert sizes.most_common(1)[0][1] <= 0.2 * len(items)


def test_the_horoscopes_of_one_publisher_make_no_large_story():
    items = [
        article(
            f"{day}-{sign}",
            f"{sign}: your horoscope for day {day}",
            f"Today the stars are kind to you, {sign}. Love, money and health: read what day {day} brings.",
            hours=24 * day,
            publisher="stars.example",
        )
        for day in range(6)
        for sign in SIGNS
    ]

    assert max(stories_of(Grouper(), items).values()) <= 5


def test_the_daily_weather_of_one_publisher_is_a_story_of_no_two_days():
    grouper = Grouper()
    for other in crowded_news(200):
        grouper.place(replace(other, id=f"other-{other.id}", vector=None))
    items = [
        article(
            day,
            f"Weather: forecast for {('Monday', 'Tuesday', 'Wednesday')[day % 3]}",
            f"Expect {10 + day} degrees in the north and {15 + day} degrees in the south, with light wind.",
            hours=24 * day,
            publisher="weather.example",
        )
        for day in range(9)
    ]

    assert set(stories_of(grouper, items).values()) == {1}


def test_a_story_that_others_report_too_may_hold_much_of_one_publisher():
    texts = [
        f"The strike at the port of Piraeus goes on, say dockers on hour {hour} of the strike."
        for hour in range(9)
    ]
    title = "Dockers of Piraeus go on with their strike at the port"
    items = [article("other", title, texts[0], publisher="other.example")]
    items += [
        article(hour, title, text, hours=hour, publisher="port.example") for hour, text in enumerate(texts, 1)
    ]

    assert stories_of(Grouper(), items).most_common(1)[0][1] == 10


def test_what_a_publisher_sends_again_every_day_stays_in_its_story():
    text = "The bridge over the river Tamar will be closed for repairs from Friday until the end of the month."
    items = [
        article(day, "Bridge over the Tamar closes for repairs", text, hours=24 * day, publisher="tamar.example")
        for day in range(8)
    ]

    assert len(stories_of(Grouper(), items)) == 1


def test_ten_copies_at_once_are_one_story():
    title = "Minister resigns over the purchase of a castle"
    items = [article(number, title, publisher="one.example") for number in range(10)]

    assert len(stories_of(Grouper(), items)) == 1


@pytest.mark.parametrize(
    ("title", "text", "language"),
    [
        ("", "", "en"),
        ("Goal!", "", "en"),
        ("\x00\ud800", "\ud800" * 50, "xx"),
        ("Sentence without end", "word " * 200_000, "en"),
        ("ཁ་ཡིག", "བོད་ཡིག་གི་གསར་འགྱུར།", "bo"),
        ("One", "z" * 1_000_000, ""),
    ],
)
def test_odd_articles_begin_stories_of_their_own(title, text, language):
    grouper = Grouper()
    for number in range(3):
        grouper.place(article(number, f"Parliament {number} votes on budget {number}"))

    placement = grouper.place(article("odd", title, text, language=language))

    assert placement.is_new
    assert grouper.articles_of("odd") == ("odd",)


@pytest.mark.parametrize("year", [1, 1970, 9998])
def test_a_wrong_date_does_not_keep_an_article_from_being_placed(year):
    grouper = Grouper()
    title, text = (
        "Chile: earthquake near Iquique",
        "A tsunami warning was issued after the earthquake off Iquique.",
    )
    grouper.place(article(1, title, text))
    wrong = replace(article(2, title, text), published=datetime(year, 1, 1, tzinfo=UTC))

    grouper.place(wrong)
    grouper.forget(START - timedelta(days=10))

    assert 1 in grouper
    assert (2 in grouper) == (year == 9998)
