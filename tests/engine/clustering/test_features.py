import numpy as np
import pytest

from daily8.engine.clustering.features import Terms, Vocabulary, grams, meaning, plain, wording

QUAKE = ("Strong quake shakes northern Chile", "A quake of magnitude 7.1 shook the coast near Iquique on Tuesday.")
QUAKE_TOO = ("Chile: powerful earthquake off Iquique", "The earthquake shook Iquique and the north of Chile.")
VOTE = ("Parliament votes on the budget", "Deputies passed the budget after a night of debate.")


def terms_of(*articles):
    vocabulary = Vocabulary()
    counted = [grams(*article) for article in articles]
    for article in counted:
        vocabulary.learn(article)
    return [vocabulary.weigh(article) for article in counted]


def test_reports_of_one_event_share_more_words_than_reports_of_two():
    quake, quake_too, vote = terms_of(QUAKE, QUAKE_TOO, VOTE)

    assert wording(quake, quake_too) > 2 * wording(quake, vote)
    assert wording(quake, quake) == pytest.approx(1)


def test_what_every_article_says_tells_nothing():
    template = "Live updates from our newsroom: "
    with_template = terms_of(*((template + title, text) for title, text in (QUAKE, VOTE)))
    without = terms_of(QUAKE, VOTE)

    assert wording(*with_template) < 0.3
    assert wording(*without) < 0.1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ZÜRICH wählt", "Zurich wahlt"),
        ("أحمدُ في المدينة", "احمد في المدينه"),
        ("محمّد على المسرح", "محمد علي المسرح"),
        ("“Quoted” — text_here", "quoted text here"),
        ("ﬁnal whistle", "final whistle"),
        ("३ बच्चे", "३ बच्चे"),
    ],
)
def test_spellings_of_one_word_are_compared_as_one(one, other):
    assert plain(one) == plain(other)


def test_two_chinese_headlines_are_compared_by_less_than_four_letters():
    quake, quake_too, vote = terms_of(("智利北部发生强烈地震",), ("智利地震引发海啸警报",), ("议会通过预算案",))

    assert wording(quake, quake_too) > 0.03 > wording(quake, vote)


def test_only_the_first_300_words_of_a_long_article_count():
    start = " ".join(f"word{number}" for number in range(300))

    assert np.array_equal(grams("Title", start).hashes, grams("Title", start + " and so on" * 70_000).hashes)


@pytest.mark.parametrize("title", ["", " ", "…", "\x00", "a", "\ud800\ud800\ud800 x", "z" * 1_000_000])
def test_a_title_that_says_nothing_is_like_nothing(title):
    empty, quake = terms_of((title,), QUAKE)

    assert wording(empty, quake) < 0.01


def test_the_heaviest_terms_keep_their_order_and_length():
    (quake,) = terms_of(QUAKE)

    heaviest = quake.heaviest(10)

    assert len(heaviest.hashes) == 10
    assert list(heaviest.hashes) == sorted(heaviest.hashes)
    assert np.linalg.norm(heaviest.weights) == pytest.approx(1)
    assert set(heaviest.hashes) <= set(quake.hashes)
    assert quake.heaviest(10_000) is quake


def test_hashes_are_the_same_on_every_machine():
    assert grams("Chile").hashes.tolist() == [201879, 400230, 721651, 778283]


def test_terms_of_an_unseen_article_weigh_as_if_it_were_the_first():
    vocabulary = Vocabulary()

    terms = vocabulary.weigh(grams(*QUAKE))

    assert isinstance(terms, Terms)
    assert np.isfinite(terms.weights).all()


def test_meaning_is_nearer_the_more_two_vectors_point_the_same_way():
    east, north = np.array([1, 0], dtype=np.float32), np.array([0, 1], dtype=np.float32)

    assert meaning(east, east) == 1
    assert meaning(east, north) == 0
    assert meaning(east, -east) == -1
