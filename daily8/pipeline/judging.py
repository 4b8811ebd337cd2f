"""Has a model say what it thinks of comments that wait, one after another, beside all else."""

import asyncio
import contextlib
import logging
from typing import Any

from django.db import InterfaceError, OperationalError

from daily8.assistant import budget, opinions
from daily8.assistant.budget import OverBudget, Spent
from daily8.assistant.models import Call
from daily8.assistant.opinions import Question
from daily8.engine.ai import ModelError
from daily8.engine.ai.shapes import Opinion
from daily8.pipeline.database import PAUSE_SECONDS, Away, Database
from daily8.pipeline.writing import MakeChat, endpoint_chat
from daily8.work import clock

logger = logging.getLogger(__name__)

LOOK_SECONDS = 2.0
_NO_BUDGET_SECONDS = 60.0


class Judging:
    """Asks about one comment at a time: moderators can decide without it."""

    def __init__(self, chat: MakeChat | None = None):
        self._chat = chat or endpoint_chat
        self._database = Database()
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Ask no more; who is being asked is not waited for."""
        self._stopping.set()

    async def run(self) -> None:
        """Work until stopped."""
        stopping = asyncio.create_task(self._stopping.wait())
        try:
            while not self._stopping.is_set():
                looking = asyncio.create_task(self._look())
                await asyncio.wait({looking, stopping}, return_when=asyncio.FIRST_COMPLETED)
                looking.cancel()
                await asyncio.gather(looking, return_exceptions=True)
        finally:
            stopping.cancel()
            with contextlib.suppress(Away, OperationalError, InterfaceError):
                await self._database.close()

    async def finish(self) -> None:
        """Ask about all that waits now, or until stopped."""
        while not self._stopping.is_set() and await self._ask_next():
            pass

    async def _look(self) -> None:
        if not await self._ask_next():
            await asyncio.sleep(LOOK_SECONDS)

    async def _ask_next(self) -> bool:
        """Whether something was asked."""
        try:
            question = await self._database.run(opinions.wanted, clock.now())
            if question:
                await self._ask(question)
        except OverBudget as error:
            logger.warning("no opinion of comments: %s", error)
            await self._pause(_NO_BUDGET_SECONDS)
        except Away:
            await self._pause(PAUSE_SECONDS)
        except Exception:
            # The one place where any error of ours is caught: the queue is there without opinions.
            logger.exception("no opinion of a comment could be had")
            await self._pause(_NO_BUDGET_SECONDS)
        else:
            return question is not None
        return False

    async def _ask(self, question: Question) -> None:
        chat = self._chat(question.provider, _Receipts(self._database, question))
        try:
            reply = await chat.ask(
                question.prompt.messages,
                shape=question.prompt.shape,
                most_tokens=question.prompt.most_tokens,
                deadline_seconds=question.provider.deadline,
            )
        except ModelError as error:
            logger.warning("no opinion of comment %s: %s", question.comment.pk, error)
            await self._database.run(opinions.fail, question, clock.now())
        else:
            await self._database.run(opinions.keep, question, reply.read_as(Opinion))

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)


class _Receipts:
    """Has each call permitted and written down before it is made, and completed when it is over."""

    def __init__(self, database: Database, question: Question):
        self._database = database
        self._question = question

    async def begin(self, *, most_in: int, most_out: int) -> Call:
        """Return the receipt of a call; raise OverBudget where it is not allowed."""
        return await self._database.run(self._begin, most_in, most_out)

    async def end(self, receipt: Any, *, tokens_in: int, tokens_out: int, reason: str) -> None:
        """Write down what the call took."""
        await self._database.run(self._end, receipt, Spent(tokens_in, tokens_out, reason))

    def _begin(self, most_in: int, most_out: int) -> Call:
        return opinions.begin(self._question, most_in=most_in, most_out=most_out, now=clock.now())

    def _end(self, receipt: Call, spent: Spent) -> None:
        budget.end(receipt, self._question.provider, spent, now=clock.now())
