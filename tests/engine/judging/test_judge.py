"""The judge tells a sentence that answers a question from those that speak of the same thing."""

import logging

import numpy as np
import pytest

from daily8.engine.embedding.embedded import MOST_LOOKED_UP
from daily8.engine.embedding.nothing import Nothing
from daily8.engine.embedding.weights import Weights, packaged_weights
from daily8.engine.judging import Pair, judge_of, make_ready
from daily8.engine.judging.judge import MOST_OF_CLAIM, MOST_OF_EVIDENCE, joined
from daily8.engine.judging.judge import _of as cached
from daily8.engine.judging.taught import ANSWERS, CLAIMS, Taught

LIGHTHOUSE = "Storm destroys lighthouse of Ness"
SENTENCES = [
    "The lighthouse of Ness collapsed in a storm in the night to Sunday.",
    "Its keeper, Ailsa Munro, had left the island on the evening before.",
    "Divers will look for the lamp, which weighed 900 kilograms.",
    "The tower stood for 164 years and was a museum in the end.",
    "Rebuilding it would cost 12 million pounds, the council estimates.",
]
ARABIC_TITLE = "عاصفة تدمر منارة في جزيرة نيس"
ARABIC = [
    "انهارت منارة نيس خلال عاصفة ضربت الجزيرة ليل السبت.",
    "وكانت الحارسة ليلى منصور قد غادرت الجزيرة مساء اليوم السابق.",
    "وسيبحث الغواصون عن المصباح الذي يزن 900 كيلوغرام.",
    "وظلت المنارة قائمة 164 عاما.",
    "وقدر المجلس كلفة إعادة البناء باثني عشر مليون جنيه.",
]


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Why did the lighthouse collapse?", 0),
        ("How heavy was the lamp?", 2),
        ("How old was the tower?", 3),
        ("What is the price of a new lighthouse?", 4),
        ("كم سيكلف بناء المنارة من جديد؟", 4),
    ],
)
def test_the_sentence_that_answers_is_the_likeliest(judge, question, place):
    scores = judge.scores(question, [Pair(sentence, LIGHTHOUSE) for sentence in SENTENCES])

    assert int(np.argmax(scores)) == place


@pytest.mark.parametrize(
    ("question", "place"),
    [("كم وزن المصباح؟", 2), ("ما تكلفة إعادة بناء المنارة؟", 4), ("What would rebuilding cost?", 4)],
)
def test_arabic_sentences_are_judged_too(judge, question, place):
    scores = judge.scores(question, [Pair(sentence, ARABIC_TITLE) for sentence in ARABIC])

    assert int(np.argmax(scores)) == place


def test_what_is_said_of_something_else_is_less_likely_than_the_answer(judge):
    (answer,) = judge.scores("How heavy was the lamp?", [Pair(SENTENCES[2], LIGHTHOUSE)])
    others = judge.scores(
        "How heavy was the lamp?", [Pair(SENTENCES[0], LIGHTHOUSE), Pair(ARABIC[1], ARABIC_TITLE)]
    )

    assert answer > max(others)


def test_a_score_does_not_depend_on_what_else_is_asked(judge):
    pairs = [Pair(sentence, LIGHTHOUSE) for sentence in SENTENCES]

    together = judge.scores("Who kept the light?", pairs)

    assert together == [judge.scores("Who kept the light?", [pair])[0] for pair in pairs]
    assert judge.scores("Who kept the light?", []) == []


@pytest.mark.parametrize("text", ["", " ", "\0", "\ud800", "🙂" * 500, "word " * 5_000, "x" * 100_000])
def test_any_text_has_a_score(judge, model, text):
    assert np.isfinite(judge.scores(text, [Pair(text, text)])).all()
    borne = judge.bears_out(text, [text, text])
    assert borne is None or np.isfinite(borne)
    assert len(joined(model, [(text, MOST_OF_CLAIM), (text, MOST_OF_EVIDENCE)])) <= MOST_LOOKED_UP


@pytest.mark.parametrize(
    ("sentences", "borne", "not_borne"),
    [
        (
            SENTENCES[:1],
            "The lighthouse of Ness was brought down by a storm.",
            "The lighthouse of Ness withstood a storm.",
        ),
        (
            SENTENCES[1:3],
            "The keeper left the island before the tower fell.",
            "The keeper stayed on the island when the tower fell.",
        ),
        (ARABIC[:1], "تسببت عاصفة في انهيار منارة نيس.", "صمدت منارة نيس أمام العاصفة."),
        (
            ARABIC[2:3],
            "يعتزم غواصون البحث عن مصباح المنارة.",
            "عثر غواصون على مصباح المنارة.",
        ),
    ],
)
def test_a_claim_is_likelier_than_its_contrary(judge, sentences, borne, not_borne):
    assert judge.bears_out(borne, sentences) > judge.bears_out(not_borne, sentences)


def test_there_is_none_without_the_embedded_model():
    assert judge_of(Nothing()) is None


def test_where_it_cannot_be_made_that_is_logged_and_there_is_none(model, tmp_path, monkeypatch, caplog):
    (tmp_path / "file").write_bytes(b"no folder")
    monkeypatch.setattr(model, "folder", tmp_path / "file")
    cached.cache_clear()

    with caplog.at_level(logging.WARNING):
        assert judge_of(model) is None

    cached.cache_clear()
    assert "No judge, answers are chosen and claims checked without it" in caplog.text


def test_its_graphs_lie_beside_that_of_the_model(judge, model):
    names = sorted(path.name.split("-1-")[0].split("-2-")[0] for path in model.folder.iterdir())

    assert names == [CLAIMS.kind.name, "e5-small", ANSWERS.kind.name]
    assert judge_of(model) is judge_of(model)


@pytest.mark.parametrize("lessons", [ANSWERS, CLAIMS])
def test_what_was_taught_is_added_to_the_packaged_weights(lessons):
    packaged = Weights(packaged_weights())
    taught = Taught(packaged, lessons)
    with np.load(lessons.file) as file:
        name = next(name for name in file.files if name.endswith(".first")).removesuffix(".first")
        product = file[f"{name}.second"].astype(np.float32) @ file[f"{name}.first"].astype(np.float32)

    before = packaged.blocks(name, columns=packaged.shape.width).rows()
    after = taught.blocks(name, columns=packaged.shape.width).rows()

    assert np.abs(product).max() > 0
    assert np.allclose(after - before, product, atol=1e-5)
    assert np.array_equal(
        taught.blocks("l0.q.w", columns=packaged.shape.width).rows(),
        packaged.blocks("l0.q.w", columns=packaged.shape.width).rows(),
    )


def test_it_is_made_ready_before_anybody_asks(model, tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(model, "folder", tmp_path)

    make_ready(model)
    make_ready(Nothing())

    claims, answers = sorted(path.name for path in tmp_path.iterdir())
    assert claims.startswith("claims-judge-")
    assert answers.startswith("judge-")

    (tmp_path / "file").write_bytes(b"no folder")
    monkeypatch.setattr(model, "folder", tmp_path / "file")
    make_ready(model)

    assert "No judge" in caplog.text
