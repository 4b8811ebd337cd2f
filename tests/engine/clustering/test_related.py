from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from daily8.engine.clustering import offline_related
from daily8.engine.clustering.features import Vocabulary, grams
from daily8.engine.clustering.neighbours import neighbours
from daily8.engine.clustering.pieces import Piece
from daily8.engine.clustering.related import MOST, Reason, related
from daily8.engine.embedding import EmbeddingError
from daily8.engine.embedding.nothing import Nothing

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

BARRIER = (
    "Rotterdam opens its storm barrier. Engineers lowered the steel gates into the river while the mayor watched."
)
BARRIER_TOO = (
    "Storm barrier at Rotterdam opened. The mayor watched as the steel gates were lowered into the river."
)
BARRIER_BEFORE = "Rotterdam tests its storm barrier. Engineers lowered the steel gates into the river for a trial."
BAKER = "Baker from Lyon wins a contest. Her loaf of rye with walnuts was the favourite of all nine judges."
MARKET = "Shares fall on Monday. Investors sold airlines after fuel grew dearer, and bought gold instead."
SINGER = "Singer cancels her tour. Doctors told her to rest her voice until the summer, a friend said."
OTHERS = (BAKER, MARKET, SINGER)


class Newsroom:
    """Makes pieces that know each other's words."""

    def __init__(self, *texts):
        self.vocabulary = Vocabulary()
        for text in (*texts, *OTHERS):
            self.vocabulary.learn(grams(text))

    def piece(self, id, text, *, hours=0, publisher="", language="en", vector=(), **more):
        return Piece(
            id=id,
            published=None if hours is None else NOON + timedelta(hours=hours),
            publisher=publisher,
            language=language,
            vector=np.array(vector, dtype=np.float32),
            terms=self.vocabulary.weigh(grams(text)),
            **more,
        )


@pytest.fixture
def newsroom():
    return Newsroom(BARRIER, BARRIER_TOO, BARRIER_BEFORE)


def toward(*numbers):
    vector = np.zeros(8)
    vector[: len(numbers)] = numbers
    return vector / np.linalg.norm(vector)


def ids(found):
    return [one.id for one in found]


def test_what_is_about_the_same_comes_and_what_is_not_stays_away(newsroom):
    article = newsroom.piece(1, BARRIER)
    candidates = [newsroom.piece(2, BARRIER_TOO), *(newsroom.piece(text, text) for text in OTHERS)]

    assert ids(related(article, candidates)) == [2]


def test_nothing_comes_where_nothing_is_related(newsroom):
    assert related(newsroom.piece(1, BAKER), [newsroom.piece(2, MARKET), newsroom.piece(3, SINGER)]) == []
    assert related(newsroom.piece(1, BAKER), []) == []


def test_an_article_is_not_related_to_itself(newsroom):
    article = newsroom.piece(1, BARRIER)

    assert related(article, [article]) == []


def test_meaning_alone_relates_articles_of_two_languages(newsroom):
    article = newsroom.piece(1, BARRIER, vector=toward(1, 0.1))
    same = newsroom.piece(2, "افتتاح حاجز العواصف في روتردام", language="ar", vector=toward(1, 0.2))
    other = newsroom.piece(3, "خباز من ليون يفوز بالجائزة", language="ar", vector=toward(0, 0, 1))

    assert ids(related(article, [other, same])) == [2]


def test_vectors_of_two_models_are_not_compared(newsroom):
    article = newsroom.piece(1, BARRIER, vector=toward(1))
    other = newsroom.piece(2, BAKER, vector=[1, 0])
    blank = newsroom.piece(3, MARKET, vector=np.zeros(8))

    assert related(article, [other, blank]) == []


def test_at_most_eight_come_and_the_surest_first(newsroom):
    article = newsroom.piece(1, BARRIER)
    candidates = [newsroom.piece(number, BARRIER_TOO) for number in range(2, 30)]

    found = related(article, [newsroom.piece(99, BARRIER_BEFORE), *candidates])

    assert len(found) == MOST
    assert found == sorted(found, key=lambda one: -one.score)
    assert all(0 < one.score < 1 for one in found)


