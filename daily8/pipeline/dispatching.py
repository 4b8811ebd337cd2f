"""Hands out what is due to workers on any number of machines."""

import itertools
import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from daily8.pipeline.steps import ENRICH, EXTRACT, FETCH, GROUP, PUBLISH, Step, asks_hosts

# Feeds before articles: they are few, and a host with many articles to read would never be free for them.
ORDER = (PUBLISH, GROUP, ENRICH, FETCH, EXTRACT)
# So many batches of a step wait for a worker at most: enough for none to be idle, and few enough to be worked on
# within their lease.
WAITING = 8
CLAIM = 200
# So many rows of one host go into a batch: its other hosts wait for them.
OF_ONE_HOST = 8


class BrokerAway(Exception):
    """The broker cannot be used just now; what was to be sent was not."""


class Broker(Protocol):
    """Brings batches to workers; what it loses is handed out again when the lease of the rows ends."""

    def waiting(self, step: str) -> int:
        """How many batches of a step wait for a worker; raises BrokerAway."""

    def send(self, step: str, claim: str, keys: Sequence[int]) -> None:
        """Send a batch; raises BrokerAway."""


@dataclass(frozen=True, slots=True)
class _Batch:
    """Rows under way: `lanes` and `publishers` are those that have to wait until all of them are done."""

    step: Step
    claim: str
    keys: frozenset[int]
    lanes: frozenset[str]
    publishers: frozenset[int]


class Dispatcher:
    """Claims rows that are due and sends them out in batches; of each lane one batch is under way at a time.

    One dispatcher is at work for a site (`work/leading`). What it knows of batches is only memory: the claims on
    the rows say the same, and are read at the start.
    """

    def __init__(self, broker: Broker):
        self._broker = broker
        self._batches: list[_Batch] | None = None

    def look(self, now: datetime) -> int:
        """Send out what is due, as far as workers are near; return how many batches that were.

        Raises BrokerAway; what was sent out until then is.
        """
        if self._batches is None:
            self._batches = [batch for step in ORDER for batch in _under_way(step, now)]
        self._batches = [batch for step in ORDER for batch in _held(step, self._batches, now)]
        return sum(self._send_out(step, now) for step in ORDER)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._batches

    def forget(self) -> None:
        """Know nothing any more: somebody else may have sent out batches."""
        self._batches = None

    def _send_out(self, step: Step, now: datetime) -> int:
        room = WAITING - self._broker.waiting(step.name)
        if room < 1:
            return 0
        claim = uuid.uuid4().hex
        rows = self._claimed(step, claim, now, most=min(CLAIM, room * step.batch))
        lanes, surplus = self._in_lanes(step, rows)
        batches = list(_batches(step, claim, lanes, room))
        surplus += [pk for batch in batches[room:] for pk in batch.keys]
        _give_back(step, claim, surplus)
        return self._send(step, claim, batches[:room])

    def _send(self, step: Step, claim: str, batches: Sequence[_Batch]) -> int:
        for number, batch in enumerate(batches):
            try:
                self._broker.send(step.name, claim, sorted(batch.keys))
            except BrokerAway:
                _give_back(step, claim, [pk for unsent in batches[number:] for pk in unsent.keys])
                raise
            self._known.append(batch)
        return len(batches)

    def _claimed(self, step: Step, claim: str, now: datetime, *, most: int) -> list[Any]:
        waiting = step.waiting()
        if asks_hosts(step):
            # Their hosts most likely are those that are busy, and would be all that is claimed.
            busy = {pk for batch in self._known if asks_hosts(batch.step) for pk in batch.publishers}
            waiting = waiting.exclude(publisher_id__in=busy)
        return waiting.claim(now, limit=most, worker=claim, lease=step.lease)

    def _in_lanes(self, step: Step, rows: Sequence[Any]) -> tuple[dict[str, list[Any]], list[int]]:
        """The rows by lane, and the keys of those that have to wait: their lane is busy, or has enough."""
        busy = {lane for batch in self._known for lane in batch.lanes}
        most = OF_ONE_HOST if asks_hosts(step) else step.batch
        lanes: defaultdict[str, list[Any]] = defaultdict(list)
        surplus = []
        for row in rows:
            lane = _lane(step, row)
            if lane in busy or len(lanes[lane]) >= most:
                surplus.append(row.pk)
            else:
                lanes[lane].append(row)
        return {lane: kept for lane, kept in lanes.items() if kept}, surplus

    @property
    def _known(self) -> list[_Batch]:
        return self._batches if self._batches is not None else []


def _lane(step: Step, row: Any) -> str:
    """The lane of a row: hosts are the same for all steps that ask them, others are the step's own."""
    return step.lane(row) if asks_hosts(step) else f"{step.name} {step.lane(row)}"


def _batches(step: Step, claim: str, lanes: dict[str, list[Any]], room: int) -> Iterator[_Batch]:
    """Whole lanes, spread over as many batches as are wanted, none of them very small."""
    total = sum(map(len, lanes.values()))
    size = max(step.batch // 4, -(-total // room))
    taken: list[str] = []
    for lane in lanes:
        taken.append(lane)
        if sum(len(lanes[one]) for one in taken) >= size:
            yield _batch(step, claim, {one: lanes[one] for one in taken})
            taken = []
    if taken:
        yield _batch(step, claim, {one: lanes[one] for one in taken})


def _batch(step: Step, claim: str, lanes: dict[str, list[Any]]) -> _Batch:
    rows = list(itertools.chain.from_iterable(lanes.values()))
    return _Batch(
        step,
        claim,
        frozenset(row.pk for row in rows),
        frozenset(lanes),
        frozenset(row.publisher_id for row in rows),
    )


def _held(step: Step, batches: Sequence[_Batch], now: datetime) -> list[_Batch]:
    """The batches of a step with rows that are still claimed: neither done nor left to others by the lease."""
    own = [batch for batch in batches if batch.step is step]
    rows = step.waiting().model._default_manager.filter(
        pk__in={pk for batch in own for pk in batch.keys}, claimed_until__gt=now
    )
    claimed = set(rows.values_list("claimed_by", "pk")) if own else set()
    return [batch for batch in own if any((batch.claim, pk) in claimed for pk in batch.keys)]


def _under_way(step: Step, now: datetime) -> Iterator[_Batch]:
    """What another dispatcher, or this one before it was started again, has sent out."""
    claims: defaultdict[str, list[Any]] = defaultdict(list)
    for row in step.waiting().filter(claimed_until__gt=now).exclude(claimed_by=""):
        claims[row.claimed_by].append(row)
    for claim, rows in claims.items():
        yield _batch(step, claim, _by_lane(step, rows))


def _by_lane(step: Step, rows: Sequence[Any]) -> dict[str, list[Any]]:
    lanes: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        lanes[_lane(step, row)].append(row)
    return lanes


def _give_back(step: Step, claim: str, keys: Sequence[int]) -> None:
    if keys:
        step.waiting().filter(pk__in=keys).release(claim)
