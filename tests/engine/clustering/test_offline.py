"""What `daily8 tool group` answers."""

import numpy as np
import pytest

from daily8.engine.clustering.offline import group
from daily8.engine.embedding import EmbeddingError
from daily8.engine.embedding.nothing import Nothing

CASTLE = (
    "The minister of transport resigned on Monday after newspapers wrote of the castle that he bought with money "
    "of his ministry. He said that he had done nothing wrong, and that he wanted to keep harm from the "
    "government. The opposition had asked for his resignation for a week and now asks who else knew of the "
    "purchase of the castle."
)
FLOOD = (
    "Three villages in the valley of the Drava were flooded in the night when a dam broke. Nobody was hurt, said "
    "the mayor of the largest one, but forty houses cannot be lived in and the road to the town is closed until "
    "Friday."
)


class Broken:
    """An embedder whose server does not answer."""

    name, dimensions = "broken", 8

    def embed(self, passages):
        raise EmbeddingError("no answer")


class ByFirstWord:
    """An embedder to which texts mean what their first word is."""

    name, dimensions = "first word", 24

    def embed(self, passages):
        def vector(passage):
            word = passage.split(" ", 2)[1]
            return np.random.default_rng(sum(map(ord, word))).normal(size=self.dimensions)

        made = np.stack([vector(passage) for passage in passages])
        return (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)


def row(id, title, text="", published="2026-03-01T12:00:00Z", publisher="", language="en"):
    line = {"id": id, "title": title, "text": text, "published": published}
    return line | {"language": language, "publisher": publisher}


def others(count=40):
    """Other news, so that the words that every text is made of are known to be common."""
    words = ["council", "road", "school", "court", "market", "train", "doctor", "film", "river", "song", "match"]
    common = [
        "the",
        "of",
        "and",
        "that",
        "had",
        "was",
        "were",
        "in",
        "his",
        "from",
        "for",
        "is",
        "on",
        "until",
        "one",
        "when",
        "who",
        "said",
        "be",
        "a",
        "which",
        "with",
    ]
    random = np.random.default_rng(2)
    return [
        row(f"other {number}", " ".join(random.choice(words, 6)), " ".join(random.choice(common + words, 60)))
        for number in range(count)
    ]


def by_id(answers):
    return {answer["id"]: answer for answer in answers}


@pytest.mark.parametrize("embedder", [Nothing(), Broken()], ids=["none", "broken"])
def test_each_article_has_its_story_and_a_copy_its_original(embedder):
    rows = [
        *others(),
        row(1, "Minister of transport resigns over castle", CASTLE, publisher="first.example"),
        row(2, "Dam breaks: villages in the Drava valley flooded", FLOOD, publisher="second.example"),
        row(3, "Minister resigns: he bought a castle", CASTLE, "2026-03-01T13:00:00Z", "third.example"),
        row(4, "Villages flooded in the Drava valley after dam breaks", "", "2026-03-01T14:00:00Z"),
    ]

    answers = by_id(group(rows, embedder))

    assert answers[3] == {"id": 3, "story": 1, "copy_of": 1}
    assert answers[4] == {"id": 4, "story": 2, "copy_of": None}
    assert [answer["id"] for answer in group(rows, embedder)] == [one["id"] for one in rows]


def test_articles_of_two_languages_are_put_together_by_their_vectors():
    rows = [
        *others(),
        row("a", "Vulkan bricht aus", language="deu"),
        row("b", "Regierung tritt ab", language="deu"),
    ]
    rows += [row("c", "Vulkan na Islandiji", language="slv"), row("d", "Regierung", language="slv")]

    answers = by_id(group(rows, ByFirstWord()))

    assert answers["c"]["story"] == answers["a"]["story"] != answers["b"]["story"] == answers["d"]["story"]


def test_bad_lines_are_told_what_is_wrong_and_hold_up_no_others():
    rows = [
        {"title": "no id"},
        {"id": None},
        {"id": True, "title": "no id"},
        {"id": ["list"]},
        {"id": "same", "title": "Dam breaks"},
        {"id": "same", "title": "Dam breaks"},
        {"id": "numbers", "title": 5, "text": ["x"], "published": {}, "language": 1, "publisher": None},
        {"id": "old", "title": "Castle", "published": "yesterday or so"},
        {"id": "late", "title": "Castle", "published": "9999-12-31T23:59:59Z"},
        {"id": 7},
    ]

    answers = group(rows, Nothing())

    assert [set(answer) for answer in answers[:4]] == [{"id", "error"}] * 4
    assert answers[5] == {"id": "same", "error": "the id stood before: give each article its own"}
    assert all(set(answer) == {"id", "story", "copy_of"} for answer in (answers[4], *answers[6:]))


def test_nothing_in_gives_nothing_out():
    assert group([], Nothing()) == []


def test_an_article_of_long_ago_gets_no_company_in_a_busy_newsroom():
    rows = [row("first", "Dam breaks: villages in the Drava valley flooded", FLOOD, "2026-01-01")]
    rows += [{**one, "published": "2026-03-01"} for one in others(2400)]
    rows += [row("last", "Dam breaks: villages in the Drava valley flooded", FLOOD, "2026-03-01")]

    answers = by_id(group(rows, Nothing()))

    assert answers["first"]["story"] == "first"
    assert answers["last"]["story"] == "last"