def test_a_text_comes_once_however_many_publishers_print_it(newsroom):
    article = newsroom.piece(1, BARRIER)
    copies = [newsroom.piece(number, BARRIER_TOO, copy_of=2, publisher=f"p{number}") for number in range(3, 9)]

    found = related(article, [newsroom.piece(2, BARRIER_TOO), *copies, newsroom.piece(20, BARRIER_BEFORE)])

    assert sorted(ids(found)) == [2, 20]


def test_copies_of_the_article_itself_do_not_come(newsroom):
    article = newsroom.piece(1, BARRIER, copy_of=5)

    assert related(article, [newsroom.piece(5, BARRIER), newsroom.piece(6, BARRIER, copy_of=5)]) == []


def test_publishers_take_turns(newsroom):
    article = newsroom.piece(1, BARRIER)
    loud = [newsroom.piece(number, BARRIER_TOO, publisher="loud.example") for number in (2, 3, 4)]
    quiet = newsroom.piece(5, BARRIER_TOO, publisher="quiet.example")

    assert ids(related(article, [*loud, quiet])) == [2, 5, 3, 4]


def test_the_newer_of_two_equals_comes_first(newsroom):
    article = newsroom.piece(1, BARRIER)

    found = related(article, [newsroom.piece(2, BARRIER_TOO, hours=-3), newsroom.piece(3, BARRIER_TOO, hours=3)])

    assert ids(found) == [3, 2]


def test_what_was_published_near_comes_before_what_is_long_ago(newsroom):
    article = newsroom.piece(1, BARRIER)

    found = related(
        article, [newsroom.piece(2, BARRIER_TOO, hours=-400), newsroom.piece(3, BARRIER_TOO, hours=-2)]
    )

    assert ids(found) == [3, 2]


def test_articles_without_a_date_are_related_too(newsroom):
    article = newsroom.piece(1, BARRIER, hours=None)

    assert ids(related(article, [newsroom.piece(2, BARRIER_TOO, hours=None), newsroom.piece(3, BAKER)])) == [2]


@pytest.mark.parametrize(
    ("hours", "more", "reason"),
    [
        (2, {"story": 7}, Reason.STORY),
        (-30, {"story": 7}, Reason.EARLIER),
        (30, {"story": 7}, Reason.STORY),
        (2, {"story": 8, "people": frozenset({"mayor", "pilot"})}, Reason.PEOPLE),
        (2, {"story": 8, "places": frozenset({"rotterdam"})}, Reason.PLACE),
        (2, {"story": 8}, Reason.BACKGROUND),
        (2, {}, Reason.STORY),
        (-30, {}, Reason.EARLIER),
        (-300, {}, Reason.EARLIER),
        (300, {}, Reason.STORY),
        (-300, {"story": 8}, Reason.EARLIER),
    ],
)
def test_each_comes_with_its_reason(newsroom, hours, more, reason):
    people, places = frozenset({"mayor"}), frozenset({"rotterdam"})
    article = newsroom.piece(1, BARRIER, story=7, people=people, places=places)

    found = related(article, [newsroom.piece(2, BARRIER_TOO, hours=hours, **more)])

    assert [one.reason for one in found] == [reason]


def test_the_longer_apart_the_surer_it_has_to_be_that_the_event_is_the_same(newsroom):
    article = newsroom.piece(1, BARRIER, places=frozenset({"rotterdam"}))

    def reason(days):
        other = newsroom.piece(2, BARRIER_TOO, hours=-24 * days, places=article.places)
        return related(article, [other])[0].reason

    assert [reason(days) for days in (3, 24, 4000)] == [Reason.EARLIER, Reason.EARLIER, Reason.PLACE]


def test_no_weak_background_comes_where_the_same_with_something_in_common_does(newsroom):
    mayor = frozenset({"mayor"})
    article = newsroom.piece(1, BARRIER, story=7, vector=toward(1), people=mayor)
    weak = {"hours": -60, "story": 8, "vector": toward(0.45, 1)}

    assert related(article, [newsroom.piece(2, BAKER, **weak)]) == []
    assert [one.reason for one in related(article, [newsroom.piece(2, BAKER, **weak, people=mayor)])] == [
        Reason.PEOPLE
    ]


