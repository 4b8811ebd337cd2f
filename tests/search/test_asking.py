import threading

import numpy as np
import pytest

from daily8.engine.embedding import EmbeddingError
from daily8.search import asking
from daily8.search.asking import Asked


class Model:
    """A model that does what a test wants."""

    name, dimensions, here = "made", 4, False

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.threads: list[threading.Thread] = []
        self.free = threading.Event()
        self.free.set()
        self.fails = False

    def embed(self, passages):
        self.free.wait(5)
        self.texts += passages
        self.threads.append(threading.current_thread())
        if self.fails:
            raise EmbeddingError("the server is gone")
        return np.ones((len(passages), 4), dtype=np.float32)


@pytest.fixture
def model() -> Model:
    return Model()


def test_what_was_asked_is_not_asked_again(model):
    asked = Asked(model)

    assert asked.vector("storm").tolist() == asked.vector("storm").tolist() == [1, 1, 1, 1]
    assert len(model.texts) == 1


@pytest.mark.parametrize("here", [True, False])
def test_a_model_of_this_process_is_asked_by_who_waits_for_it(model, here):
    model.here = here
    asked = Asked(model)

    assert asked.vector("storm").tolist() == asked.vector("storm").tolist() == [1, 1, 1, 1]
    assert [thread is threading.current_thread() for thread in model.threads] == [here]


def test_two_who_ask_the_same_at_once_ask_the_model_once(model):
    model.here = True
    asked = Asked(model)
    model.free.clear()
    found = []
    both = [threading.Thread(target=lambda: found.append(asked.vector("storm"))) for _ in range(2)]
    for thread in both:
        thread.start()
    model.free.set()
    for thread in both:
        thread.join()

    assert [vector.tolist() for vector in found] == [[1, 1, 1, 1]] * 2
    assert len(model.texts) == 1


def test_a_page_does_not_wait_for_a_slow_model_and_the_next_one_has_its_answer(model, monkeypatch):
    monkeypatch.setattr(asking, "PATIENCE_SECONDS", 0.02)
    asked = Asked(model)
    model.free.clear()
    assert asked.vector("storm") is None
    model.free.set()
    monkeypatch.setattr(asking, "PATIENCE_SECONDS", 5)

    assert asked.vector("storm") is not None
    assert len(model.texts) == 1


@pytest.mark.parametrize("here", [True, False])
def test_a_model_that_fails_is_left_alone_for_a_while(model, monkeypatch, caplog, here):
    model.here = here
    asked = Asked(model)
    model.fails = True
    assert asked.vector("storm") is None
    model.fails = False
    assert asked.vector("flood") is None
    assert len(model.texts) == 1
    assert "the server is gone" in caplog.text
    monkeypatch.setattr(asked, "_rests_until", 0.0)

    assert asked.vector("storm") is not None


def test_no_more_is_remembered_than_a_bound(model, monkeypatch):
    monkeypatch.setattr(asking, "_REMEMBERED", 3)
    asked = Asked(model)
    for number in range(5):
        asked.vector(f"storm {number}")
    asked.vector("storm 4")
    asked.vector("storm 0")

    assert len(model.texts) == 6


def test_a_model_of_this_process_that_is_slow_is_left_alone_for_a_while(model, monkeypatch):
    monkeypatch.setattr(asking, "PATIENCE_SECONDS", 0.0)
    model.here = True
    asked = Asked(model)

    assert asked.vector("storm") is not None
    assert asked.vector("flood") is None
    assert asked.vector("storm") is not None


@pytest.mark.parametrize("here", [True, False])
def test_what_ends_a_thread_leaves_nobody_waiting(model, monkeypatch, here):
    model.here = here
    asked = Asked(model)

    def end(_passages):
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr(model, "embed", end)
        for number in range(10):
            broken.setattr(asked, "_rests_until", 0.0)
            if here:
                with pytest.raises(SystemExit):
                    asked.vector(f"storm {number}")
            else:
                assert asked.vector(f"storm {number}") is None

    assert asked._waiting == 0
    monkeypatch.setattr(asked, "_rests_until", 0.0)
    assert asked.vector("flood") is not None


def test_no_more_than_a_few_wait_for_a_model(model, monkeypatch):
    monkeypatch.setattr(asking, "PATIENCE_SECONDS", 0.0)
    asked = Asked(model)
    model.free.clear()
    for number in range(10):
        monkeypatch.setattr(asked, "_rests_until", 0.0)
        assert asked.vector(f"storm {number}") is None

    assert len(asked._known) == asking._MOST_WAITING
    model.free.set()
