"""How the commands put numbers and their own name into sentences."""

import os
import shlex
import shutil
import sys
from pathlib import Path


def program() -> str:
    """Return what to type for this program: its name where a shell finds it, else the way to it from here."""
    if shutil.which("daily8"):
        return "daily8"
    return shlex.quote(os.path.relpath(Path(sys.executable).with_name("daily8")))


def counted(number: int, noun: str) -> str:
    """Return "1 feed" or "2 feeds": the number with its noun, which takes an s for many."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def minute(moment: str) -> str:
    """Return a moment, written as ISO 8601 has it and in UTC, to the minute."""
    return f"{moment[:16].replace('T', ' ')} UTC"
