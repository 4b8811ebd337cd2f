"""Works on what comes one by one in batches: whatever comes while a batch is under way makes the next one."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar, cast

Question = TypeVar("Question")
Answer = TypeVar("Answer")


class Together(Generic[Question, Answer]):
    """Answers questions in one thread, as many at once as wait, up to `most`.

    Where a batch cannot be answered, each of its questions is asked alone, so that one bad question takes no
    other's answer away.
    """

    def __init__(self, answer: Callable[[Sequence[Question]], Sequence[Answer]], *, most: int):
        self._answer = answer
        self._most = most
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="together")
        self._waiting: list[tuple[Question, asyncio.Future[Answer]]] = []
        self._task: asyncio.Task[None] | None = None

    async def ask(self, question: Question) -> Answer:
        """Return the answer to one question; raises what answering it alone raised."""
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((question, future))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work_off())
        return await future

    def close(self) -> None:
        """Answer no more."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _work_off(self) -> None:
        # Lets those that come at the same moment be answered together.
        await asyncio.sleep(0)
        while self._waiting:
            batch, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
            batch = [(question, future) for question, future in batch if not future.done()]
            if not await self._answered(batch) and len(batch) > 1:
                for one in batch:
                    await self._answered([one], last=True)

    async def _answered(
        self, batch: Sequence[tuple[Question, "asyncio.Future[Answer]"]], *, last: bool = False
    ) -> bool:
        questions = [question for question, _ in batch]
        work = asyncio.get_running_loop().run_in_executor(self._thread, self._answer, questions)
        await asyncio.wait([work])
        error = work.exception()
        if error is None:
            for (_, future), answer in zip(batch, work.result(), strict=True):
                _settle(future, answer)
        elif last or len(batch) == 1:
            _settle(batch[0][1], error=error)
        return error is None


def _settle(
    future: "asyncio.Future[Answer]", answer: Answer | None = None, *, error: BaseException | None = None
) -> None:
    """Answer whoever still waits."""
    if future.done():
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(cast("Answer", answer))
