"""What a query means, by the model in use, without waiting for it."""

import logging
import time
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from threading import RLock

import numpy as np
import numpy.typing as npt

from daily8.engine.embedding import Embedder, question_of

logger = logging.getLogger(__name__)

# A page waits for so long at most, or once for longer where the model is in this process and slow. What comes
# later is there for the next one who asks the same.
PATIENCE_SECONDS = 1.0
# A model that failed or was late is left alone for so long.
REST_SECONDS = 30.0
# Where so many wait already, one more would only wait with them.
_MOST_WAITING = 4
_REMEMBERED = 2000
Vector = npt.NDArray[np.float32]


class Asked:
    """The vectors of what was asked for lately. A model that may be far away is asked by one thread of its own."""

    def __init__(self, embedder: Embedder):
        self._embedder = embedder
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="asking")
        self._known: OrderedDict[str, Future[Vector]] = OrderedDict()
        self._waiting = 0
        self._rests_until = 0.0
        # A future that is done at once says so in the thread that holds the lock.
        self._lock = RLock()

    def vector(self, text: str) -> Vector | None:
        """Return what a text means, or nothing where that cannot be told just now."""
        with self._lock:
            future = self._known.get(text)
            asked = future or self._begun(text)
        if asked is None:
            return None
        if future is None and self._embedder.here:
            self._answer_here(asked, text)
        try:
            error = asked.exception(PATIENCE_SECONDS)
        except TimeoutError:
            self._rest(f"it took longer than {PATIENCE_SECONDS:g} seconds")
            return None
        if error:
            self._rest(str(error))
            with self._lock:
                self._known.pop(text, None)
            return None
        return asked.result()

    def _begun(self, text: str) -> "Future[Vector] | None":
        if time.monotonic() < self._rests_until or self._waiting >= _MOST_WAITING:
            return None
        self._waiting += 1
        future: Future[Vector] = Future()
        future.add_done_callback(self._note_done)
        self._known[text] = future
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        if not self._embedder.here:
            self._thread.submit(self._answer, future, text)
        return future

    def _answer_here(self, future: "Future[Vector]", text: str) -> None:
        began = time.monotonic()
        self._answer(future, text)
        if (seconds := time.monotonic() - began) > PATIENCE_SECONDS:
            self._rest(f"it took {seconds:.1f} seconds")

    def _answer(self, future: "Future[Vector]", text: str) -> None:
        try:
            future.set_result(self._embedder.embed([question_of(text)])[0])
        except BaseException as error:
            # Others wait for it, whatever ends this thread.
            future.set_exception(error)
            if not isinstance(error, Exception):
                raise

    def _note_done(self, _future: "Future[Vector]") -> None:
        with self._lock:
            self._waiting -= 1

    def _rest(self, reason: str) -> None:
        logger.warning("searching by words alone for %.0f seconds: %s", REST_SECONDS, reason)
        self._rests_until = time.monotonic() + REST_SECONDS
