from dataclasses import replace

import numpy as np
import pytest

from daily8.engine.clustering import scoring
from daily8.engine.clustering.features import Vocabulary, grams
from daily8.engine.clustering.scoring import fits, joins, merging, trained
from daily8.engine.clustering.stories import Stories
from daily8.engine.clustering.window import Probe, Window

DIMENSIONS = 16
DAY = 86_400.0


def direction(number, noise=0.0):
    made = np.eye(DIMENSIONS)[number % DIMENSIONS]
    made = made + noise / DIMENSIONS**0.5 * np.random.default_rng(99).normal(size=DIMENSIONS)
    return (made / np.linalg.norm(made)).astype(np.float32)


class Newsroom:
    """A window whose articles are put into stories by hand."""

    def __init__(self):
        self.window = Window(DIMENSIONS)
        self.stories = Stories(self.window)
        self.vocabulary = Vocabulary()

    def probe(self, title, vector=None, day=0.0):
        counted = grams(title)
        self.vocabulary.learn(counted)
        return Probe(self.vocabulary.weigh(counted), vector, published=day * DAY, publisher=0)

    def add(self, story, *probes):
        for probe in probes:
            row = self.window.add(f"{story} {len(self.window)}", probe)
            self.stories.add(row, self.stories.begun(story))
        return self.stories.begun(story)

    def fits(self, probe):
        return fits(self.window, trained(), probe, list(self.stories))


@pytest.fixture
def newsroom():
    made = Newsroom()
    made.add("quake", made.probe("Earthquake shakes Chile", direction(1)))
    made.add("vote", made.probe("Parliament votes on budget", direction(2)))
    return made


def test_the_story_of_the_event_fits_best(newsroom):
    best, other = newsroom.fits(newsroom.probe("Chile: earthquake shakes coast", direction(1, noise=0.3)))

    assert (best.story.name, other.story.name) == ("quake", "vote")
    assert best.score > other.score
    assert best.wording > other.wording
    assert best.meaning > 0.8 > other.meaning


def test_a_story_of_other_days_fits_less_until_it_no_longer_matters(newsroom):
    probe = newsroom.probe("Chile: earthquake shakes coast", direction(1, noise=0.3))
    later = [replace(probe, published=day * DAY) for day in (0.0, 0.4, 3.0, 300.0)]
    scores = [newsroom.fits(one)[0].score for one in later]

    assert scores[0] > scores[1] > scores[2] == scores[3]


def test_an_article_is_surer_of_a_story_when_no_other_is_near(newsroom):
    probe = newsroom.probe("Chile: earthquake shakes coast", direction(1, noise=0.3))
    alone = joins(newsroom.fits(probe), trained(), probe)
    newsroom.add("aftershock", newsroom.probe("Chile: earthquake shakes city", direction(1, noise=0.4)))

    assert joins(newsroom.fits(probe), trained(), probe) < alone


def test_without_a_vector_words_decide(newsroom):
    probe = newsroom.probe("Earthquake shakes Chile and its coast")

    best = newsroom.fits(probe)[0]

    assert best.story.name == "quake"
    assert best.meaning == 0
    assert best.likeness == pytest.approx(best.wording, abs=0.001)


@pytest.mark.parametrize("count", [1, 5, 64, 65, 100])
def test_the_mean_likeness_of_a_story_is_that_of_all_its_articles(newsroom, count):
    vectors = [direction(number, noise=0.5) for number in range(20, 20 + count)]
    story = newsroom.add("large", *(newsroom.probe("Title", vector) for vector in vectors))
    probe = newsroom.probe("Title", direction(7))

    (fit,) = fits(newsroom.window, trained(), probe, [story])

    assert fit.meaning == pytest.approx(np.mean([vector @ direction(7) for vector in vectors]), abs=0.005)


def test_stories_of_one_event_are_nearer_to_being_one_than_stories_of_two(newsroom):
    quake = newsroom.stories.begun("quake")
    same = newsroom.add("same", newsroom.probe("Chile shaken by earthquake", direction(1, noise=0.3)))
    vote = newsroom.stories.begun("vote")

    scores = [merging(newsroom.window, trained(), quake, other) for other in (same, vote)]

    assert scores[0] > 0 > scores[1]


def test_stories_of_which_one_has_no_vectors_are_compared_by_words(newsroom):
    quake = newsroom.stories.begun("quake")
    plain = newsroom.add("plain", newsroom.probe("Earthquake shakes Chile"))

    assert merging(newsroom.window, trained(), quake, plain) > merging(
        newsroom.window, trained(), newsroom.stories.begun("vote"), plain
    )


def test_words_that_are_not_compared_could_not_have_changed_the_answer(newsroom, monkeypatch):
    quake, vote = newsroom.stories.begun("quake"), newsroom.stories.begun("vote")
    short = merging(newsroom.window, trained(), quake, vote)
    monkeypatch.setattr(scoring, "_LIKELY_WORDING", 100.0)

    assert short < 0
    assert merging(newsroom.window, trained(), quake, vote) < 0


def test_nothing_fits_where_nothing_is(newsroom):
    assert fits(newsroom.window, trained(), newsroom.probe("Title"), []) == []


def test_the_shipped_weights_say_that_likeness_speaks_for_joining():
    for weights in (trained().meaning, trained().words):
        assert weights.meaning_mean + weights.meaning_most >= 0
        assert weights.wording_mean + weights.wording_most > 0
        assert weights.day >= 0
        assert weights.start < 0
        assert weights.merge_start < 0
