"""The door to Celery: batches out to workers, and into the steps.

Needs the extra `scale`; nothing else imports this module but what runs many workers.
"""

import logging
import time
import uuid
from collections.abc import Sequence
from functools import cache

from amqp.exceptions import AMQPError
from celery import Celery
from celery.exceptions import Reject
from django.conf import settings
from django.db import InterfaceError, OperationalError, connections
from kombu.entity import Queue
from kombu.exceptions import OperationalError as BrokerError

from daily8.pipeline import embedded
from daily8.pipeline.crew import Crew
from daily8.pipeline.database import PAUSE_SECONDS
from daily8.pipeline.dispatching import BrokerAway
from daily8.pipeline.embedded import Report
from daily8.pipeline.steps import GROUP, STEPS
from daily8.work import memory, presence

logger = logging.getLogger(__name__)

TASK = "daily8.step"
# So many batches are under way in one process: most of them wait for hosts.
AT_ONCE = 12
_STEPS = {step.name: step for step in STEPS}
STEP_NAMES = tuple(_STEPS)
_AWAY = (BrokerError, AMQPError, OSError)
# Who is told what this process has stored.
_told: list[Report] = []


def _queue(step: str) -> Queue:
    # Stories are changed by one worker at a time: let it be the same one, which remembers them (RabbitMQ obeys).
    arguments = {"x-single-active-consumer": True} if step == GROUP.name else None
    return Queue(_name(step), routing_key=_name(step), queue_arguments=arguments)


def _name(step: str) -> str:
    return f"daily8.{step}"


app = Celery("daily8", broker=settings.BROKER or None, set_as_current=False)
app.conf.update(
    task_queues=[_queue(name) for name in _STEPS],
    task_ignore_result=True,
    # A worker that is killed has not said that it is done: the batch goes to another one.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    worker_enable_remote_control=False,
    broker_connection_retry_on_startup=True,
    broker_transport_options={"confirm_publish": True},
)


class CeleryBroker:
    """Sends batches through Celery; each step has a queue of its own."""

    def __init__(self) -> None:
        self._connection = app.connection_for_write()

    def waiting(self, step: str) -> int:
        """How many batches of a step wait for a worker; raises BrokerAway."""
        try:
            self._connection.ensure_connection(max_retries=1)
            queue = _queue(step).bind(self._connection.default_channel)
            return int(queue.queue_declare().message_count)
        except _AWAY as error:
            raise self._away(error) from error

    def send(self, step: str, claim: str, keys: Sequence[int]) -> None:
        """Send a batch; raises BrokerAway."""
        try:
            arguments = [step, claim, list(keys)]
            app.send_task(TASK, arguments, queue=_name(step), connection=self._connection, retry=False)
        except _AWAY as error:
            raise self._away(error) from error

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.release()

    def _away(self, error: Exception) -> BrokerAway:
        self._connection.release()
        self._connection = app.connection_for_write()
        return BrokerAway(str(error))


def work(steps: Sequence[str], report: Report) -> None:
    """Do the steps that are sent here until the process is asked to stop; report the counts of each batch.

    With all of them, do what is beside the line as well: mail, alerts, answers, editions.
    """
    memory.give_back_freely()
    _told.append(report)
    with presence.present(settings.DATA / "workers") as name:
        embedded.free_rows_of_the_dead()
        beside = embedded.beside(name) if set(steps) == set(STEP_NAMES) else ()
        running = [_crew().start(one.run()) for one in beside]
        try:
            _consume(steps)
        finally:
            for one in beside:
                one.stop()
            for each in running:
                each.result()
            _crew().close()
            _crew.cache_clear()


def _consume(steps: Sequence[str]) -> None:
    queues = ",".join(map(_name, steps))
    app.worker_main(
        [
            *("--quiet", "worker", "--pool=threads", f"--concurrency={AT_ONCE}", f"--queues={queues}"),
            *("--without-gossip", "--without-mingle", f"--hostname=daily8-{uuid.uuid4().hex[:8]}@%h"),
            f"--loglevel={settings.LOG_LEVEL}",
        ]
    )


@cache
def _crew() -> Crew:
    """The tools of this process, made when the first batch comes."""
    return Crew()


@app.task(name=TASK)
def _step(step: str, claim: str, keys: list[int]) -> None:
    """Do a step on a batch; where the database is away, the batch goes back, and is brought again."""
    try:
        counts = _crew().work(_STEPS[step], claim, keys)
    except (OperationalError, InterfaceError) as error:
        logger.warning("the database is away: %s", error)
        connections.close_all()
        time.sleep(PAUSE_SECONDS)
        raise Reject(str(error), requeue=True) from error
    for report in _told:
        report(step, counts)
    logger.info("%s: %s", step, dict(counts))
