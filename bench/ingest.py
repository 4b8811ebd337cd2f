"""What an import costs: the news world read by daily8 and by the naive baseline, in the same run."""

import sqlite3
import sys
import tempfile
from pathlib import Path

from bench.world import SHARED, World, daily8, import_sources, measured, world

UPDATE = (sys.executable, "-m", "daily8", "update")
PUBLISHERS, ARTICLES, HELD = 200, 4000, 0.05


def measure() -> dict[str, float]:
    """First import with the model and without, refresh with nothing new, and 200 new articles; CPU by naive.py."""
    with tempfile.TemporaryDirectory() as folder:
        data, plain = Path(folder) / "site", Path(folder) / "plain"
        with world(publishers=PUBLISHERS, articles=ARTICLES, seed=1, hold=HELD, warm=True, end="now") as running:
            for site in (data, plain):
                import_sources(running, site)
                daily8(site, "migrate")
            figures = _imported(running, data) | _refreshed(running, data)
            figures |= _without_model(running, plain)
            naive = _naive(running, Path(folder))
            running.read(f"/advance?to={ARTICLES}")
            before = _rows(data)["all"]
            daily8(data, "update")
            figures["ingest.new_after_advance"] = _rows(data)["all"] - before
    return {
        **figures,
        "ingest.naive_cpu_ms_an_article": naive,
        "ingest.cpu_ratio": figures["ingest.cpu_ms_without_model"] / naive,
    }


def _imported(running: World, data: Path) -> dict[str, float]:
    # The model is converted once, at the first start: that is not part of an import.
    daily8(data, "tool", "hashtags", stdin=b'{"id": 1, "title": "Rain in Nairobi"}\n')
    start = measured(running, data, *UPDATE, "--due", "--help")["cpu_s"]
    row = measured(running, data, *UPDATE)
    rows = _rows(data)
    return {
        "ingest.stored": rows["all"],
        "ingest.with_text": rows["with_text"],
        "ingest.twice": rows["all"] - rows["titles"],
        "ingest.peak_mb": row["peak_mb"],
        "ingest.cpu_ms_with_model": 1000 * (row["cpu_s"] - start) / max(1, rows["all"]),
    }


def _without_model(running: World, data: Path) -> dict[str, float]:
    start = measured(running, data, *UPDATE, "--due", "--help")["cpu_s"]
    row = measured(running, data, *UPDATE, DAILY8_EMBEDDING="none")
    return {
        "ingest.peak_mb_without_model": row["peak_mb"],
        "ingest.cpu_ms_without_model": 1000 * (row["cpu_s"] - start) / max(1, _rows(data)["all"]),
    }


def _refreshed(running: World, data: Path) -> dict[str, float]:
    start = measured(running, data, *UPDATE, "--due")["cpu_s"]
    row = measured(running, data, *UPDATE)
    return {
        "ingest.refresh_cpu_s": row["cpu_s"] - start,
        "ingest.refresh_304": row["status"].get("304", 0),
        "ingest.refresh_requests": row["requests"],
    }


def _naive(running: World, folder: Path) -> float:
    """CPU milliseconds an article of the naive baseline, on as many articles as it finds."""
    urls = folder / "urls.txt"
    urls.write_bytes(running.read("/urls.txt"))
    database = folder / "naive.db"
    program = str(SHARED / "newsworld/baselines/naive.py")
    row = measured(running, folder, sys.executable, program, str(database), str(urls))
    empty = folder / "none.txt"
    empty.write_text("", encoding="ascii")
    start = measured(running, folder, sys.executable, program, str(folder / "none.db"), str(empty))["cpu_s"]
    with sqlite3.connect(database) as connection:
        (count,) = connection.execute("SELECT count(*) FROM article").fetchone()
    return float(1000 * (row["cpu_s"] - start) / count)


def _rows(data: Path) -> dict[str, int]:
    with sqlite3.connect(data / "daily8.sqlite3") as connection:
        row = connection.execute(
            "SELECT count(*), sum(text <> ''), count(DISTINCT url) FROM articles_article WHERE visible"
        ).fetchone()
    return dict(zip(("all", "with_text", "titles"), (int(value or 0) for value in row), strict=True))


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:<36} {value:10.3f}")
