"""The model that writes, behind any address that speaks OpenAI's `/chat/completions`."""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel

from daily8.engine.ai.completions import Completion, estimate, most_tokens_of
from daily8.engine.ai.endpoint import Endpoint
from daily8.engine.ai.errors import Kind, ModelError
from daily8.engine.ai.manners import Manners, manners_of
from daily8.engine.ai.permits import Free, Permit
from daily8.engine.ai.port import Message, Reply, Role
from daily8.engine.ai.reading import correction, read
from daily8.engine.ai.receipts import Receipt
from daily8.engine.http import FetchError, Limits, Response, Stream, TooLarge, WrongContent, stream

_PATH = "/chat/completions"
_EVENTS = "text/event-stream"
_JSON = "application/json"
# What an answer takes on the wire: a frame around each token, and some room for thoughts.
_BYTES_A_TOKEN = 1_000
_LEAST_BYTES = 200_000
_MOST_BYTES = 16_000_000
_LONGEST_QUOTED = 2_000


@dataclass(frozen=True, slots=True)
class EndpointChat:
    """A model behind an address: asked in its own manner, and once more where it answered nonsense."""

    endpoint: Endpoint
    permit: Permit = field(default_factory=Free)

    @property
    def name(self) -> str:
        """The model and where it is."""
        return self.endpoint.name

    async def ask(
        self,
        messages: Sequence[Message],
        *,
        shape: type[BaseModel] | None,
        most_tokens: int,
        deadline_seconds: float,
        on_text: Callable[[str], None] | None = None,
    ) -> Reply:
        """Return the model's answer; see `Chat.ask`."""
        asking = _Asking(self.endpoint, self.permit, list(messages), shape, most_tokens, deadline_seconds, on_text)
        try:
            async with asyncio.timeout(deadline_seconds):
                return await asking.answer()
        except TimeoutError as error:
            late = ModelError(Kind.LATE, f"{self.name}: no whole answer within {deadline_seconds:g} seconds")
            raise asking.receipt.on(late) from error
        except FetchError as error:
            failed = self.endpoint.fetch_error(error, begun=asking.begun)
            raise asking.receipt.on(failed) from error
        except ModelError as error:
            asking.receipt.on(error)
            raise


