"""A server of models gives vectors, or is told to have given none; whatever it answers, nothing breaks."""

import json
import re

import numpy as np
import pytest

from daily8.articles.models import Meaning
from daily8.engine.embedding import EmbeddingError, passage_of
from daily8.engine.embedding.endpoint import Endpoint
from tests.engine.http.publishing import answer

KEY = "sk-very-secret"
TITLES = [passage_of(f"Headline {number}") for number in range(3)]


def made_of(text):
    """A direction of its own for each text, of no particular length."""
    return [float(1 + text.count(letter)) for letter in "0123456789abcdef"]


def serve(publisher, change=lambda data: data, **options):
    """Let the server answer as it should, but for one change."""

    def embeddings(request):
        texts = json.loads(request.body)["input"]
        data = [{"object": "embedding", "index": i, "embedding": made_of(text)} for i, text in enumerate(texts)]
        body = json.dumps({"object": "list", "data": change(data), "model": "m"}).encode()
        return answer(body, content_type="application/json", **options)

    publisher.answers["/v1/embeddings"] = embeddings


@pytest.fixture
def endpoint(publisher):
    return Endpoint(publisher.url("/v1"), "nomic-embed-text", KEY)


def test_each_passage_gets_its_vector_at_unit_length(publisher, endpoint):
    serve(publisher)

    vectors = endpoint.embed(TITLES)

    wanted = np.array([made_of(f"Headline {number}") for number in range(3)])
    assert vectors == pytest.approx(wanted / np.linalg.norm(wanted, axis=1)[:, None], abs=1e-6)
    assert vectors.dtype == np.float32
    (request,) = publisher.requests
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert json.loads(request.body)["model"] == "nomic-embed-text"


def test_an_answer_in_another_order_is_put_in_order(publisher, endpoint):
    serve(publisher)
    wanted = endpoint.embed(TITLES)
    serve(publisher, lambda data: data[::-1])

    assert np.array_equal(endpoint.embed(TITLES), wanted)


def test_many_passages_are_asked_for_in_several_requests(publisher, endpoint):
    serve(publisher)

    vectors = endpoint.embed([passage_of(f"Headline {number}") for number in range(150)])

    assert vectors.shape == (150, 16)
    assert [len(json.loads(request.body)["input"]) for request in publisher.requests] == [64, 64, 22]


def test_the_server_is_asked_how_long_its_vectors_are_once(publisher, endpoint):
    serve(publisher)

    assert (endpoint.dimensions, endpoint.dimensions) == (16, 16)
    assert len(publisher.requests) == 1
    assert endpoint.embed([]).shape == (0, 16)


def test_only_an_e5_model_is_told_what_is_a_headline(publisher, endpoint):
    serve(publisher)
    endpoint.embed([passage_of("Floods"), passage_of("Floods", "The river rose.")])
    Endpoint(publisher.url("/v1/embeddings"), "multilingual-E5-large").embed([passage_of("Floods")])

    plain, told = [json.loads(request.body)["input"] for request in publisher.requests]
    assert plain == ["Floods", "Floods. The river rose."]
    assert told == ["query: Floods"]


def test_a_long_name_is_cut_to_what_a_column_holds_and_stays_one_of_its_own():
    model = "sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2"
    here, there = (Endpoint(f"https://embeddings.newsroom.example/{place}/v1", model) for place in ("a", "b"))

    assert len(here.name) == len(there.name) == Meaning._meta.get_field("embedder").max_length
    assert here.name != there.name
    assert here.name.startswith(model)


def test_vectors_of_two_models_or_two_servers_have_different_names(publisher, endpoint):
    assert endpoint.name == Endpoint(endpoint.address, endpoint.model, "another key").name
    assert (
        len({endpoint.name, Endpoint(endpoint.address, "m").name, Endpoint("http://b", endpoint.model).name}) == 3
    )


def test_texts_that_no_server_takes_are_made_harmless(publisher, endpoint):
    serve(publisher)

    assert endpoint.embed([passage_of(""), passage_of("half \ud800")]).shape == (2, 16)
    assert all(json.loads(publisher.requests[0].body)["input"])


