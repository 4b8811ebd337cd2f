"""Brings messages to browsers, by way of their push services."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings

from daily8.alerts import pushes
from daily8.alerts.models import Push
from daily8.engine.push import PushError, Signer, send
from daily8.pipeline.carrying import Carrying
from daily8.work import clock

logger = logging.getLogger(__name__)


class Pushing(Carrying[Push]):
    """Hands each message in at the push service that its browser named."""

    def __init__(self, worker: str):
        super().__init__(worker, lambda: Push.objects.select_related("device"))
        self._over: set[int] = set()

    @contextmanager
    def opened(self) -> Iterator[Callable[[Push], None]]:
        """Return what hands messages in."""
        signer = pushes.signer()
        yield lambda push: self._carry_one(push, signer)

    def keep(self, row: Push) -> None:
        """Keep what came of a message; a device that takes none any more is forgotten."""
        if row.device_id in self._over:
            self._over.discard(row.device_id)
            row.device.delete()
        else:
            super().keep(row)

    def _carry_one(self, push: Push, signer: Signer) -> None:
        error = _sent(push, signer)
        if pushes.is_over(error):
            self._over.add(push.device_id)
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