def test_shared_people_make_a_relation_surer(newsroom):
    people = frozenset({"mayor", "pilot"})
    article = newsroom.piece(1, BARRIER, people=people)

    (plain,) = related(article, [newsroom.piece(2, BARRIER_BEFORE)])
    (shared,) = related(article, [newsroom.piece(2, BARRIER_BEFORE, people=people)])

    assert shared.score > plain.score


def test_the_grouping_brings_in_what_words_alone_would_not(newsroom):
    article = newsroom.piece(1, BARRIER, story=7, vector=toward(1))
    far = newsroom.piece(2, BAKER, vector=toward(0.33, 1))

    assert related(article, [far]) == []
    assert ids(related(article, [newsroom.piece(2, BAKER, vector=toward(0.33, 1), story=7)])) == [2]


def test_neighbours_are_found_by_words_and_by_meaning(newsroom):
    pieces = [
        newsroom.piece(0, BARRIER, vector=toward(1)),
        newsroom.piece(1, BARRIER_TOO, vector=toward(0, 1)),
        newsroom.piece(2, BAKER, vector=toward(1, 0, 0.1), language="ar"),
        newsroom.piece(3, SINGER, vector=toward(-1)),
    ]

    near = list(neighbours(pieces))

    assert {piece.id for piece in near[0]} >= {1, 2}
    assert 0 not in ids(near[0])


def test_a_set_of_one_and_an_empty_set_have_no_neighbours(newsroom):
    assert list(neighbours([])) == []
    assert list(neighbours([newsroom.piece(1, BARRIER)])) == [[]]


def line(id, text, **more):
    title, body = text.split(". ", 1)
    return {"id": id, "title": title, "text": body, "language": "en", "published": "2026-03-01T12:00:00Z", **more}


def test_the_tool_answers_each_line_of_a_set_in_order():
    lines = [line("a", BARRIER), line("b", BAKER), line("c", BARRIER_TOO), line("d", MARKET), line("e", SINGER)]

    answered = list(offline_related.answers(lines, Nothing()))

    assert [one["id"] for one in answered] == ["a", "b", "c", "d", "e"]
    assert [[other["id"] for other in one["related"]] for one in answered] == [["c"], [], ["a"], [], []]
    assert answered[0]["related"][0]["reason"] == "story"


def test_the_tool_tells_articles_apart_that_have_one_id_or_none():
    lines = [line(None, BARRIER), line(None, BARRIER_TOO), line("x", BAKER), line("x", MARKET)]

    answered = list(offline_related.answers(lines, Nothing()))

    assert [len(one["related"]) for one in answered] == [1, 1, 0, 0]


@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"id": 7, "title": None, "text": ["x"], "published": {}, "language": 5, "publisher": False},
        {"title": "\ud800", "text": "\x00" * 50, "published": "the day after", "language": "--"},
        {"title": "x" * 100_000, "text": "y " * 200_000, "published": "9999-12-31", "language": "xx-YY"},
        {"title": "عاجل", "text": "", "published": -1e30, "language": "ara"},
    ],
)
def test_the_tool_answers_odd_lines_beside_good_ones(odd):
    lines = [line("a", BARRIER), odd, line("c", BARRIER_TOO), line("b", BAKER), line("d", MARKET)]

    answered = list(offline_related.answers(lines, Nothing()))

    assert [other["id"] for other in answered[0]["related"]] == ["c"]
    assert answered[1] == {"id": odd.get("id"), "related": []}


def test_the_tool_goes_by_words_when_no_vectors_can_be_made():
    class Broken(Nothing):
        name, dimensions = "broken", 384

        def embed(self, passages):
            raise EmbeddingError("the server does not answer")

    lines = [line("a", BARRIER), line("b", BAKER), line("c", BARRIER_TOO)]

    answered = list(offline_related.answers(lines, Broken()))

    assert [other["id"] for other in answered[0]["related"]] == ["c"]


def test_an_empty_set_gives_no_lines():
    assert list(offline_related.answers([], Nothing())) == []
