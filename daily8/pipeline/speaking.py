"""Has an article read aloud, part by part, each there for readers as soon as it is."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings

from daily8.assistant import budget, voices, writing
from daily8.assistant.budget import Spent
from daily8.assistant.models import Call, Clip, Provider, Result, State
from daily8.assistant.statements import Audit
from daily8.assistant.voices import Piece
from daily8.engine.ai import Endpoint, EndpointSpeech, ModelError, Speech
from daily8.engine.ai.installed_speech import InstalledSpeech
from daily8.engine.ai.port import Spoken
from daily8.pipeline.database import Database
from daily8.work import clock

MakeSpeech = Callable[[Provider], Speech]


class Speaking:
    """Reads one article aloud."""

    def __init__(self, database: Database, make: MakeSpeech | None = None):
        self._database = database
        self._make = make or speech_of

    async def speak(self, result: Result) -> None:
        """Keep all parts of the article as sound; raise ModelError or OverBudget where one cannot be had."""
        found = await self._database.run(writing.spoken_text, result)
        if found is None:
            return
        provider, text = found
        speech = self._make(provider)
        for number, piece in enumerate(voices.pieces(text)):
            if not await self._database.run(_is_there, result, number):
                spoken = await self._say(speech, provider, result, piece)
                await self._database.run(_keep, result, number, piece, spoken)
        await self._database.run(_finish, result, clock.now())

    async def _say(self, speech: Speech, provider: Provider, result: Result, piece: Piece) -> Spoken:
        """Letters count as tokens: that is what voices are paid by."""
        letters = len(piece.words)
        call: Call = await self._database.run(_begin, provider, result, letters)
        spent = Spent(0, 0, "broken off")
        try:
            spoken = await speech.say(
                piece.words,
                voice=provider.voice,
                language=result.language,
                deadline_seconds=provider.deadline,
            )
            spent = Spent(letters, 0)
        except ModelError as error:
            spent = Spent(letters, 0, str(error))
            raise
        finally:
            await self._database.run(_end, call, provider, spent)
        return spoken


def _begin(provider: Provider, result: Result, letters: int) -> Call:
    return budget.begin(
        provider, ability=result.ability, result=result, most_in=letters, most_out=0, now=clock.now()
    )


def _end(call: Call, provider: Provider, spent: Spent) -> None:
    budget.end(call, provider, spent, now=clock.now())


def _is_there(result: Result, number: int) -> bool:
    return Clip.objects.filter(result=result, number=number).exists()


def _keep(result: Result, number: int, piece: Piece, spoken: Spoken) -> None:
    Clip.objects.create(
        result=result,
        number=number,
        first=piece.first,
        count=piece.count,
        media_type=spoken.media_type,
        audio=spoken.audio,
    )
    Result.objects.filter(pk=result.pk).update(state=State.WRITING)


def _finish(result: Result, now: datetime) -> None:
    result.keep([], Audit(), now=now)
    result.save(update_fields=["parts", "state", "written_at", *Result.WAITING_FIELDS])


def speech_of(provider: Provider) -> Speech:
    """Return the voice of a provider."""
    if voices.is_installed_one(provider):
        return InstalledSpeech()
    return EndpointSpeech(Endpoint(provider.address, provider.model, provider.key, settings.USER_AGENT))
