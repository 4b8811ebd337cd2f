"""What becomes of episodes that may not be heard any more, are asked for again, or are old."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from daily8.articles import shown as things
from daily8.assistant import edition_entries
from daily8.podcast import files
from daily8.podcast.hearing import holding, sayable
from daily8.podcast.models import Episode, EpisodeQuerySet, Line, State
from daily8.work.models import Change

# So many of each language are looked at each time; all of them now and then.
_NEWEST = 3


def look_again(now: datetime, *, every: bool) -> int:
    """Take apart those episodes that may not be heard as they are; return how many that were.

    They are hidden from the moment on that a word of them is gone; this has them made anew without it. That Listen
    is switched off changes nothing of them, nor does a folder that is not there just now.
    """
    if not files.at_hand():
        return 0
    episodes = [one for code, _name in settings.LANGUAGES for one in _ready(code, every=every)]
    good = {one.pk for one in holding(episodes)}
    bad = [one for one in episodes if one.pk not in good]
    for episode in bad:
        take_apart(episode, now)
    return len(bad)


def _ready(language: str, *, every: bool) -> EpisodeQuerySet:
    found = Episode.objects.of(language).ready()
    return found if every else found[:_NEWEST]


def take_apart(episode: Episode, now: datetime) -> None:
    """Let an episode be made anew, out of what was spoken, as far as its words are still the edition's."""
    with transaction.atomic():
        held = Episode.objects.select_for_update().filter(pk=episode.pk, state=State.READY).first()
        if held is None:
            return
        _take_back(held, list(episode.lines.all()))
        _lose_file(held, now)
        held.state, held.due_at = State.WAITING, now
        held.save(update_fields=["state", "due_at", *Episode.FILE_FIELDS])
    files.remove(episode.file)


def _take_back(episode: Episode, lines: Sequence[Line]) -> None:
    """Give each line its sound out of the file; where that is gone, all are spoken again."""
    path = files.fetched(episode.file)
    data = path.read_bytes()[episode.tags_size :] if path.is_file() else b""
    at, whole = 0, len(data) == sum(line.size for line in lines)
    for line in lines:
        line.audio = data[at : at + line.size] if whole else b""
        at += line.size
        if not whole:
            line.voice, line.size = "", 0
    Line.objects.bulk_update(lines, ["audio", "voice", "size"])


def _lose_file(episode: Episode, now: datetime) -> None:
    episode.file, episode.size, episode.tags_size, episode.milliseconds = "", 0, 0, 0
    Change.note([things.edition(episode.edition.language)], now)


def make_again(episode: Episode, now: datetime) -> None:
    """Have all of an episode spoken anew, as an operator wants it; until then there is none."""
    with transaction.atomic():
        held = Episode.objects.select_for_update().get(pk=episode.pk)
        name = held.file
        held.lines.all().delete()
        _lose_file(held, now)
        held.wait(now)
        held.state, held.until = State.WAITING, None
        held.save(update_fields=["until", *Episode.FILE_FIELDS, *Episode.WAITING_FIELDS])
    files.remove(name)


def forget(now: datetime) -> int:
    """Delete what is not kept any longer, sound and words, and what crashes left; return how much that was.

    That there was an episode stays, so that none is made again.
    """
    old = list(Episode.objects.old(now).values_list("pk", flat=True))
    for pk in old:
        _end(pk, now)
    unmade = sum(map(_forget_withdrawn, Episode.objects.unmade().select_related("edition")))
    known = set(Episode.objects.exclude(file="").values_list("file", flat=True))
    return len(old) + unmade + files.sweep(known)


def _end(pk: int, now: datetime) -> None:
    with transaction.atomic():
        episode = Episode.objects.select_for_update().get(pk=pk)
        name, reason = episode.file, episode.error
        episode.lines.all().delete()
        _lose_file(episode, now)
        episode.wait(None)
        episode.state, episode.error = State.OVER, reason
        episode.save(update_fields=[*Episode.FILE_FIELDS, *Episode.WAITING_FIELDS])
    files.remove(name)


def _forget_withdrawn(episode: Episode) -> int:
    """Delete what was spoken of an episode that nobody makes just now, and may not be said any more."""
    shown = edition_entries.of_edition(episode.edition)
    with transaction.atomic():
        free = Episode.objects.select_for_update().filter(pk=episode.pk, claimed_by="").exclude(state=State.READY)
        if not free.exists():
            return 0
        lines = list(episode.lines.defer("audio"))
        kept = {line.pk for line in sayable(lines, shown)}
        return episode.lines.exclude(pk__in=kept).delete()[0]
