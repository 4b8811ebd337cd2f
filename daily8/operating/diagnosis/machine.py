"""What is there before any setting is read: for a site whose settings are wrong, too."""

from collections.abc import Iterator
from pathlib import Path

from daily8.operating.diagnosis import computer, findings, folders
from daily8.operating.diagnosis.findings import Finding


def look(data: Path) -> Iterator[Finding]:
    """Look at the machine and the folder of data."""
    folder = folders.Folder(data)
    yield from findings.of((computer.python, computer.memory, folder.access, folder.room))
