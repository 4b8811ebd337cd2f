"""The door through which the program of `bench.entries` finds `bench.entered`, with Django set up."""

import importlib
from collections.abc import Callable
from typing import Any

import django

django.setup()
_ENTRIES = importlib.import_module("bench.entered")


def __getattr__(name: str) -> Callable[[str], Any]:
    return getattr(_ENTRIES, name)  # type: ignore[no-any-return]
