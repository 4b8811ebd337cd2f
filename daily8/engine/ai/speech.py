"""The model that reads aloud, behind any address that speaks OpenAI's `/audio/speech`."""

import asyncio
import json
from dataclasses import dataclass

from daily8.engine.ai.endpoint import Endpoint
from daily8.engine.ai.errors import Kind, ModelError
from daily8.engine.ai.port import Form, Spoken
from daily8.engine.http import FetchError, Limits, Response, stream

_PATH = "/audio/speech"
_MEGABYTE = 1_000_000
# As much as OpenAI takes at once.
LONGEST_TEXT = 4_096
_KINDS = ("audio/", "application/octet-stream", "binary/octet-stream", "video/ogg", "application/ogg")
WAV_TYPE = "audio/wav"
# By their first bytes: what a server calls its audio is often wrong, and a browser must not guess.
_MARKS = (
    (b"ID3", 0, "audio/mpeg"),
    (b"OggS", 0, "audio/ogg"),
    (b"WAVE", 8, WAV_TYPE),
)
_MISUNDERSTOOD = frozenset({400, 422})


@dataclass(frozen=True, slots=True)
class EndpointSpeech:
    """A voice behind an address."""

    endpoint: Endpoint

    @property
    def name(self) -> str:
        """The model and where it is."""
        return self.endpoint.name

    async def say(
        self, text: str, *, voice: str, language: str, deadline_seconds: float, form: Form = Form.MP3
    ) -> Spoken:
        """Return the text as speech; see `Speech.say`.

        The language is told where the server lets itself be told: some refuse what they do not know.
        """
        if len(text) > LONGEST_TEXT:
            raise ModelError(Kind.TOO_LONG, f"{len(text):,} letters at once, {LONGEST_TEXT:,} are the limit")
        request = {"model": self.endpoint.model, "input": text, "response_format": str(form)}
        if voice:
            request["voice"] = voice
        started = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(deadline_seconds):
                answer = await self._send({**request, "language": language}, deadline_seconds)
                if answer.status in _MISUNDERSTOOD:
                    answer = await self._send(request, deadline_seconds)
        except TimeoutError as error:
            raise ModelError(Kind.LATE, f"{self.name}: no speech within {deadline_seconds:g} seconds") from error
        except FetchError as error:
            raise self.endpoint.fetch_error(error, begun=False) from error
        return self._checked(answer, form, seconds=asyncio.get_running_loop().time() - started)

    async def _send(self, request: dict[str, str], seconds: float) -> Response:
        async with stream(
            self.endpoint.url(_PATH),
            json.dumps(request, ensure_ascii=False).encode("utf-8", "replace"),
            headers=self.endpoint.headers(accept="audio/*"),
            limits=Limits(seconds, 0, 16 * _MEGABYTE, 16 * _MEGABYTE, _KINDS),
            user_agent=self.endpoint.user_agent,
        ) as answer:
            return await answer.read()

    def _checked(self, answer: Response, form: Form, *, seconds: float) -> Spoken:
        if answer.status != 200:
            raise self.endpoint.error(answer)
        if not answer.body:
            raise ModelError(Kind.EMPTY, f"{self.name}: it said nothing")
        if not answer.complete:
            raise ModelError(Kind.CUT, f"{self.name}: the speech broke off")
        kind = media_type_of(answer.body)
        if not kind:
            raise ModelError(Kind.NONSENSE, f"{self.name}: what came is no audio that browsers play")
        if form == Form.WAV and kind != WAV_TYPE:
            raise ModelError(Kind.NONSENSE, f"{self.name}: asked for WAV, it sent {kind}")
        return Spoken(answer.body, kind, seconds)


def media_type_of(audio: bytes) -> str:
    """Return the media type of audio by its first bytes, or an empty text where it is none that is known."""
    for mark, at, kind in _MARKS:
        if audio.startswith(mark, at):
            return kind
    # A frame of MPEG audio, layer III, begins with eleven bits that are set.
    return "audio/mpeg" if len(audio) > 1 and audio[0] == 0xFF and audio[1] & 0xE6 == 0xE2 else ""
