"""Brings mail away: beside the line, since a mail server takes its time."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Sequence
from datetime import timedelta

from django.conf import settings

from daily8.engine.mail import Carrier, MailError, carrier
from daily8.pipeline.database import PAUSE_SECONDS, Away, Database
from daily8.work import clock, mail
from daily8.work.models import Mail

logger = logging.getLogger(__name__)
MakeCarrier = Callable[[], Carrier]

LOOK_SECONDS = 1.0
# Fewer than a server takes amiss, and no more than are carried within the lease.
_AT_ONCE, LEASE = 20, timedelta(minutes=10)
# So long it is known to whom what was sent, and looked for what is older.
_KEPT, _FORGET_SECONDS = timedelta(days=30), 3600.0
_WRITTEN = (*Mail.WAITING_FIELDS, "sent_at", "data")


class Mailing:
    """Claims mail that waits, carries it, and keeps what came of each before the next one is carried."""

    def __init__(self, worker: str, make: MakeCarrier | None = None):
        self._worker = worker
        self._make = make or _named
        self._database = Database()
        self._stopping = asyncio.Event()
        # Two looks at once would each take the other's mail for what an error left behind.
        self._looking = asyncio.Lock()
        self._forgets_at = 0.0

    def stop(self) -> None:
        """Claim no more; what was not carried yet is given back."""
        self._stopping.set()

    async def run(self) -> None:
        """Work until stopped; an error of the database's or our own is told, and tried again."""
        try:
            while not self._stopping.is_set():
                if await self._look():
                    continue
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), LOOK_SECONDS)
        finally:
            await self._give_back()

    async def finish(self) -> None:
        """Work until nothing is due, or until stopped."""
        while not self._stopping.is_set() and await self._look():
            pass

    async def _look(self) -> int:
        """Carry what is due, some at a time; return how many that were."""
        try:
            async with self._looking:
                await self._forget()
                mails = await self._database.run(self._claimed)
                await self._carry(mails)
        except Away:
            await asyncio.sleep(PAUSE_SECONDS)
            return 0
        except Exception:
            # The one place where any error of looking is caught: the next mail is carried all the same.
            logger.exception("mail could not be brought away")
            await asyncio.sleep(PAUSE_SECONDS)
            return 0
        return len(mails)

    def _claimed(self) -> list[Mail]:
        # What an error left claimed is free again: this is the only one that claims in this worker's name.
        Mail.objects.release(self._worker)
        return Mail.objects.claim(clock.now(), limit=_AT_ONCE, worker=self._worker, lease=LEASE)

    async def _carry(self, mails: Sequence[Mail]) -> None:
        if not mails:
            return
        with self._make() as carrying:
            for one in mails:
                if self._stopping.is_set():
                    return
                error = await asyncio.to_thread(_carried, carrying, one)
                mail.note(one, error)
                await self._database.run(self._keep, one)

    def _keep(self, one: Mail) -> None:
        Mail.objects.write([one], fields=_WRITTEN)

    async def _forget(self) -> None:
        """Delete now and then what is done with for a month."""
        if time.monotonic() < self._forgets_at:
            return
        await self._database.run(Mail.objects.forget, clock.now() - _KEPT)
        self._forgets_at = time.monotonic() + _FORGET_SECONDS

    async def _give_back(self) -> None:
        with contextlib.suppress(Away):
            await self._database.run(Mail.objects.release, self._worker)
        await self._database.close()


def _carried(carrying: Carrier, one: Mail) -> MailError | None:
    try:
        carrying.carry(mail.letter(one))
    except MailError as error:
        logger.warning("mail %s was not taken: %s", one.token, error)
        return error
    return None


def _named() -> Carrier:
    """The carrier that the settings name."""
    return carrier(settings.MAIL, folder=settings.DATA / "mail")
