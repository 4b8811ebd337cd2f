"""Reads an edition aloud when an operator asks for it: `daily8 edition --podcast`."""

import asyncio
import sys
import time

import click
from django.conf import settings
from tqdm import tqdm

from daily8.editions.models import Edition
from daily8.pipeline.database import Database
from daily8.pipeline.narrating import LEASE, Narrating
from daily8.podcast import files, hearing, keeping, making
from daily8.podcast.models import Episode, State
from daily8.work import clock, presence

# A budget of calls a minute is waited for; one of a day or a month is not.
_PATIENCE_SECONDS = 150.0


def read_aloud(edition: Edition) -> str:
    """Make the episode of an edition, with progress; return what came of it.

    Raises ClickException, with the way out, where it cannot be made.
    """
    episode, _new = Episode.objects.get_or_create(edition=edition)
    if hearing.heard([episode]):
        return _told(episode)
    keeping.take_apart(episode, clock.now())
    with presence.present(settings.DATA / "workers") as name, _bar() as bar:
        making.ask_again(episode, clock.now())
        while not _is_done(episode):
            _narrate(episode, name, bar)
    if episode.state != State.READY:
        raise click.ClickException(f"{edition} was not read aloud: {episode.error}")
    return _told(episode)


def _bar() -> "tqdm[None]":
    return tqdm(unit=" lines", disable=not sys.stderr.isatty())


def _is_done(episode: Episode) -> bool:
    """Wait until it may be tried again, if that is soon; say whether nothing is left to try."""
    episode.refresh_from_db()
    if episode.state != State.WAITING or episode.due_at is None:
        return True
    pause = (episode.due_at - clock.now()).total_seconds()
    if episode.failures or pause > _PATIENCE_SECONDS:
        return True
    time.sleep(max(0.0, pause))
    return False


def _narrate(episode: Episode, worker: str, bar: "tqdm[None]") -> None:
    claimed = Episode.objects.filter(pk=episode.pk).claim(clock.now(), limit=1, worker=worker, lease=LEASE)
    if not claimed:
        raise click.ClickException("a worker is reading this edition right now: wait for it, or stop it first")

    def tell(spoken: int, last: int) -> None:
        bar.total = last
        bar.update(spoken - bar.n)

    async def narrate() -> None:
        database = Database()
        try:
            await Narrating(database, worker).narrate(claimed[0], tell)
        finally:
            await database.close()

    try:
        asyncio.run(narrate())
    finally:
        Episode.objects.filter(pk=episode.pk).release(worker)


def _told(episode: Episode) -> str:
    size = f"{episode.size / 1e6:.1f} MB"
    return f"{episode}: {episode.length} by {episode.voice}, {size} in {files.path(episode.file)}"
