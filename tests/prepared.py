"""A site whose tables and static files are made once for a run of tests, and copied for each that needs it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from daily8.work.presence import alone

ROOT = Path(__file__).parents[1]


def put(data: Path, within: Path) -> None:
    """Make this folder of data that of a site which has just been set up, and has nothing yet.

    `within` is the folder of this process's tests; processes that share the tests share the one above it.
    """
    made = within.parents[0] if "PYTEST_XDIST_WORKER" in os.environ else within
    folder = made / "prepared"
    with alone(folder.with_suffix(".lock")):
        if not folder.exists():
            _make(folder)
    data.mkdir(parents=True, exist_ok=True)
    # Nobody writes into a static file that is there: it is another file, under another name.
    shutil.copytree(folder / "static", data / "static", copy_function=os.link)
    for name in ("daily8.sqlite3", "secret_key"):
        shutil.copy2(folder / name, data / name)


def _make(folder: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DAILY8_", "DJANGO_"))}
    draft = folder.with_suffix(".new")
    subprocess.run(
        [sys.executable, "-m", "daily8", "upgrade", "--no-backup"],
        cwd=ROOT,
        env=kept | {"DAILY8_DATA": str(draft), "DATABASE_URL": ""},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    draft.rename(folder)
