"""How often is an article put into a category that it may have? Run: python -m bench.categories.

Asked of the labelled news under DAILY8_SHARED (../shared when unset), ten times by a model that learned from the
other nine tenths: `categories.<set>` by vector and words, `.by_words` as it is where no model embeds. Which of our
categories a set's label may be called stands in `bench/training/labelled_news.py`.
"""

import sys
import time

from bench.training.labelled_news import STORIES, examples
from bench.training.train_categories import Table, accuracies, table
from daily8.engine.tagging.categories import category


def measure() -> dict[str, float]:
    """Return the figures of the bench by name; none where the shared data is missing."""
    if not STORIES.exists():
        return {}
    data = table(examples())
    return accuracies(data) | {"categories.milliseconds_each": _milliseconds_each(data)}


def _milliseconds_each(data: Table) -> float:
    """Return what the category of one article costs once its vector is there."""
    category(data.vectors[0], "", "", made_by=data.embedder)
    start = time.process_time()
    for example, vector in zip(data.examples, data.vectors, strict=True):
        category(vector, example.title, example.text, made_by=data.embedder)
    return 1000 * (time.process_time() - start) / len(data.examples)


if __name__ == "__main__":
    figures = measure()
    if not figures:
        sys.exit(f"no news in {STORIES}: set DAILY8_SHARED to the folder that holds data/")
    for name, value in figures.items():
        print(f"{name:44} {value:8.4f}")
