"""The things that come with daily8, as the check knows them."""

from functools import cache

from daily8.engine.tagging import Directory


@cache
def directory() -> Directory:
    """Return the directory of what the tables hold; it learns nothing."""
    return Directory()
