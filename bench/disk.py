"""Does the site outlive its disk? `python -m bench.disk` (as root: it mounts a disk of its own)

The data folder is a disk of 512 MB. While the news world is read and readers ask for pages, the disk is filled
to the last byte, and emptied again; then it fails, as disks do: at once it can only be read. Counted are the
answers of reading pages meanwhile, to strangers and to a reader whose session was last seen hours ago. At the
end the disk is mended, the site started again, and its rows compared with those of an import that nothing
disturbed.
"""

import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.away import answers, up
from bench.imported import addresses, articles
from bench.kills import WAITING
from bench.sites import Site, sqlite_sites
from bench.world import site_environment, world

MEGABYTES = 512
PUBLISHERS, ARTICLES = 40, 800
ENOUGH, SECONDS, LONGEST_IMPORT = 150, 20.0, 900.0
LONGEST_END = 30.0
VISIBLE = "SELECT count(*) FROM articles_article WHERE visible"


@dataclass
class Outcome:
    """What readers met on each kind of broken disk, and what came of the import."""

    full: Counter[int] = field(default_factory=Counter)
    emptied: Counter[int] = field(default_factory=Counter)
    read_only: Counter[int] = field(default_factory=Counter)
    ended: int = 0
    lost: int = 0
    changed: int = 0
    broken: int = 0

    @property
    def wrong(self) -> int:
        """Reading pages that were not there."""
        every = self.full + self.emptied + self.read_only
        return sum(count for status, count in every.items() if status != 200)


def measure() -> dict[str, float]:
    """Break the disk both ways; return what was lost, and how many answers were wrong."""
    done = run()
    return {
        "disk.lost": done.lost,
        "disk.changed": done.changed + done.broken + done.ended,
        "disk.wrong_answers": done.wrong,
    }


def run() -> Outcome:
    """Import the world on a disk that gets full, and then fails; return what came of it."""
    outcome = Outcome()
    with (
        tempfile.TemporaryDirectory() as name,
        world(publishers=PUBLISHERS, articles=ARTICLES, seed=1, hold=0.3, warm=True, end="now") as running,
        _disk(Path(name)) as disk,
    ):
        alone, site = next(sqlite_sites(Path(name) / "elsewhere")), Site(disk / "site")
        for one in (alone, site):
            one.add_sources(running)
        sessions = _sessions(site)
        alone.run("update", "--due")
        with up(site) as (port, process):
            _wait_until_read(site, ENOUGH)
            _fill(disk)
            answers(port, outcome.full, until=time.monotonic() + SECONDS, session=sessions[0])
            (disk / "filler").unlink()
            answers(port, outcome.emptied, until=time.monotonic() + SECONDS)
            _wait_until_read(site, 2 * ENOUGH)
            outcome.ended = int(process.poll() is not None)
            _fail(disk)
            answers(port, outcome.read_only, until=time.monotonic() + SECONDS, session=sessions[1])
        _mend(Path(name), disk)
        site.run("update", "--due")
        wanted, found = articles(alone), articles(site)
        outcome.lost = sum(row[0] not in {one[0] for one in found} for row in wanted)
        outcome.changed = (wanted - found).total() + (addresses(alone) - addresses(site)).total()
        outcome.broken = site.broken() + site.rows(WAITING)[0][0]
    return outcome


def _sessions(site: Site) -> list[str]:
    """Sign a reader in twice, some hours ago."""
    program = [sys.executable, "-m", "bench.disk_reader"]
    environment = site_environment(site.folder, **site.settings)
    return subprocess.run(program, env=environment, check=True, capture_output=True, text=True).stdout.split()


@contextmanager
def _disk(folder: Path) -> Iterator[Path]:
    """A disk of its own: an ext4 in a file."""
    image, disk = folder / "disk.img", folder / "disk"
    with image.open("wb") as file:
        file.truncate(MEGABYTES << 20)
    disk.mkdir()
    _do("mkfs.ext4", "-q", "-m", "0", str(image))
    _do("mount", "-o", "loop", str(image), str(disk))
    try:
        yield disk
    finally:
        _do("umount", "-l", str(disk))


def _fill(disk: Path) -> None:
    """Leave no byte free."""
    with (disk / "filler").open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue


def _fail(disk: Path) -> None:
    """Have the kernel do what it does when a disk fails: it can only be read, also by who has files open."""
    _do("mount", "-o", "remount,abort", str(disk))


def _mend(folder: Path, disk: Path) -> None:
    # Of the site that was killed, some processes are ending yet.
    until = time.monotonic() + LONGEST_END
    while subprocess.run(["umount", str(disk)], check=False, capture_output=True).returncode:
        if time.monotonic() > until:
            raise RuntimeError(f"{disk} is in use {LONGEST_END:g} seconds after the site was killed")
        time.sleep(0.1)
    subprocess.run(["e2fsck", "-fy", str(folder / "disk.img")], check=False, capture_output=True)
    _do("mount", "-o", "loop", str(folder / "disk.img"), str(disk))


def _wait_until_read(site: Site, count: int) -> None:
    until = time.monotonic() + LONGEST_IMPORT
    while site.rows(VISIBLE)[0][0] < count:
        if time.monotonic() > until:
            raise RuntimeError(f"no {count} articles are read within {LONGEST_IMPORT:g} seconds")
        time.sleep(0.5)


def _do(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def main() -> int:
    """Print what came of it; return 1 where anything was lost or wrong."""
    done = run()
    print(
        f"answers on a full disk {dict(done.full)}, emptied {dict(done.emptied)},"
        f" read-only {dict(done.read_only)};"
        f" {done.lost} articles lost, {done.changed} changed, {done.broken} complaints, {done.ended} ended"
    )
    return int(bool(done.lost or done.changed or done.broken or done.ended or done.wrong))


if __name__ == "__main__":
    sys.exit(main())
