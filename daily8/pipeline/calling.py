"""Calls hooks: programs of others that want to know what happened."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from daily8.hooks import calling, payloads
from daily8.hooks.models import Call
from daily8.pipeline.carrying import Carrying
from daily8.work import clock


class Calling(Carrying[Call]):
    """Hands calls in, to all hooks side by side and to each in the order in which things happened.

    One that does not answer keeps no other waiting, and is asked once in a round, whatever waits for it.
    """

    def __init__(self, worker: str):
        super().__init__(worker, lambda: Call.objects.select_related("hook"))
        self._bodies: dict[int, bytes | None] = {}

    @contextmanager
    def opened(self) -> Iterator[Callable[[Call], None]]:
        """Return what hands calls in."""
        yield self._carry_one

    async def carry(self, rows: Sequence[Call]) -> None:
        """Say what is so now, to one hook after another; one hook's calls in turn."""
        self._bodies = await self._database.run(_bodies, rows)
        hooks: dict[int, list[Call]] = defaultdict(list)
        for row in rows:
            # One and the same for all of its calls: what one notes the next must know.
            hooks[row.hook.pk].append(row)
            row.hook = hooks[row.hook.pk][0].hook
        await asyncio.gather(*(self._carry_to(each) for each in hooks.values()))

    async def _carry_to(self, rows: Sequence[Call]) -> None:
        away = ""
        for row in rows:
            if away:
                row.fail(away, now=clock.now())
                await self._database.run(super().keep, row)
            else:
                await super().carry([row])
                away = row.error if row.failures and row.due_at else ""

    def keep(self, row: Call) -> None:
        """Keep what came of a call, on its hook too."""
        super().keep(row)
        calling.keep(row.hook)

    def _carry_one(self, row: Call) -> None:
        now, body = clock.now(), self._bodies.get(row.pk)
        if not row.hook.active:
            row.answer = f"the hook is off: {row.hook.off_because}"[:500]
            row.give_up(row.answer)
        elif body is None:
            row.answer = "nothing of it may be seen any more"
            row.give_up(row.answer)
        else:
            calling.note(row, calling.call(row, body, now), now)


def _bodies(rows: Sequence[Call]) -> dict[int, bytes | None]:
    return {row.pk: payloads.body(row) for row in rows}
