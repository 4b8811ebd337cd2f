"""Keeps the memory of a process that lives long near to what it really holds."""

import ctypes

# The names and numbers of glibc's mallopt(3).
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
# Smaller arrays are made and freed thousands of times: to ask the system for each would take longer than the work.
_LARGE, _SPARE = 2 * 2**20, 4 * 2**20


def give_back_freely() -> bool:
    """Have the C library return what is freed to the system; say whether it is one that can be told.

    By itself it learns from large arrays that come and go to keep room for them, and it keeps such room for each
    thread: with 100,000 articles in the window, a worker held 70 MB more than it used.
    """
    tell = getattr(ctypes.CDLL(None), "mallopt", None)
    wanted = ((_ARENA_MAX, 1), (_MMAP_THRESHOLD, _LARGE), (_TRIM_THRESHOLD, _SPARE))
    return tell is not None and all(tell(name, value) for name, value in wanted)


def give_back_now() -> bool:
    """Return what is free between what is held, too, after much came and went; say whether anything was."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return trim is not None and bool(trim(0))
