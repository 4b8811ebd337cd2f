"""A site with an English edition, for `bench.podcast`: `python -m bench.podcast_site newest|eight|told`."""

import html
import json
import os
import sys
from urllib.parse import urlsplit

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daily8.config.settings")
django.setup()

from pathlib import Path  # noqa: E402

from django.contrib.staticfiles import finders  # noqa: E402
from django.db.models import F, Max  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench import newsletter_site  # noqa: E402
from daily8.articles.models import Article  # noqa: E402
from daily8.editions import making, schedule  # noqa: E402
from daily8.engine.sound import mp3, tags  # noqa: E402
from daily8.pipeline import editing  # noqa: E402
from daily8.podcast import files, hearing, transcripts  # noqa: E402
from daily8.podcast.models import Episode  # noqa: E402
from tests.api import podcast_rules  # noqa: E402

HOST = {"host": "localhost"}


def newest() -> None:
    """Make the edition of the last whole day that the site has read, and print when it appeared."""
    Article.objects.update(found_at=F("published_at"))
    last = Article.objects.filter(visible=True).aggregate(last=Max("published_at"))["last"]
    day = timezone.localtime(last).date()
    made = making.make("en", day, schedule.appears_at(day), lambda _story, _since: 0)
    assert made, "no edition"
    editing.word(timezone.now())
    print(day.isoformat())


def eight() -> None:
    """Make an edition of eight short stories, and nobody who gets it by mail."""
    newsletter_site.fill(0)


def told() -> None:
    """Print what the one episode is like; the errors are 0 where all is as it should be."""
    episodes = list(Episode.objects.select_related("edition"))
    (recording,) = hearing.heard(episodes)
    episode = recording.episode
    data = files.path(episode.file).read_bytes()
    frames = mp3.frames(data[episode.tags_size :])
    lines = [line.words for line in episode.lines.order_by("number") if line.size]
    cues = [cue.split("\n")[1] for cue in transcripts.vtt(recording).split("\n\n")[1:]]
    feed = Client().get("/en/daily/podcast.xml", headers=HOST).content
    figures = {
        "episodes": len(episodes),
        "files": len(list(files.folder().iterdir())),
        "seconds": episode.milliseconds / 1000,
        "megabytes": episode.size / 1e6,
        "chapters": len(recording.chapters),
        "lines": len(lines),
        "chapter_error_ms": _chapter_error(recording, len(frames)) + abs(tags.size(data) - episode.tags_size),
        "transcript_differs": sum(html.unescape(cue) != line for cue, line in zip(cues, lines, strict=True)),
        "rules_broken": len(podcast_rules.rules(feed, _answer)),
    }
    print(json.dumps(figures))


def _chapter_error(recording: hearing.Recording, frames: int) -> int:
    """How far the chapters of the tags are from the sound of their lines."""
    ends = [sum(cue.line.size for cue in one.cues) // mp3.FRAME_BYTES for one in recording.chapters]
    told = [(one.ends - one.begins) // mp3.FRAME_MILLISECONDS for one in recording.chapters]
    apart = sum(abs(first - second) for first, second in zip(ends, told, strict=True))
    return (apart + abs(sum(ends) - frames)) * mp3.FRAME_MILLISECONDS


def _answer(address: str) -> tuple[int, dict[str, str], bytes]:
    path = urlsplit(address).path
    if path.startswith("/static/"):
        found = Path(str(finders.find(path.removeprefix("/static/"))))
        return 200, {"Content-Type": "image/png"}, found.read_bytes()
    response = Client().head(path, headers=HOST)
    return response.status_code, dict(response.headers), b""


if __name__ == "__main__":
    {"newest": newest, "eight": eight, "told": told}[sys.argv[1]]()
