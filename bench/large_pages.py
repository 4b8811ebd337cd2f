"""Measures the pages of a site that `bench.large_site` filled: CPU of this process, and of PostgreSQL's for it."""

import json
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import numpy as np
from django.db import connection
from django.db.models import Count
from django.test import Client

from bench.large_site import HASHTAGS
from daily8.articles.models import Article
from daily8.engine.words.queries import parse
from daily8.search import finding
from daily8.stories.models import Story
from daily8.topics.models import Hashtag
from daily8.work.models import PAGES, Version

TIMES, QUERIES = 15, 150


def pages() -> None:
    """Print milliseconds of CPU for each kind of page when none is ready, as JSON."""
    client = Client(SERVER_NAME="localhost")
    story = Story.objects.order_by("-publishers_count", "pk")[0]
    article = Article.objects.filter(report__story=story)[0]
    hashtag = Hashtag.objects.annotate(count=Count("tags")).order_by("-count", "pk")[0]
    paths = {
        "front": "/en/",
        "story": story.get_absolute_url(),
        "article": article.get_absolute_url(),
        "hashtag": hashtag.get_absolute_url(),
    }
    print(json.dumps({name: _page_milliseconds(client, path) for name, path in paths.items()}))


def searches() -> None:
    """Print milliseconds of CPU of a search, and of the page of its results, as JSON: the median of many queries.

    No two queries are alike, so that no vector is known beforehand.
    """
    client, random = Client(SERVER_NAME="localhost"), np.random.default_rng(5)
    titles = list(Article.objects.filter(language="en").order_by("pk").values_list("title", flat=True)[:4000])
    queries = [_query(str(title), random) for title in random.choice(titles, 2 * QUERIES, replace=False)]
    finding.find(parse("warm"))
    client.get("/en/search?q=warm")
    found = _milliseconds([lambda query=query: finding.find(parse(query)) for query in queries[:QUERIES]])
    pages = [lambda query=query: client.get("/en/search", {"q": query}) for query in queries[QUERIES:]]
    print(json.dumps({"find": found, "page": _milliseconds(pages)}))


def _query(title: str, random: np.random.Generator) -> str:
    """Two or three words of a headline, of which one in five is mistyped, or a hashtag's name among them."""
    words = [str(word) for word in random.choice(title.split(), min(3, len(title.split())), replace=False)]
    kind = random.integers(5)
    if kind == 0:
        words[0] = words[0][1:] + words[0][0]
    if kind == 1:
        words[0] = f"thing {random.integers(HASHTAGS)}"
    return " ".join(words)


def _milliseconds(works: Sequence[Callable[[], object]]) -> float:
    """The median of this process's CPU, and the mean of what PostgreSQL spent on this connection."""
    spent, before = [], _server_seconds()
    for work in works:
        started = time.process_time()
        work()
        spent.append(1000 * (time.process_time() - started))
    return median(spent) + 1000 * (_server_seconds() - before) / len(works)


def _server_seconds() -> float:
    """CPU seconds of the process of PostgreSQL that answers us."""
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute("SELECT pg_backend_pid()")
        number = cursor.fetchone()[0]
    fields = Path(f"/proc/{number}/stat").read_text(errors="replace").rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def _page_milliseconds(client: Client, path: str) -> float:
    _made(client, path)
    return _milliseconds([lambda: _made(client, path)] * TIMES)


def _made(client: Client, path: str) -> None:
    Version.bump(PAGES)
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answers {answer.status_code}")
