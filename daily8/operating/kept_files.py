"""What of the data folder cannot be made again."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

# Pictures, static files and models are fetched or made again; databases are read row by row. Whatever else comes
# to keep something in the folder is to be named here.
NAMES = ("secret_key", "podcast", "mail")


def files() -> Iterator[tuple[str, Path]]:
    """Return every file that is kept: its name in the folder, and where it lies."""
    for name in NAMES:
        path = Path(settings.DATA) / name
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        for one in found:
            if one.is_file() and not one.is_symlink() and not _is_unfinished(one):
                yield str(one.relative_to(settings.DATA)), one


def names_in_folder(files: list[str]) -> set[str]:
    """Return the names that these files take up in the folder itself."""
    return {name.split("/")[0] for name in files}


def _is_unfinished(path: Path) -> bool:
    """Whether a file is just being written; it has another name then."""
    return path.suffix == ".part" or path.name.startswith(".")