def number(value):
    return lambda data: [data[0] | {"embedding": [value] + [1.0] * 15}, *data[1:]]


@pytest.mark.parametrize(
    "change",
    {
        "too few": lambda data: data[:2],
        "too many": lambda data: [*data, data[0]],
        "no list": lambda data: {"0": data},
        "none": lambda data: None,
        "strings": lambda data: ["a", "b", "c"],
        "one index twice": lambda data: [data[0], data[0], data[2]],
        "index outside": lambda data: [item | {"index": item["index"] + 1} for item in data],
        "index negative": lambda data: [item | {"index": -item["index"]} for item in data],
        "index no number": lambda data: [item | {"index": str(item["index"])} for item in data],
        "index true": lambda data: [data[0], data[1] | {"index": True}, data[2]],
        "different lengths": lambda data: [data[0] | {"embedding": [1.0] * 17}, *data[1:]],
        "empty vectors": lambda data: [item | {"embedding": []} for item in data],
        "endless vectors": lambda data: [item | {"embedding": [1.0] * 10_000} for item in data],
        "base64": lambda data: [item | {"embedding": "AAAAAA=="} for item in data],
        "words": number("1.0"),
        "truth": number(True),
        "nested": number([1.0]),
        "nothing": number(None),
        "not a number": number(float("nan")),
        "infinite": number(float("inf")),
        "too large": number(10**400),
        "no direction": lambda data: [item | {"embedding": [0.0] * 16} for item in data],
    }.values(),
)
def test_an_answer_that_is_no_vectors_is_refused(publisher, endpoint, change):
    serve(publisher, change)

    with pytest.raises(EmbeddingError, match=re.escape(endpoint.address)):
        endpoint.embed(TITLES)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"7", b"[" * 100_000, b'{"data": ' + b"9" * 5_000 + b"}", b"\xff"]
)
def test_a_body_that_is_no_answer_is_refused(publisher, endpoint, body):
    publisher.answers["/v1/embeddings"] = answer(body, content_type="application/json")

    with pytest.raises(EmbeddingError, match="no vectors"):
        endpoint.embed(TITLES)


def test_the_servers_complaint_is_told_without_the_key(publisher, endpoint):
    complaint = f'{{"error": "Incorrect API key provided:\x1b[31m {KEY}"}}'.encode()
    publisher.answers["/v1/embeddings"] = answer(complaint, status="401 Unauthorized")

    with pytest.raises(EmbeddingError, match=r"answered 401: .*Incorrect API key") as caught:
        endpoint.embed(TITLES)

    assert KEY not in str(caught.value) + repr(endpoint)
    assert str(caught.value).isprintable()


def test_an_answer_that_breaks_off_is_refused(publisher, endpoint):
    publisher.answers["/v1/embeddings"] = answer(b"{}", content_length="5000", connection="close")

    with pytest.raises(EmbeddingError):
        endpoint.embed(TITLES)


def test_a_server_that_is_not_there_is_told():
    with pytest.raises(EmbeddingError, match=r"127\.0\.0\.3.*gave no vectors: the server cannot be reached"):
        Endpoint("http://127.0.0.3:9/v1", "m").embed(TITLES)


def test_vectors_that_change_their_length_are_another_model(publisher, endpoint):
    serve(publisher)
    endpoint.embed(TITLES)
    serve(publisher, lambda data: [item | {"embedding": item["embedding"] * 2} for item in data])

    with pytest.raises(EmbeddingError, match="another model"):
        endpoint.embed(TITLES)


@pytest.mark.parametrize("address", ["http://anna:s3cret@127.0.0.3:9/v1", "http://127.0.0.3:9/v1?key=s3cret"])
def test_what_opens_an_address_is_shown_nowhere(address):
    endpoint = Endpoint(address, "m")

    with pytest.raises(EmbeddingError) as raised:
        endpoint.embed(TITLES)
    assert "s3cret" not in f"{raised.value} {endpoint.name} {endpoint!r}"
    assert endpoint.name == "m at http://127.0.0.3:9/v1"
