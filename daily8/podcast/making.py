"""How episodes are made: planned, spoken line by line, put together, and taken apart when they may not be heard.

Each step is one transaction, so that a process may end between any two: what was spoken is kept, and an edition
never has two episodes.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from daily8.articles import shown as things
from daily8.assistant import edition_entries, providers, voices
from daily8.assistant.abilities import Ability
from daily8.assistant.models import Provider
from daily8.editions.models import Edition
from daily8.engine.ai import installed_speech
from daily8.engine.sound import SoundError, mp3, tags
from daily8.podcast import files
from daily8.podcast.hearing import LISTEN_IS_OFF, PLACES, chapters, holds
from daily8.podcast.models import MADE_WITHIN, Episode, Line, State, due
from daily8.podcast.script import Said, script, title_of
from daily8.work import branding
from daily8.work.models import Change, Waiting

# ISO 639-2, as tags have it.
_LANGUAGES = {"en": "eng", "ar": "ara"}
_TRIES = 6
# What stands in the way through no fault of a voice may be gone after so long.
PATIENCE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Job:
    """An episode that is to be spoken: by whom, and which of its lines were not yet; `lasts` end chapters."""

    episode: Episode
    provider: Provider
    lines: list[Line]
    lasts: frozenset[int]


def plan(now: datetime) -> int:
    """Let editions of today that have their words wait for a voice; return how many more do."""
    if not settings.PODCAST_DAYS:
        return 0
    new = [Episode(edition=one, due_at=now, until=one.made_at + MADE_WITHIN) for one in due(now)]
    # Another worker may have been first.
    Episode.objects.bulk_create(new, ignore_conflicts=True)
    again = [one for one in Episode.objects.without_voice(now).select_related("edition") if not _obstacle(one)]
    return len(new) + sum(ask_again(one, now) for one in again)


def ask_again(episode: Episode, now: datetime) -> int:
    """Let an episode wait for a voice, with what was spoken of it."""
    same = Episode.objects.filter(pk=episode.pk).exclude(state=State.READY)
    return same.update(state=State.WAITING, due_at=now, failures=0, error="")


def begin(episode: Episode, worker: str, now: datetime) -> Job | None:
    """Return what is to be spoken, by the words that may be heard now; nothing, with a reason, where it cannot be.

    What is the same as before, by the same voice, is not spoken again.
    """
    said = script(edition_entries.of_edition(episode.edition))
    obstacle, provider = _obstacle(episode), voices.chosen(episode.edition.language)
    with transaction.atomic():
        if not _holds(episode, worker):
            return None
        end = _end(episode, said, now)
        if end or obstacle or provider is None:
            _set_aside(episode, end, obstacle, now)
            return None
        lines = _lined_up(episode, said, str(provider))
    lasts = frozenset({line.chapter: line.number for line in lines}.values())
    return Job(episode, provider, [line for line in lines if not line.voice], lasts)


def _end(episode: Episode, said: Sequence[Said], now: datetime) -> str:
    """Why it is not made any more, whatever voice there is; "" where it is."""
    if not said:
        return "no story of this edition can be told any more"
    if episode.until and episode.until < now:
        hours = MADE_WITHIN // timedelta(hours=1)
        return f"it could not be made within {hours} hours" + (f": {episode.error}" if episode.error else "")
    return ""


def _set_aside(episode: Episode, end: str, obstacle: str, now: datetime) -> None:
    """Be absent; but what could be heard once waits until there is a voice again."""
    if episode.made_at and not end:
        episode.postpone(obstacle, until=now + PATIENCE)
    else:
        episode.be_absent(end or obstacle)
    episode.save(update_fields=[*Episode.WAITING_FIELDS, "state"])


def _obstacle(episode: Episode) -> str:
    """Why nothing can be read aloud; "" where nothing stands in the way."""
    language = episode.edition.language
    if not settings.PODCAST_DAYS:
        return "DAILY8_PODCAST_DAYS is 0"
    if not providers.on(Ability.LISTEN):
        return LISTEN_IS_OFF
    if voices.chosen(language) is None:
        own = ", or install daily8[speech]" if language == installed_speech.LANGUAGE else ""
        return f"no voice reads {language}: name a model in the admin that is used for Listen{own}"
    if not mp3.is_installed():
        return "nothing is installed that packs MP3: install daily8[speech]"
    return ""


def _holds(episode: Episode, worker: str) -> bool:
    """Whether the episode is this worker's, until the transaction ends."""
    return Episode.objects.select_for_update().filter(pk=episode.pk, claimed_by=worker).exists()


