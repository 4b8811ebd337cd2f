"""Keeps a dispatcher at work as long as its process leads, and patient with what is away."""

import logging
import threading
import time

from django.db import InterfaceError, OperationalError, connections

from daily8.pipeline import hosts, placing
from daily8.pipeline.database import PAUSE_SECONDS
from daily8.pipeline.dispatching import Broker, BrokerAway, Dispatcher
from daily8.pipeline.steps import STEPS
from daily8.work import clock
from daily8.work.leading import Leading

logger = logging.getLogger(__name__)

LOOK_SECONDS = 0.25
# Another process that leads is waited for so long before it is asked again.
_STANDBY_SECONDS = 2.0
_FORGET_SECONDS = 3600.0


class Duty:
    """Looks again and again what is to be handed out, until stopped."""

    def __init__(self, broker: Broker):
        self._dispatcher = Dispatcher(broker)
        self._leading = Leading()
        self._stopping = threading.Event()
        self._forgets_at = 0.0

    def stop(self) -> None:
        """Hand out no more; what was sent stays with the workers."""
        self._stopping.set()

    def stand(self) -> None:
        """Work until stopped; where database or broker are away, wait for them."""
        while not self._stopping.is_set():
            self._stopping.wait(self._turn())

    def _turn(self) -> float:
        """Look once; return the seconds until the next look."""
        try:
            if not self._leading.held():
                self._dispatcher.forget()
                return _STANDBY_SECONDS
            return self._look()
        except BrokerAway as error:
            logger.warning("the broker is away: %s", error)
        except (OperationalError, InterfaceError) as error:
            logger.warning("the database is away: %s", error)
            connections.close_all()
            self._dispatcher.forget()
        except Exception:
            # Whatever it is, the next look may do better, and no other process hands anything out.
            logger.exception("nothing could be handed out")
        return PAUSE_SECONDS

    def _look(self) -> float:
        now = clock.now()
        sent = self._dispatcher.look(now)
        if not sent and self._dispatcher.idle and not any(step.waiting().due(now).exists() for step in STEPS):
            placing.settle(now)
        if time.monotonic() >= self._forgets_at:
            hosts.forget(now)
            self._forgets_at = time.monotonic() + _FORGET_SECONDS
        return 0.0 if sent else LOOK_SECONDS
