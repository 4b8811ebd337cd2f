"""Bars of commands that take their time: shown to people, silent elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tqdm import tqdm


@contextmanager
def bar(total: int, unit: str) -> Iterator[Callable[[int], Any]]:
    """Show a bar of so many things while the block runs; what it gives is told how many more are done."""
    many = unit == "B"
    with tqdm(
        total=total, unit=unit if many else f" {unit}", unit_scale=many, disable=not sys.stderr.isatty()
    ) as shown:
        yield shown.update