def _lined_up(episode: Episode, said: Sequence[Said], voice: str) -> list[Line]:
    """The lines as they are to be, each with the sound that there is of its words."""
    spoken: dict[str, list[Line]] = defaultdict(list)
    for line in episode.lines.filter(voice=voice, size__gt=0):
        spoken[line.words].append(line)
    lines = [_line(episode, number, one, spoken) for number, one in enumerate(said)]
    episode.lines.all().delete()
    return Line.objects.bulk_create(lines)


def _line(episode: Episode, number: int, one: Said, spoken: dict[str, list[Line]]) -> Line:
    old = spoken[one.words][0] if spoken[one.words] else Line()
    return Line(
        episode=episode,
        number=number,
        kind=one.kind,
        chapter=one.chapter,
        story_key=one.story_key,
        words=one.words,
        articles=list(one.articles),
        voice=old.voice,
        size=old.size,
        audio=old.audio,
    )


def keep(job: Job, line: Line, frames: bytes, worker: str, until: datetime) -> bool:
    """Keep what was spoken, and the episode for this worker until then; say whether it still is this worker's."""
    with transaction.atomic():
        if not _holds(job.episode, worker):
            return False
        Episode.objects.filter(pk=job.episode.pk).update(claimed_until=until)
        line.voice, line.size, line.audio = str(job.provider), len(frames), frames
        line.save(update_fields=["voice", "size", "audio"])
    return True


def finish(job: Job, worker: str, now: datetime) -> bool:
    """Put the episode together; say whether that could be, with lines that may all be heard.

    Raises SoundError where nothing can be heard in them, and NotWritten where the file cannot be.
    """
    episode = job.episode
    lines = list(episode.lines.all())
    may_be_heard = holds(lines, edition_entries.of_edition(episode.edition))
    if not may_be_heard or not all(line.voice for line in lines):
        return False
    if any(not line.size for line in lines if line.kind in PLACES) or not any(line.size for line in lines):
        raise SoundError(f"{job.provider} gave no sound for what is told")
    head = _head(episode.edition, lines)
    name = files.write(str(episode.edition).replace(" ", "-"), [head, *(bytes(line.audio) for line in lines)])
    with transaction.atomic():
        if not _holds(episode, worker):
            files.remove(name)
            return True
        sound = sum(line.size for line in lines)
        episode.wait(None)
        episode.state, episode.voice, episode.made_at = State.READY, str(job.provider)[:80], now
        episode.until = None
        episode.file, episode.size, episode.tags_size = name, len(head) + sound, len(head)
        episode.milliseconds = mp3.milliseconds(sound)
        episode.save(update_fields=["until", *Episode.FILE_FIELDS, *Episode.WAITING_FIELDS])
        # Its sound is in the file from now on.
        episode.lines.update(audio=b"")
        Change.note([things.edition(episode.edition.language)], now)
    return True


def _head(edition: Edition, lines: Sequence[Line]) -> bytes:
    """The tags; links are in them only where the site has a public address."""
    site = f"{settings.SITE_URL}/{edition.language}" if settings.SITE_URL else ""
    with override(edition.language):
        album = _("The daily eight")
        page = settings.SITE_URL + edition.get_absolute_url() if site else ""
    found = tuple(
        tags.Chapter(
            one.begins, one.ends, one.title, f"{site}/story/{one.story_key}" if site and one.story_key else ""
        )
        for one in chapters(lines, edition.language)
    )
    language = _LANGUAGES.get(edition.language, "und")
    return tags.written(tags.Tags(title_of(edition), album, branding.name(), language, edition.day, page, found))


def fail(episode: Episode, worker: str, reason: str, now: datetime) -> None:
    """Keep why a voice failed, and try again in a growing while; after some times, give up."""
    with transaction.atomic():
        found = Episode.objects.select_for_update().filter(pk=episode.pk, claimed_by=worker).first()
        if found is None:
            return
        found.fail(reason, now=now)
        if found.failures >= _TRIES:
            found.due_at, found.state = None, State.ABSENT
        found.save(update_fields=["state", *Waiting.WAITING_FIELDS])


def hold_back(episode: Episode, worker: str, reason: str, until: datetime) -> None:
    """Wait until the budget has room again, or later the disk, through no fault of a voice."""
    episode.postpone(reason, until=until)
    Episode.objects.filter(pk=episode.pk, claimed_by=worker).update(
        error=episode.error, due_at=until, claimed_by="", claimed_until=None
    )
