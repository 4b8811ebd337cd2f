"""Do two workers make the stories that one makes? `python -m bench.workers`

The news world is imported by one worker on SQLite, and by two side by side on PostgreSQL. Compared are the pairs
of articles that share a story: `workers.pairs` is the F1 of the one set of pairs against the other.
"""

import itertools
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from bench.sites import Site, postgresql_sites, sqlite_sites
from bench.world import site_environment, world
from tests.with_postgresql import server

PUBLISHERS, ARTICLES = 40, 600
STORIES = """SELECT a.url, r.story_id FROM articles_article a JOIN stories_report r ON r.article_id = a.id
    WHERE a.visible"""


def measure() -> dict[str, float]:
    """Import the world both ways; return how far the stories agree, and what is amiss with either."""
    with tempfile.TemporaryDirectory() as folder, server() as postgresql:
        alone = next(sqlite_sites(Path(folder)))
        together = next(postgresql_sites(Path(folder), postgresql))
        with world(publishers=PUBLISHERS, articles=ARTICLES, seed=1, end="now", warm=True) as running:
            for site in (alone, together):
                site.add_sources(running)
            alone.run("update")
            _update_together(together)
        return {
            "workers.articles": len(alone.rows(STORIES)),
            "workers.pairs": agreement(alone, together),
            "workers.amiss": alone.broken() + together.broken(),
        }


def _update_together(site: Site) -> None:
    command = [sys.executable, "-m", "daily8", "update"]
    environment = site_environment(site.folder, **site.settings)
    both = [subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) for _ in range(2)]
    for one in both:
        if one.wait() != 0:
            raise RuntimeError("a worker failed")


def agreement(first: Site, second: Site) -> float:
    """F1 of the pairs of articles that share a story on one site against those on the other."""
    ours, theirs = _pairs(first), _pairs(second)
    return 2 * len(ours & theirs) / max(1, len(ours) + len(theirs))


def _pairs(site: Site) -> set[tuple[str, str]]:
    stories = defaultdict(list)
    for url, story in site.rows(STORIES):
        stories[story].append(url)
    return {pair for urls in stories.values() for pair in itertools.combinations(sorted(urls), 2)}


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:<30} {value:10.4f}")
