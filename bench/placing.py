"""What it costs to place one article, with more and more articles in the window, and what an article takes there.

    python -m bench.placing [--small] [--memory]

The articles are made: events with words of their own, in languages of their own, reported by one to a few dozen
articles, with vectors that lie around those of their event, which lie around those of their subject. Those that
are placed have a text too; those in the window before need none, for as much is kept of a headline.
"""

import sys
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np

from daily8.engine.clustering.features import grams
from daily8.engine.clustering.grouping import Grouper
from daily8.engine.clustering.results import Id, Item, Merge
from daily8.engine.embedding import Centre

SIZES = (1_000, 10_000, 100_000, 200_000)
_TURNS, _PLACED = 30, 20
_DIMENSIONS = 384
_SUBJECTS = 400
_BODY_WORDS, _TEXT_WORDS = 300, 200
_FILLING = [f"{first}{last}" for first in "bklmnprst" for last in ("and", "one", "ile", "eta", "orm", "uin")]
_START = datetime(2026, 1, 1, tzinfo=UTC)
# How far the vectors of events lie from those of their subject, and those of articles from those of their event:
# two events of a subject are as near as two of the Games of 2021.
_APART, _MIXED = 0.1, 0.45
_LANGUAGES = ("en", "ar", "fr", "es", "de", "ru")


def measure() -> dict[str, float]:
    """Return milliseconds of CPU by size of the window, the last by the first, and bytes an article."""
    if "--memory" in sys.argv:
        return {"placing.bytes_an_article": _bytes()}
    sizes = SIZES[:3] if "--small" in sys.argv else SIZES
    figures: dict[str, float] = {}
    windows = {size: _window(size, figures) for size in sizes}
    # In turns, so that what else the machine does weighs on all alike.
    spent: dict[int, list[float]] = {size: [] for size in sizes}
    for _ in range(_TURNS):
        for size, (grouper, coming) in windows.items():
            spent[size] += [_placed(grouper, _with_text(next(coming)[0])) for _ in range(_PLACED)]
    figures |= {f"placing.ms_{size}": float(np.median(times)) for size, times in spent.items()}
    figures |= {f"placing.merges_{size}": _merges(grouper) for size, (grouper, _) in windows.items()}
    return figures | {
        "placing.growth": figures[f"placing.ms_{sizes[-1]}"] / figures[f"placing.ms_{sizes[0]}"],
        "placing.features_ms": _features(),
        "placing.bytes_an_article": _bytes(),
    }


def _merges(grouper: Grouper) -> float:
    """Return how many stories were merged for each article that was placed."""
    return sum(isinstance(repair, Merge) for repair in grouper.repairs(0)) / (_TURNS * _PLACED)


def _window(size: int, figures: dict[str, float]) -> tuple[Grouper, Iterator[tuple[Item, Id]]]:
    """Return a window with so many articles in it, and those that come next."""
    articles = _articles(np.random.default_rng(8), size + _TURNS * _PLACED)
    restored = [next(articles) for _ in range(size)]
    grouper = Grouper(_taught(restored[-1000:]))
    started = time.process_time()
    grouper.restore(restored)
    figures[f"placing.restore_{size}_s"] = time.process_time() - started
    return grouper, articles


def _taught(articles: list[tuple[Item, Id]]) -> Centre:
    """Return the middles of the languages as they are kept with a window."""
    centre = Centre("made", _DIMENSIONS)
    for item, _ in articles:
        if item.vector is not None:
            centre.add(item.language, item.vector[None])
    return centre


def _with_text(item: Item) -> Item:
    """Return the article with a text about what its headline says."""
    random, title = np.random.default_rng(int(item.id)), item.title.split()
    return replace(item, text=" ".join(random.choice([*title, *_FILLING], _TEXT_WORDS)))


def _placed(grouper: Grouper, item: Item) -> float:
    """Return milliseconds of CPU."""
    started = time.thread_time()
    grouper.place(item)
    return (time.thread_time() - started) * 1000


def _articles(random: np.random.Generator, most: int) -> Iterator[tuple[Item, Id]]:
    """Yield articles in the order of their times, with the events that they report."""
    words = np.array(["".join(random.choice(list("abcdefghiklmnoprstuvwy"), 6)) for _ in range(20_000)])
    common = 1 / np.arange(10, len(words) + 10)
    common /= common.sum()
    subjects = _unit(random.normal(size=(_SUBJECTS, _DIMENSIONS)))
    languages = _unit(random.normal(size=(len(_LANGUAGES), _DIMENSIONS))) * 3
    events: list[tuple[int, np.ndarray, np.ndarray]] = []
    for number in range(most):
        # Two thirds begin an event; the others report one of the last ones, newer ones and large ones more.
        if not events or random.random() < 0.62:
            vector = _unit(subjects[random.integers(_SUBJECTS)] + random.normal(size=_DIMENSIONS) * _APART)
            events.append((len(events), vector, random.choice(words, 8)))
        event, vector, names = events[-1 - min(len(events) - 1, int(random.exponential(len(events) / 8)))]
        language = int(random.integers(len(_LANGUAGES)))
        own = _unit(vector + random.normal(size=_DIMENSIONS) * _MIXED / _DIMENSIONS**0.5 * 2)
        title = " ".join([*random.choice(names, 5), *random.choice(words, 5, p=common)])
        yield (
            Item(
                id=number,
                language=_LANGUAGES[language],
                published=_START + timedelta(seconds=number),
                title=title,
                publisher=f"publisher {number % 300}",
                vector=_unit(own + languages[language]).astype(np.float32),
            ),
            f"event {event}",
        )


def _features() -> float:
    """Return what the 4-grams of an article with a long body cost, in milliseconds."""
    random = np.random.default_rng(8)
    words = ["".join(random.choice(list("abcdefghiklmnoprstuvwyأبتثج"), 6)) for _ in range(3000)]
    texts = [" ".join(random.choice(words, _BODY_WORDS)) for _ in range(200)]
    started = time.process_time()
    for text in texts:
        grams("A headline of some eight words or so", text)
    return (time.process_time() - started) / len(texts) * 1000


def _bytes() -> float:
    """Return how much memory an article takes in a window of 40,000, what the window takes empty left out."""
    articles = list(_articles(np.random.default_rng(9), 40_000))
    tracemalloc.start()
    grouper = Grouper(_taught(articles[-1000:]))
    empty = tracemalloc.get_traced_memory()[0]
    grouper.restore(articles)
    taken = tracemalloc.get_traced_memory()[0] - empty
    tracemalloc.stop()
    return taken / len(articles)


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


if __name__ == "__main__":
    for figure, value in measure().items():
        print(f"{figure:<36} {value:.4f}")
