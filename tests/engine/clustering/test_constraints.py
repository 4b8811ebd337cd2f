from datetime import UTC, datetime, timedelta

import pytest

from daily8.engine.clustering import constraints
from daily8.engine.clustering.constraints import Constraints
from daily8.engine.clustering.features import Vocabulary, grams
from daily8.engine.clustering.grouping import Grouper
from daily8.engine.clustering.results import Item
from daily8.engine.clustering.stories import Stories
from daily8.engine.clustering.window import Probe, Window

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def item(number, *, together=(), apart=()):
    """A report of the one event; all of them use the same words."""
    return Item(
        id=number,
        language="en",
        published=NOON + timedelta(hours=number),
        title="Strong earthquake shakes northern Chile, tsunami warning issued",
        text="The earthquake of magnitude 7.1 struck off Iquique; people on the coast had to leave.",
        publisher=f"paper{number}.example",
        together=frozenset(together),
        apart=frozenset(apart),
    )


class Newsroom:
    """A window of the ten newest articles, and what was said of all that ever came."""

    def __init__(self):
        self.window = Window(0)
        self.stories = Stories(self.window)
        self.said = Constraints()
        self.terms = Vocabulary().weigh(grams("Strong earthquake"))

    def take_in(self, said):
        self.said.learn(said)
        self.said.ordered(said, self.window, self.stories)
        self.stories.add(self.window.add(said.id, Probe(self.terms, None, 0.0, 0)), self.stories.begun(said.id))
        for row in range(max(0, len(self.window) - 10)):
            self.stories.take(row)
        kept = self.window.story[: len(self.window)] >= 0
        if not kept.all():
            self.stories.move_rows(self.window.keep(kept))


@pytest.fixture
def few(monkeypatch):
    """What was said is tidied up from a few articles on."""
    monkeypatch.setattr(constraints, "_FEW", 8)


def test_what_was_said_of_articles_that_are_gone_is_forgotten(few):
    newsroom = Newsroom()
    for number in range(0, 2000, 2):
        newsroom.take_in(item(number, together={number + 1}))
        newsroom.take_in(item(number + 1, apart={number - 2}))

    # Ten articles are in the window, each with one that it was told of, in both directions.
    assert len(newsroom.said) <= 2 * 2 * 10 + 8


def test_what_was_said_of_an_article_in_the_window_is_kept_however_much_is_forgotten(few):
    newsroom = Newsroom()
    newsroom.take_in(item(1, apart={2}))
    for number in range(10, 2000):
        passing = item(number, together={number + 1})
        newsroom.said.learn(passing)
        newsroom.said.ordered(passing, newsroom.window, newsroom.stories)

    assert newsroom.said.closed_to(2, newsroom.window) == {newsroom.stories.named(1).number}
    assert len(newsroom.said) < 50


def test_a_correction_holds_when_both_articles_come_back_with_it(few):
    grouper = Grouper()
    for number in range(100):
        grouper.place(item(number, apart={number + 1, number - 1}))
        grouper.forget(NOON + timedelta(hours=number - 3))
    assert 50 not in grouper

    grouper.restore([(item(50, apart={49, 51}), "one"), (item(51, apart={50, 52}), "other")])
    for number in range(200, 220):
        grouper.place(item(number))
    grouper.repairs()

    assert grouper.story_of(50) != grouper.story_of(51)
