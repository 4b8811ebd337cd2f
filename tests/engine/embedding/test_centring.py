"""Without what a language's vectors share, articles of two languages can be compared."""

import numpy as np
import pytest

from daily8.engine.embedding import Centre, CentreError, passage_of, unit

FROM = {
    "en": [
        "Central bank raises interest rates to fight inflation",
        "Doctors warn of measles outbreak among children",
        "Home side wins the derby with a late goal",
        "Court sentences former minister to five years in prison",
        "Wildfire forces hundreds of families to leave their homes",
        "New telescope finds water on a distant planet",
    ],
    "ar": [
        "البنك المركزي يرفع أسعار الفائدة لمكافحة التضخم",
        "أطباء يحذرون من تفشي الحصبة بين الأطفال",
        "صاحب الأرض يفوز بالديربي بهدف متأخر",
        "المحكمة تقضي بسجن وزير سابق خمس سنوات",
        "حريق غابات يجبر مئات العائلات على مغادرة منازلها",
        "تلسكوب جديد يعثر على الماء في كوكب بعيد",
    ],
}


@pytest.fixture(scope="module")
def vectors(model):
    return {language: model.embed([passage_of(title) for title in titles]) for language, titles in FROM.items()}


def gap(left, right):
    """How much nearer translations are than the nearest of all other pairs."""
    cosines = left @ right.T
    return np.diag(cosines).min() - cosines[~np.eye(len(cosines), dtype=bool)].max()


def test_translations_stand_out_more_once_the_middle_of_each_language_is_gone(model, vectors):
    centre = Centre(model.name, model.dimensions)
    for language, rows in vectors.items():
        centre.add(language, rows)

    centred = {language: centre.apply(language, rows) for language, rows in vectors.items()}

    assert gap(centred["en"], centred["ar"]) > gap(vectors["en"], vectors["ar"]) + 0.1


def test_what_was_measured_beforehand_helps_from_the_first_article_on(model, vectors):
    centre = Centre(model.name, model.dimensions)

    centred = {language: centre.apply(language, rows) for language, rows in vectors.items()}

    assert gap(centred["en"], centred["ar"]) > gap(vectors["en"], vectors["ar"]) + 0.05


def test_rows_come_back_at_unit_length(model, vectors):
    centre = Centre(model.name, model.dimensions)
    centre.add("en", vectors["en"])

    rows = centre.apply("en", vectors["en"])

    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(len(rows)), abs=1e-5)


def made(count, *, around, seed=1):
    """Vectors of another embedder that lie around a direction."""
    noise = np.random.default_rng(seed).normal(scale=0.2, size=(count, 3))
    return unit(np.asarray(noise + around, dtype=np.float32))


def test_a_language_seen_little_has_the_mean_of_all_and_one_seen_often_its_own():
    centre = Centre("other", 3)
    centre.add("en", made(2_000, around=[5, 0, 0]))
    centre.add("ar", made(1, around=[0, 5, 0]))
    early = centre.mean("ar")
    centre.add("ar", made(2_000, around=[0, 5, 0]))

    assert early[0] > 0.9
    assert centre.mean("ar")[1] > 0.9
    assert centre.mean("en")[0] > 0.9
    assert np.linalg.norm(centre.mean("fr")) < 0.9


def test_the_mean_follows_what_the_news_are_about_today():
    centre = Centre("other", 3)
    centre.add("en", made(5_000, around=[5, 0, 0]))

    for day in range(10):
        centre.add("en", made(400, around=[0, 5, 0], seed=day))

    assert centre.mean("en")[1] > 0.9


def test_before_anything_is_known_vectors_stay_as_they_are():
    rows = made(4, around=[1, 1, 1])

    assert Centre("other", 3).apply("en", rows) == pytest.approx(rows, abs=1e-6)


def test_means_are_kept_and_read_again(model, vectors):
    centre = Centre(model.name, model.dimensions)
    for language, rows in vectors.items():
        centre.add(language, rows)

    again = Centre.from_bytes(centre.to_bytes(), embedder=model.name, dimensions=384)

    for language in ("en", "ar", "fr"):
        assert again.mean(language) == pytest.approx(centre.mean(language), abs=1e-6)
    again.add("en", vectors["en"])
    assert len(centre.to_bytes()) < 10_000


def test_a_centre_that_saw_nothing_is_kept_too():
    again = Centre.from_bytes(Centre("other", 3).to_bytes(), embedder="other", dimensions=3)

    assert again.mean("en").tolist() == [0, 0, 0]


def test_means_of_another_embedder_are_refused():
    kept = Centre("other", 3).to_bytes()

    with pytest.raises(CentreError, match="are of other, not of e5"):
        Centre.from_bytes(kept, embedder="e5", dimensions=3)
    with pytest.raises(CentreError):
        Centre.from_bytes(kept, embedder="other", dimensions=4)


@pytest.mark.parametrize("damage", [lambda kept: b"", lambda kept: kept[:100], lambda kept: b"\x80\x04" + kept])
def test_damaged_means_are_told(damage):
    centre = Centre("other", 3)
    centre.add("en", made(9, around=[1, 0, 0]))

    with pytest.raises(CentreError, match="damaged"):
        Centre.from_bytes(damage(centre.to_bytes()), embedder="other", dimensions=3)


def test_without_a_model_there_is_nothing_to_centre():
    centre = Centre("none", 0)
    centre.add("en", np.zeros((2, 0), dtype=np.float32))

    assert centre.apply("en", np.zeros((2, 0), dtype=np.float32)).shape == (2, 0)
    assert Centre.from_bytes(centre.to_bytes(), embedder="none", dimensions=0).mean("en").shape == (0,)


def test_vectors_of_several_languages_are_centred_as_each_alone(vectors):
    centre = Centre("some-model", len(next(iter(vectors.values()))[0]))
    for language, rows in vectors.items():
        centre.add(language, rows)
    languages = [language for language, rows in vectors.items() for _ in rows]
    together = centre.apply_each(languages, np.concatenate(list(vectors.values())))

    alone = np.concatenate([centre.apply(language, rows) for language, rows in vectors.items()])
    assert np.abs(together - alone).max() < 1e-5