@dataclass(slots=True)
class _Asking:
    """One question on its way to an answer of the right shape."""

    endpoint: Endpoint
    permit: Permit
    messages: list[Message]
    shape: type[BaseModel] | None
    most_tokens: int
    seconds: float
    on_text: Callable[[str], None] | None
    receipt: Receipt = field(default_factory=Receipt)
    manners: Manners = field(default_factory=Manners)
    begun: bool = False

    async def answer(self) -> Reply:
        """Ask, and once more with a word of correction; raise ModelError when that does not help."""
        completion = await self._attempt()
        parsed, complaint = self._read(completion)
        if complaint:
            quoted = Message(Role.ASSISTANT, completion.text[:_LONGEST_QUOTED])
            self.messages += [quoted, Message(Role.USER, correction(complaint))]
            completion = await self._attempt()
            parsed, complaint = self._read(completion)
        if complaint:
            raise completion.error(Kind.NONSENSE, f"not the answer that was asked for: {complaint}")
        return self._reply(completion, parsed)

    def _reply(self, completion: Completion, parsed: BaseModel | None) -> Reply:
        cost = self.receipt
        return Reply(
            text=completion.text,
            parsed=parsed,
            tokens_in=cost.tokens_in,
            tokens_out=cost.tokens_out,
            seconds=cost.seconds,
            attempts=cost.attempts,
            estimated=cost.estimated,
        )

    def _read(self, completion: Completion) -> tuple[BaseModel | None, str]:
        """Return the answer in its shape, or what is wrong with it."""
        completion.check(cut_is_short=self.shape is None)
        if self.shape is None:
            return None, ""
        found = read(completion.text, self.shape)
        if found.complaint and completion.cut_short:
            raise completion.error(Kind.TOO_LONG, f"not finished within {self.most_tokens} tokens")
        if found.shapeless:
            self._known.step_down(used=self.manners)
        return found.parsed, found.complaint

    async def _attempt(self) -> Completion:
        """Return the next answer; a request that the server does not understand is put in other terms."""
        while True:
            letters = sum(len(message.content) for message in self.messages)
            most_in, most_out = most_tokens_of(letters), 2 * self.most_tokens
            completion = Completion(self.endpoint, most_in=most_in, most_out=most_out)
            self.manners = replace(self._known)
            refusal = await self._permitted(completion)
            if refusal is None:
                return completion
            words = self.endpoint.words_of(refusal)
            if not self._known.learn(refusal.status, words, used=self.manners, shaped=self.shape is not None):
                raise self.endpoint.error(refusal)

    async def _permitted(self, completion: Completion) -> Response | None:
        """Send once what is permitted, and tell what that took, however it ends."""
        letters = sum(len(message.content) for message in self.messages)
        begun = await self.permit.begin(most_in=estimate(letters), most_out=self.most_tokens)
        before, reason = (self.receipt.tokens_in, self.receipt.tokens_out), "broken off"
        try:
            refusal = await self._send(completion)
            reason = "" if refusal is None else f"the server answered {refusal.status}"
        except FetchError as error:
            failed = self.endpoint.fetch_error(error, begun=self.begun)
            if failed.kind is Kind.UNREACHABLE:
                self.receipt.refuse()
            reason = str(failed)
            raise
        except ModelError as error:
            reason = str(error)
            raise
        finally:
            self.receipt.settle()
            tokens_in, tokens_out = self.receipt.tokens_in - before[0], self.receipt.tokens_out - before[1]
            await self.permit.end(begun, tokens_in=tokens_in, tokens_out=tokens_out, reason=reason)
        return refusal

    async def _send(self, completion: Completion) -> Response | None:
        """Fill the completion with what the model answers, or return the server's refusal."""
        request = self._request()
        self.begun = False
        self.receipt.begin(completion, letters=sum(len(message.content) for message in self.messages))
        async with stream(
            self.endpoint.url(_PATH),
            json.dumps(request, ensure_ascii=False).encode(),
            headers=self.endpoint.headers(accept=f"{_EVENTS}, {_JSON}" if self.on_text else _JSON),
            limits=self._limits,
            user_agent=self.endpoint.user_agent,
        ) as answer:
            if answer.status != 200:
                self.receipt.refuse()
                return await _refusal(answer)
            self.begun = True
            await self._receive(answer, completion)
        return None

    def _request(self) -> dict[str, Any]:
        return self.manners.request(
            self.endpoint.model,
            self.messages,
            shape=self.shape,
            most_tokens=self.most_tokens,
            streaming=self.on_text is not None,
        )

    async def _receive(self, answer: Stream, completion: Completion) -> None:
        """Read an answer that came word by word or whole, whichever was asked for."""
        if answer.content_type == _EVENTS:
            await completion.take_events(answer.events(), self.on_text)
            return
        whole = await answer.read()
        completion.take(whole.body, complete=whole.complete)
        if self.on_text and completion.text:
            self.on_text(completion.text)

    @property
    def _known(self) -> Manners:
        return manners_of(self.endpoint.address, self.endpoint.model)

    @property
    def _limits(self) -> Limits:
        most = min(_LEAST_BYTES + _BYTES_A_TOKEN * self.most_tokens, _MOST_BYTES)
        return Limits(
            seconds=self.seconds, redirects=0, raw_bytes=most, inflated_bytes=most, content_types=(_JSON,)
        )


async def _refusal(answer: Stream) -> Response:
    """Return an answer of another status than 200, without its words where they cannot be read."""
    try:
        return await answer.read()
    except (TooLarge, WrongContent):
        return Response(url=answer.url, status=answer.status, headers=answer.headers, body=b"")
