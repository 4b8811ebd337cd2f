"""Measure how far the embedded model puts each language from the others.

Run: python -m bench.training.measure_languages. The texts are news that were translated into thirteen languages
(ntrex_docs under DAILY8_SHARED), so that what differs between the means is the language and nothing else.
"""

import json
import os
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import numpy as np

from daily8.engine.embedding import Vectors, passage_of
from daily8.engine.embedding.embedded import Embedded

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("DAILY8_SHARED") or ROOT.parent / "shared")
NEWS = SHARED / "data" / "stories" / "ntrex_docs.jsonl"
RESULT = ROOT / "daily8" / "engine" / "embedding" / "languages.npz"
CODES = {
    "ara": "ar", "deu": "de", "eng": "en", "fas": "fa", "fra": "fr", "heb": "he", "hin": "hi",
    "por": "pt", "rus": "ru", "spa": "es", "tur": "tr", "urd": "ur", "zho": "zh",
}  # fmt: skip


def main() -> int:
    passages = defaultdict(list)
    for line in NEWS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        passages[CODES[row["lang"]]] += [passage_of(row["title"]), passage_of(row["title"], row["text"])]
    with tempfile.TemporaryDirectory() as folder:
        embedded = Embedded.prepared(Path(folder))
        means = {language: embedded.embed(texts).mean(axis=0) for language, texts in sorted(passages.items())}
    _keep(embedded.name, means)
    return 0


def _keep(embedder: str, means: dict[str, Vectors]) -> None:
    table = np.stack(list(means.values()))
    middle = table.mean(axis=0)
    np.savez_compressed(
        RESULT,
        embedder=np.array(embedder),
        languages=np.array(list(means)),
        middle=middle.astype(np.float16),
        offsets=(table - middle).astype(np.float16),
    )
    for language, distance in zip(means, np.linalg.norm(table - middle, axis=1), strict=True):
        print(f"{language}  {distance:.3f} from the middle")
    print(f"{RESULT.name}: {RESULT.stat().st_size:,} bytes")


if __name__ == "__main__":
    sys.exit(main())
