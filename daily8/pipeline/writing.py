"""Has models write what readers asked for: beside the line, since a model takes seconds and readers wait."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError

from daily8.assistant import budget, writing
from daily8.assistant.abilities import Ability
from daily8.assistant.budget import OverBudget, Spent
from daily8.assistant.models import Call, Provider, Result
from daily8.assistant.tasks import Draft, Task
from daily8.assistant.writing import Job
from daily8.engine.ai import Chat, Endpoint, EndpointChat, Kind, ModelError, Permit
from daily8.pipeline.database import PAUSE_SECONDS, Away, Database
from daily8.pipeline.speaking import Speaking
from daily8.work import clock

logger = logging.getLogger(__name__)
MakeChat = Callable[[Provider, Permit], Chat]

LOOK_SECONDS = 0.5
# Longer than the longest deadline with all that is tried again.
LEASE = timedelta(minutes=40)
_AT_ONCE = 32
# Readers see at most so often what is new of an unfinished result.
_SHOWN_SECONDS = 0.6
# So much is used of an answer without an end.
_MOST_DRAFTS = 8
# So long what a model wrote is kept after the last reader asked for it.
_KEPT, _FORGET_SECONDS = timedelta(days=30), 3600.0


class Writing:
    """Claims results that wait, asks models, and keeps what the check lets through."""

    def __init__(self, worker: str, chat: MakeChat | None = None):
        self._worker = worker
        self._chat = chat or endpoint_chat
        self._database = Database()
        self._speaking = Speaking(self._database)
        self._lanes: dict[str, asyncio.Semaphore] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()
        self._forgets_at = 0.0
        self.written = 0

    def stop(self) -> None:
        """Claim no more; what is under way is given back."""
        self._stopping.set()

    async def run(self) -> None:
        """Work until stopped."""
        try:
            while not self._stopping.is_set():
                await self._forget()
                await self._claim()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), LOOK_SECONDS)
        finally:
            await self._give_back()

    async def finish(self) -> None:
        """Work until nothing is due, as one that was told to stop when idle."""
        while await self._claim() or self._tasks:
            if self._tasks:
                await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)

    async def _claim(self) -> int:
        room = _AT_ONCE - len(self._tasks)
        if not room:
            return 0
        try:
            claimed = await self._database.run(self._claimed, room)
        except Away:
            await asyncio.sleep(PAUSE_SECONDS)
            return 0
        for result in claimed:
            task = asyncio.create_task(self._write(result))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return len(claimed)

    async def _forget(self) -> None:
        """Delete now and then what nobody has asked for in a month."""
        if time.monotonic() < self._forgets_at:
            return
        self._forgets_at = time.monotonic() + _FORGET_SECONDS
        with contextlib.suppress(Away):
            await self._database.run(Result.objects.forget, clock.now() - _KEPT)

    def _claimed(self, room: int) -> list[Result]:
        return Result.objects.claim(clock.now(), limit=room, worker=self._worker, lease=LEASE)

    async def _write(self, result: Result) -> None:
        """Write one result; where the database is away, its lease ends by itself."""
        with contextlib.suppress(Away):
            try:
                await self._try(result)
            except Away:
                raise
            except Exception:
                logger.exception("%s could not be written", result)
                await self._database.run(writing.refuse, result, "an error of daily8's own; the log says more")

    async def _try(self, result: Result) -> None:
        """What a model or the budget refuses is kept on the row, and readers see the publishers' words."""
        try:
            if result.ability == Ability.LISTEN:
                await self._speak(result)
            elif (job := await self._database.run(writing.job, result)) is not None:
                await self._ask_all(job)
        except ModelError as error:
            logger.warning("%s: %s", result, error)
            await self._database.run(writing.fail, result, error, clock.now())
        except OverBudget as error:
            logger.warning("%s: %s", result, error)
            await self._database.run(writing.refuse, result, str(error))

    async def _speak(self, result: Result) -> None:
        async with self._lanes.setdefault(result.provider, asyncio.Semaphore(1)):
            await self._speaking.speak(result)
        self.written += 1

    async def _ask_all(self, job: Job) -> None:
        lane = self._lanes.setdefault(job.provider.name, asyncio.Semaphore(job.provider.at_once))
        async with lane:
            for task in job.tasks:
                await self._ask(job, task)
        await self._database.run(writing.finish, job, clock.now())
        self.written += 1

    async def _ask(self, job: Job, task: Task) -> None:
        chat = self._chat(job.provider, _Receipts(self._database, job))
        showing = _Showing(self._database, job, task)
        try:
            reply = await chat.ask(
                task.prompt.messages,
                shape=task.prompt.shape,
                most_tokens=task.prompt.most_tokens,
                deadline_seconds=job.provider.deadline,
                on_text=showing.take,
            )
        except ModelError as error:
            # A small model that does not find an end may have said enough before.
            if error.kind is not Kind.TOO_LONG or not showing.complete:
                raise
            job.drafts += showing.complete
        else:
            job.drafts += task.drafts(reply)
        finally:
            await showing.close()

    async def _give_back(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with contextlib.suppress(Away, OperationalError, InterfaceError):
            await self._database.run(Result.objects.release, self._worker)
        await self._database.close()


class _Receipts:
    """Has each call of a job permitted and written down before it is made, and completed when it is over."""

    def __init__(self, database: Database, job: Job):
        self._database = database
        self._job = job

    async def begin(self, *, most_in: int, most_out: int) -> Call:
        """Return the receipt of a call; raise OverBudget where it is not allowed."""
        return await self._database.run(self._begin, most_in, most_out)

    async def end(self, receipt: Any, *, tokens_in: int, tokens_out: int, reason: str) -> None:
        """Write down what the call took, and why it failed if it did."""
        await self._database.run(self._end, receipt, Spent(tokens_in, tokens_out, reason))

    def _begin(self, most_in: int, most_out: int) -> Call:
        job = self._job
        return budget.begin(
            job.provider,
            ability=job.result.ability,
            result=job.result,
            most_in=most_in,
            most_out=most_out,
            now=clock.now(),
        )

    def _end(self, receipt: Call, spent: Spent) -> None:
        budget.end(receipt, self._job.provider, spent, now=clock.now())


class _Showing:
    """Shows readers what of an answer is complete and checked while the rest is still coming."""

    def __init__(self, database: Database, job: Job, task: Task):
        self._database, self._job, self._task = database, job, task
        self._text = ""
        self._shown = 0
        self._last = time.monotonic()
        self._under_way: asyncio.Task[None] | None = None

    def take(self, text: str) -> None:
        """Take all of the answer so far."""
        self._text = text
        if time.monotonic() - self._last < _SHOWN_SECONDS or (self._under_way and not self._under_way.done()):
            return
        self._last = time.monotonic()
        drafts = self._task.drafts_so_far(text)
        if len(drafts) > self._shown:
            self._shown = len(drafts)
            self._under_way = asyncio.create_task(self._show(drafts))

    @property
    def complete(self) -> list[Draft]:
        """What is complete of the answer."""
        return self._task.drafts_so_far(self._text)[:_MOST_DRAFTS]

    async def close(self) -> None:
        """Show no more."""
        if self._under_way:
            await asyncio.gather(self._under_way, return_exceptions=True)

    async def _show(self, drafts: list[Draft]) -> None:
        await self._database.run(writing.show_so_far, self._job, drafts)


def endpoint_chat(provider: Provider, permit: Permit) -> Chat:
    """Return the model of a provider behind its address."""
    endpoint = Endpoint(provider.address, provider.model, provider.key, settings.USER_AGENT)
    return EndpointChat(endpoint, permit)
