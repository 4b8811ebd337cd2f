"""Has models write what readers asked for: beside the line, since a model takes seconds and readers wait."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError

from daily8.assistant import budget, providers, writing
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
# A row is held for so long, and so often once more while it is worked on.
LEASE, RENEW_SECONDS = timedelta(minutes=5), 60.0
# Readers see at most so often what is new of an unfinished result.
_SHOWN_SECONDS = 0.6
# So much is used of an answer without an end.
_MOST_DRAFTS = 8
# So long what a model wrote is kept after the last reader asked for it.
_KEPT, _FORGET_SECONDS = timedelta(days=30), 3600.0


class Writing:
    """Claims results that wait, asks models, and keeps what the check lets through.

    Of each model as many are claimed as it may be asked for at once, so that none waits here while its lease ends,
    and a model that hangs keeps no other waiting.
    """

    def __init__(self, worker: str, chat: MakeChat | None = None):
        self._worker = worker
        self._chat = chat or endpoint_chat
        self._database = Database()
        self._speaking = Speaking(self._database)
        self._under_way: dict[int, str] = {}
        self._dropped: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()
        self._forgets_at = self._renews_at = 0.0
        self.written = 0

    def stop(self) -> None:
        """Claim no more; what is under way is given back."""
        self._stopping.set()

    async def run(self) -> None:
        """Work until stopped; an error of the database's or our own is told, and tried again."""
        try:
            while not self._stopping.is_set():
                await self._look()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), LOOK_SECONDS)
        finally:
            await self._give_back()

    async def finish(self) -> None:
        """Work until nothing is due, or until stopped."""
        stopping = asyncio.create_task(self._stopping.wait())
        try:
            while not self._stopping.is_set() and (await self._look() or self._tasks):
                if self._tasks:
                    await asyncio.wait({*self._tasks, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()

    async def _look(self) -> int:
        """Give each model what it has room for; return how many rows that were."""
        try:
            await self._forget()
            claimed = await self._database.run(self._claimed)
        except Away:
            await asyncio.sleep(PAUSE_SECONDS)
            return 0
        except Exception:
            # The one place where any error of looking is caught: readers go on asking.
            logger.exception("what readers asked for could not be claimed")
            await asyncio.sleep(PAUSE_SECONDS)
            return 0
        for result in claimed:
            self._under_way[result.pk] = result.provider
            task = asyncio.create_task(self._write(result))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return len(claimed)

    async def _forget(self) -> None:
        """Delete now and then what nobody has asked for in a month."""
        if time.monotonic() < self._forgets_at:
            return
        await self._database.run(Result.objects.forget, clock.now() - _KEPT)
        self._forgets_at = time.monotonic() + _FORGET_SECONDS

    def _claimed(self) -> list[Result]:
        """Rows of each model that has room; what an error dropped is free again, the rest is held on to."""
        now = clock.now()
        if self._dropped:
            Result.objects.filter(pk__in=self._dropped - self._under_way.keys()).release(self._worker)
            self._dropped.clear()
        if self._under_way and time.monotonic() >= self._renews_at:
            Result.objects.filter(pk__in=list(self._under_way)).renew(now, self._worker, LEASE)
            self._renews_at = time.monotonic() + RENEW_SECONDS
        waiting = Result.objects.due(now).order_by("provider").values_list("provider", flat=True).distinct()
        return [result for name in waiting for result in self._of_one(name, now)]

    def _of_one(self, provider: str, now: datetime) -> list[Result]:
        known = providers.named(provider)
        room = (known.at_once if known else 1) - list(self._under_way.values()).count(provider)
        if room < 1:
            return []
        free = Result.objects.filter(provider=provider).exclude(pk__in=list(self._under_way))
        return free.claim(now, limit=room, worker=self._worker, lease=LEASE)

    async def _write(self, result: Result) -> None:
        """Write one result; whatever goes wrong is kept on its row, or the row is given back."""
        try:
            await self._try(result)
        except Away:
            self._dropped.add(result.pk)
        except Exception:
            logger.exception("%s could not be written", result)
            await self._refuse(result, "an error of daily8's own; the log says more")
        finally:
            self._under_way.pop(result.pk, None)

    async def _refuse(self, result: Result, reason: str) -> None:
        try:
            await self._database.run(writing.refuse, result, reason)
        except Exception:
            logger.exception("%s is given back", result)
            self._dropped.add(result.pk)

    async def _try(self, result: Result) -> None:
        """What a model or the budget refuses is kept on the row, and readers see the publishers' words."""
        try:
            if result.ability == Ability.LISTEN:
                await self._speaking.speak(result)
                self.written += 1
            elif (job := await self._database.run(writing.job, result)) is not None:
                await self._ask_all(job)
        except ModelError as error:
            logger.warning("%s: %s", result, error)
            await self._database.run(writing.fail, result, error, clock.now())
        except OverBudget as error:
            logger.warning("%s: %s", result, error)
            await self._database.run(writing.refuse, result, str(error))

    async def _ask_all(self, job: Job) -> None:
        for task in job.tasks:
            await self._ask(job, task)
        # The check takes a moment; the thread of the database has others to serve.
        parts, audit = await asyncio.to_thread(writing.checked, job)
        await self._database.run(writing.finish, job, parts, audit, clock.now())
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
        parts, audit = await asyncio.to_thread(writing.checked, self._job, drafts)
        await self._database.run(writing.show_so_far, self._job, parts, audit)


def endpoint_chat(provider: Provider, permit: Permit) -> Chat:
    """Return the model of a provider behind its address."""
    endpoint = Endpoint(provider.address, provider.model, provider.key, settings.USER_AGENT)
    return EndpointChat(endpoint, permit)
