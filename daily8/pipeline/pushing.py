"""Brings messages to browsers, by way of their push services."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings

from daily8.alerts import pushes
from daily8.alerts.models import Push
from daily8.engine.addresses import house
from daily8.engine.push import Gone, PushError, Signer, send
from daily8.pipeline.carrying import Carrying
from daily8.work import clock

logger = logging.getLogger(__name__)


class Pushing(Carrying[Push]):
    """Hands messages in at the push services that browsers named, at all of them side by side.

    One that does not answer keeps no other waiting, and is asked once in a round, whatever waits for it.
    """

    def __init__(self, worker: str):
        super().__init__(worker, lambda: Push.objects.select_related("device__user"))
        self._over: set[int] = set()

    @contextmanager
    def opened(self) -> Iterator[Callable[[Push], None]]:
        """Return what hands messages in."""
        signer = pushes.signer()
        yield lambda push: self._carry_one(push, signer)

    async def carry(self, rows: Sequence[Push]) -> None:
        """Hand in what is for one house after another, and what is for several houses at once."""
        houses: dict[str, list[Push]] = defaultdict(list)
        for row in rows:
            houses[house(urlsplit(row.device.endpoint).hostname or "")].append(row)
        await asyncio.gather(*(self._carry_to(each) for each in houses.values()))

    async def _carry_to(self, rows: Sequence[Push]) -> None:
        away = ""
        for row in rows:
            if away:
                row.fail(away, now=clock.now())
                await self._database.run(self.keep, row)
            else:
                await super().carry([row])
                away = row.error if row.failures and row.due_at else ""

    def keep(self, row: Push) -> None:
        """Keep what came of a message; a device that takes none any more is forgotten."""
        if row.pk in self._over:
            self._over.discard(row.pk)
            pushes.forget_device(row)
        super().keep(row)

    def _carry_one(self, push: Push, signer: Signer) -> None:
        error = _sent(push, signer) if push.device.is_signed_in else Gone("its reader has signed out there")
        if isinstance(error, Gone):
            self._over.add(push.pk)
        pushes.note(push, error, clock.now())


def _sent(push: Push, signer: Signer) -> PushError | None:
    try:
        send(
            bytes(push.data),
            push.device.subscription,
            topic=push.token,
            signer=signer,
            now=clock.now(),
            lives=pushes.lives(push, clock.now()),
            user_agent=settings.USER_AGENT,
            allowed_networks=settings.PUSH_NETWORKS,
        )
    except PushError as error:
        logger.warning("push %s was not taken: %s", push.token, error)
        return error
    return None
