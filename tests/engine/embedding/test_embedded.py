"""The embedded model tells what texts are about, in any language."""

import numpy as np
import pytest

from daily8.engine.embedding import EmbeddingError, passage_of
from daily8.engine.embedding.codes import codes
from daily8.engine.embedding.embedded import Embedded
from daily8.engine.embedding.weights import Weights, packaged_weights

EARTHQUAKE = {
    "en": "Strong earthquake shakes northern Japan, tsunami warning lifted",
    "ar": "زلزال قوي يهز شمال اليابان ورفع التحذير من تسونامي",
    "ru": "Сильное землетрясение на севере Японии, предупреждение о цунами снято",
    "zh": "日本北部发生强烈地震 海啸警报解除",
}
CUP = {
    "en": "Morocco beat Spain on penalties to reach the quarter-finals",
    "ar": "المغرب يهزم إسبانيا بركلات الترجيح ويبلغ ربع النهائي",
    "ru": "Марокко обыграло Испанию по пенальти и вышло в четвертьфинал",
    "zh": "摩洛哥点球击败西班牙晋级八强",
}
# On which side of nothing each of their numbers lies: whoever changes that has to raise the version of vectors.
SIDES = {
    EARTHQUAKE["en"]: "8bf989d8b27d1e19f55a16b06a68c083ff27eea31311701d1fbd655c640e2961"
    "d3c18cfd2fd377342ce4cd245324b4cd",
    CUP["ar"]: "c9f9cdd8b2fc1e11f1da16b06b69d0823f05eae3031170191e3d65da74040d61dbe18ce90bc37f3c0ea44d06d33cb64d",
}


def test_vectors_can_be_compared_with_those_that_are_kept(model):
    assert model.name.startswith("e5-small-1-")
    for title, sides in SIDES.items():
        now = int(codes(model.embed([passage_of(title)]))[0].hex(), 16)
        assert (now ^ int(sides, 16)).bit_count() < 20


def test_the_file_of_weights_is_let_go_of_now_and_then(model, monkeypatch):
    times = []
    monkeypatch.setattr(model._weights, "let_go", lambda: times.append(1))

    for _ in range(40):
        model.embed([passage_of(EARTHQUAKE["en"])])

    assert 2 < len(times) < 20


def test_every_passage_gets_a_vector_of_length_one(model):
    vectors = model.embed([passage_of(title) for title in EARTHQUAKE.values()])

    assert vectors.shape == (4, model.dimensions) == (4, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(4), abs=1e-5)


@pytest.mark.parametrize("language", ["ar", "ru", "zh"])
def test_the_same_news_in_another_language_is_nearer_than_other_news_in_the_same(model, language):
    english, same, other = model.embed(
        [passage_of(EARTHQUAKE["en"]), passage_of(EARTHQUAKE[language]), passage_of(CUP["en"])]
    )

    assert english @ same > english @ other + 0.03


def test_a_vector_does_not_depend_on_what_else_is_asked_for(model):
    passages = [passage_of(title) for title in (*EARTHQUAKE.values(), *CUP.values())]

    together = model.embed(passages)

    alone = np.concatenate([model.embed([passage]) for passage in reversed(passages)])[::-1]
    assert np.array_equal(together, alone)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\0",
        "\ud800 half",
        "<s></s><pad>",
        "🙂" * 500,
        "a" * 100_000,
        "\u0301" * 9_000,
        "مـــــ" * 3_000,
        "\n\t" * 99,
    ],
    ids=["empty", "space", "zero", "half", "marks", "smileys", "one-word", "accents", "stretched", "breaks"],
)
def test_any_text_has_a_vector(model, text):
    vectors = model.embed([passage_of(text), passage_of(text, text)])

    assert np.isfinite(vectors).all()
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(2), abs=1e-5)


def test_nothing_to_embed_gives_no_rows(model):
    assert model.embed([]).shape == (0, 384)


def test_a_model_that_cannot_run_is_told(model, monkeypatch):
    class Broken:
        def run(self, *_):
            raise MemoryError("bad allocation")

    monkeypatch.setattr(model._session, "_session", Broken())

    with pytest.raises(EmbeddingError, match="onnxruntime cannot run the model: bad allocation"):
        model.embed([passage_of("News")])


def test_a_file_that_is_no_model_is_told(model, tmp_path):
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"no graph")

    with pytest.raises(EmbeddingError, match="onnxruntime cannot load the model"):
        Embedded(Weights(packaged_weights()), broken, folder=tmp_path, digest="0" * 64)
