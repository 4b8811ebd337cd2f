"""Has an edition read aloud, line by line, each kept as soon as it is spoken."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

from daily8.assistant import budget, voices
from daily8.assistant.abilities import Ability
from daily8.assistant.budget import OverBudget, Spent
from daily8.assistant.models import Call, Provider
from daily8.engine.ai import Form, Kind, ModelError, Speech
from daily8.engine.sound import SoundError, loudness, mp3, wav
from daily8.pipeline.database import Database
from daily8.pipeline.speaking import speech_of
from daily8.podcast import making
from daily8.podcast.files import NotWritten
from daily8.podcast.hearing import PLACES
from daily8.podcast.making import Job
from daily8.podcast.models import Episode, Line
from daily8.podcast.models import Kind as LineKind
from daily8.work import clock

MakeSpeech = Callable[[Provider], Speech]
# Called with how many lines are spoken, and how many there are.
Progress = Callable[[int, int], None]

LEASE = timedelta(minutes=20)
# So much of what may be asked of voices is left to readers who wait for an article.
_SHARE = Decimal("0.5")
_PAUSE, _LONG_PAUSE = 0.25, 0.7
# A slow voice takes a tenth of a second for a letter; figures take more of them than they have.
_SECONDS, _SECONDS_A_LETTER = 2.0, 0.25


class Narrating:
    """Reads episodes aloud that are this worker's."""

    def __init__(self, database: Database, worker: str, make: MakeSpeech | None = None):
        self._database = database
        self._worker = worker
        self._make = make or speech_of
        self._stopping = False

    def stop(self) -> None:
        """Speak no further line; what was spoken is kept."""
        self._stopping = True

    async def narrate(self, episode: Episode, progress: Progress | None = None) -> None:
        """Make an episode; what keeps it from being made is kept on its row."""
        try:
            # Once more where an article was withdrawn while others were read.
            while not self._stopping and not await self._tell(episode, progress):
                pass
        except (ModelError, SoundError) as error:
            await self._database.run(making.fail, episode, self._worker, str(error), clock.now())
        except OverBudget as error:
            await self._hold_back(episode, str(error), error.again)
        except NotWritten as error:
            await self._hold_back(episode, str(error), clock.now() + making.PATIENCE)

    async def _hold_back(self, episode: Episode, reason: str, until: datetime) -> None:
        await self._database.run(making.hold_back, episode, self._worker, reason, until)

    async def _tell(self, episode: Episode, progress: Progress | None) -> bool:
        """Speak what is not spoken yet, and put all together; say whether nothing more is to be done."""
        job = await self._database.run(making.begin, episode, self._worker, clock.now())
        if job is None:
            return True
        speech, last = self._make(job.provider), len(job.lines)
        for number, line in enumerate(job.lines):
            if self._stopping:
                return True
            frames = await self._frames(speech, job, line)
            until = clock.now() + LEASE
            if not await self._database.run(making.keep, job, line, frames, self._worker, until):
                return True
            if progress:
                progress(number + 1, last)
        return await self._database.run(making.finish, job, self._worker, clock.now())

    async def _frames(self, speech: Speech, job: Job, line: Line) -> bytes:
        """The sound of a line; none where the voice finds nothing to say in it, unless it is what is told."""
        try:
            spoken = await self._say(speech, job, line.words)
            return await asyncio.to_thread(_packed, spoken, line.words, _pause(job, line))
        except ModelError as error:
            if error.kind is not Kind.EMPTY:
                raise
            if line.kind in PLACES:
                raise ModelError(Kind.EMPTY, f"{error}: {line.words[:60]!r}") from error
        return b""

    async def _say(self, speech: Speech, job: Job, words: str) -> bytes:
        """The voice of this machine costs nothing; of another each call has its receipt first."""
        if voices.is_installed_one(job.provider):
            return await _asked(speech, job, words)
        call: Call = await self._database.run(_begin, job.provider, len(words), clock.now())
        spent = Spent(0, 0, "broken off")
        try:
            spoken = await _asked(speech, job, words)
            spent = Spent(len(words), 0)
        except ModelError as error:
            spent = Spent(len(words), 0, str(error))
            raise
        finally:
            await self._database.run(_end, call, job.provider, spent)
        return spoken


async def _asked(speech: Speech, job: Job, words: str) -> bytes:
    spoken = await speech.say(
        words,
        voice=job.provider.voice,
        language=job.episode.edition.language,
        deadline_seconds=job.provider.deadline,
        form=Form.WAV,
    )
    return spoken.audio


def _pause(job: Job, line: Line) -> float:
    """Seconds between two sentences; more behind a headline, and before the next story."""
    return _LONG_PAUSE if line.kind == LineKind.HEADLINE or line.number in job.lasts else _PAUSE


def _packed(audio: bytes, words: str, pause: float) -> bytes:
    """As loud as all others, with a pause behind it; raise ModelError where nobody reads these words so."""
    sound = wav.read(audio)
    if sound.seconds > _SECONDS + _SECONDS_A_LETTER * len(words):
        told = f"{sound.seconds:.0f} seconds of sound for {len(words)} letters"
        raise ModelError(Kind.NONSENSE, f"{told}: {words[:60]!r}")
    even = loudness.levelled(sound)
    if even is None:
        raise ModelError(Kind.EMPTY, "what the voice gave is silence")
    return mp3.packed(even.followed_by_silence(pause))


def _begin(provider: Provider, letters: int, now: datetime) -> Call:
    return budget.begin(
        provider, ability=Ability.LISTEN, result=None, most_in=letters, most_out=0, now=now, share=_SHARE
    )


def _end(call: Call, provider: Provider, spent: Spent) -> None:
    budget.end(call, provider, spent, now=clock.now())
