"""How surely copies and their originals are found, and what that costs.

    python -m bench.copies

On the wire copies of the news world, and on copies that `cut_copies.py` makes of real texts in two languages.
The world dates every second wire copy before its original, so there the first one published counts as original.
"""

import importlib
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime

import numpy as np

from bench import cut_copies
from bench.cut_copies import SHARED, Made
from daily8.engine.clustering import sketches
from daily8.engine.clustering.copies import Copies, Text
from daily8.engine.clustering.credits import agency_of, credit

_WINDOW = 100_000
_JUDGED = 500


def measure() -> dict[str, float]:
    """Return the figures of the bench by name; none where the shared data is missing."""
    if not (SHARED / "newsworld").exists():
        return {}
    made = cut_copies.made_texts()
    return {**_of_made(made), **_of_world(), **_costs(made)}


def _of_made(made: list[Made]) -> dict[str, float]:
    found = named(_text(one) for one in made)
    truth = {one.id: one.copy_of for one in made if one.copy_of is not None}
    _print_by_cut(made, found, truth)
    scores = _scores(found, truth)
    return {f"copies.made_{name}": value for name, value in scores.items()} | {"copies.made_copies": len(truth)}


def named(texts: Iterable[Text]) -> dict[object, object]:
    """Return the original of each copy after all texts have arrived in turn."""
    window, found = Copies(), {}
    for text in texts:
        verdict = window.judge(text)
        if verdict.copy:
            found[text.id] = verdict.copy.original
        found |= {overtaken.id: text.id for overtaken in verdict.overtaken}
        window.add(text)
    return dict(found)


def _scores(found: dict[object, object], truth: dict[object, object]) -> dict[str, float]:
    right = found.keys() & truth.keys()
    return {
        "precision": len(right) / max(1, len(found)),
        "recall": len(right) / max(1, len(truth)),
        "original": sum(found[copy] == truth[copy] for copy in right) / max(1, len(right)),
    }


def _text(one: Made) -> Text:
    return Text(
        id=one.id,
        sketch=sketches.sketch(one.text),
        published=one.published,
        publisher=one.domain,
        credit=credit(one.text, (), one.domain),
        agency=agency_of(one.domain),
    )


def _print_by_cut(made: list[Made], found: dict[object, object], truth: dict[object, object]) -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in made:
        counts[one.cut or "source"]["texts"] += 1
        counts[one.cut or "source"]["found"] += one.id in found
        counts[one.cut or "source"]["original"] += one.id in truth and found.get(one.id) == truth[one.id]
    for cut, count in sorted(counts.items()):
        texts, copies, right = count["texts"], count["found"], count["original"]
        print(f"   {cut:<20} {texts:>4} texts, {copies:>4} copies, {right:>4} named right")


def _of_world() -> dict[str, float]:
    texts, wires = _world_texts()
    first = {}
    for copy, source in sorted(wires.items()):
        first.setdefault(source, min(source, copy))
    truth: dict[object, object] = {copy: first[source] for copy, source in wires.items() if copy != first[source]}
    truth |= {source: number for source, number in first.items() if source != number}
    found = named(texts)
    listed = sum(found.get(copy) == source for copy, source in wires.items())
    early = sum(copy < source for copy, source in wires.items())
    print(f"   {listed} of {len(wires)} wire copies name the world's own source; {early} are dated before it")
    return {f"copies.world_{name}": value for name, value in _scores(found, truth).items()}


def _world_texts() -> tuple[list[Text], dict[int, int]]:
    """Return the articles of the news world as they are published, and the source of each wire copy."""
    sys.path.insert(0, str(SHARED / "newsworld"))
    try:
        world = importlib.import_module("world").World()
    finally:
        sys.path.pop(0)
    texts = []
    for number in range(len(world.ts)):
        article = world.article(number)
        published = datetime.fromtimestamp(article["ts"], UTC)
        texts.append(
            Text(number, sketches.sketch("\n".join(article["paras"])), published, str(article["pub"].idx))
        )
    return texts, {number: source for number, source in enumerate(world.wire) if source >= 0}


def _costs(made: list[Made]) -> dict[str, float]:
    started = time.process_time()
    texts = [_text(one) for one in made]
    sketched = time.process_time()
    window = Copies()
    window.add_many(_crowd())
    restored = time.process_time()
    for text in texts[:_JUDGED]:
        window.judge(text)
        window.add(text)
    judged = time.process_time()
    return {
        "copies.sketched_a_second": len(texts) / (sketched - started),
        "copies.restore_seconds": restored - sketched,
        "copies.judge_ms": (judged - restored) / _JUDGED * 1000,
        "copies.bytes_each": window.nbytes / len(window),
    }


def _crowd() -> list[Text]:
    """Return a full window of sketches as long as most are."""
    chance = np.random.default_rng(7)
    published = datetime(2026, 3, 1, tzinfo=UTC)
    texts = []
    for number in range(_WINDOW):
        hashes = np.unique(chance.integers(0, 1 << 30, 110, dtype=np.uint32))
        stored = np.array([2, number], dtype="<u4").tobytes() + hashes.astype("<u4").tobytes()
        texts.append(Text(f"crowd{number}", stored, published, f"publisher{number % 500}"))
    return texts


if __name__ == "__main__":
    for figure, value in measure().items():
        print(f"{figure:<28} {value:>10.4f}")
