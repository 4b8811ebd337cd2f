"""Brings mail away."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings

from daily8.alerts import renewing as alerts
from daily8.engine.mail import Carrier, MailError, carrier
from daily8.newsletter import renewing as editions
from daily8.pipeline.carrying import Carrying
from daily8.work import clock, mail
from daily8.work.models import Mail

logger = logging.getLogger(__name__)
MakeCarrier = Callable[[], Carrier]


class Mailing(Carrying[Mail]):
    """Brings mail to the carrier that the settings name, over one connection for as much as is due."""

    def __init__(self, worker: str, make: MakeCarrier | None = None):
        super().__init__(worker, Mail.objects.all)
        self._make = make or _named

    async def carry(self, rows: Sequence[Mail]) -> None:
        """Carry mail; letters with alerts and editions say what is so now, not what was when they were written."""
        await super().carry(await self._database.run(_renewed, rows, clock.now()))

    @contextmanager
    def opened(self) -> Iterator[Callable[[Mail], None]]:
        """Return what hands letters to the carrier while it is open."""
        with self._make() as carrying:
            yield lambda one: mail.note(one, _carried(carrying, one))


def _renewed(rows: Sequence[Mail], now: datetime) -> list[Mail]:
    return editions.renew(alerts.renew(rows, now), now)


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
