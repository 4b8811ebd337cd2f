"""Runs parsers in a child process that may use only so much time and memory, and whose word is only data.

What has taken over a parser can answer what it likes: an answer is JSON of a known type and a size, or none.
"""

import asyncio
import contextlib
import gc
import importlib
import multiprocessing
import multiprocessing.connection
import multiprocessing.process
import os
import resource
import signal
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from daily8.engine.exchange import ExchangeError, read, written

# How an answer begins: with what became of the call.
_DONE, _REFUSED, _OVERRUN, _FAILED = b"done ", b"refused ", b"overrun ", b"failed "
_MOST_BYTES = 128 * 2**20
_LONGEST_REASON = 2000
# What a child is given beside its time: to start, and to be asked on a busy machine.
_PATIENCE = 120.0
# How long one that has nothing left to do may take to end.
_PARTING = 10.0
Pipe: TypeAlias = "multiprocessing.connection.Connection[Any, Any]"


class SandboxError(Exception):
    """What was parsed gave no result; the message says why in plain words."""


class Refused(SandboxError):
    """The parser says that the input is not what it reads."""


class Overrun(SandboxError):
    """The parser needed more time or memory than it may use, or it crashed."""


class Sandbox:
    """A few child processes that call functions by name; a child that overruns is replaced.

    `preload` is a module that children load before they take their first call.
    """

    def __init__(self, *, preload: str, processes: int = 1, seconds: float = 5.0, megabytes: int = 512):
        limits = _Limits(seconds, megabytes)
        self._children = [_Child(preload, limits) for _ in range(processes)]
        self._threads = ThreadPoolExecutor(processes, thread_name_prefix="sandbox")

    async def run(self, function: str, *arguments: Any, answer: Any = Any) -> Any:
        """Return what `module:function` returns for these arguments: a value of the type `answer`.

        Without that type it is what JSON knows. Raises Refused where the function raises a ValueError, Overrun
        where it takes too much, and SandboxError where it fails in another way.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._run, function, arguments, answer)

    def close(self) -> None:
        """End the children."""
        self._threads.shutdown(cancel_futures=True)
        for child in self._children:
            child.end()

    def _run(self, function: str, arguments: tuple[Any, ...], kind: Any) -> Any:
        child = self._children.pop()
        try:
            return _value(child.ask(function, arguments), kind)
        except ExchangeError as error:
            # Nothing that a parser of ours would say: whoever said it is not asked again, nor to end by itself.
            child.kill()
            raise SandboxError(str(error)) from error
        finally:
            self._children.append(child)


_ERRORS = {_REFUSED: Refused, _OVERRUN: Overrun, _FAILED: SandboxError}


def _value(answer: bytes, kind: Any) -> Any:
    """The value of an answer, of the type that was asked for; the error that it tells of is raised."""
    if answer.startswith(_DONE):
        return read(answer.removeprefix(_DONE), kind)
    for mark, error in _ERRORS.items():
        if answer.startswith(mark):
            raise error(answer[len(mark) :].decode("utf-8", "replace")[:_LONGEST_REASON])
    raise ExchangeError("another answer came than was asked for")


@dataclass(frozen=True, slots=True)
class _Limits:
    seconds: float
    megabytes: int


class _Child:
    """A guard that has the parsers loaded, and the worker that it forks: a lost worker costs only a fork."""

    def __init__(self, preload: str, limits: _Limits):
        self._preload = preload
        self._limits = limits
        self._guard: multiprocessing.process.BaseProcess | None = None
        self._pipe: Pipe | None = None

    def ask(self, function: str, arguments: tuple[Any, ...]) -> bytes:
        """Have the worker call the function, and return what it answers: bytes, whatever they are."""
        pipe = self._pipe or self._start()
        # One that was taken over can also read nothing, or tell of an answer and never send its end.
        cut = threading.Timer(self._limits.seconds + _PATIENCE, _cut, [pipe])
        cut.daemon = True
        cut.start()
        try:
            pipe.send((function, arguments))
            return pipe.recv_bytes(_MOST_BYTES)
        except (EOFError, OSError):
            self.kill()
        finally:
            cut.cancel()
        return _OVERRUN + b"the parser's process was ended from outside"

    def kill(self) -> None:
        """End guard and worker at once, whatever they are doing."""
        if self._pipe is not None:
            self._pipe.close()
        if self._guard is not None and self._guard.pid is not None:
            # The worker is of the guard's group; a guard that has hardly begun has none yet.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._guard.pid, signal.SIGKILL)
            self._guard.kill()
            self._guard.join()
        self._guard = self._pipe = None

    def end(self) -> None:
        """Let worker and guard end, and wait until they have: not for long, as one may have been taken over."""
        if self._pipe is not None:
            self._pipe.close()
        if self._guard is not None:
            self._guard.join(_PARTING)
        self.kill()

    def _start(self) -> Pipe:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._guard = context.Process(target=_guard, args=(theirs, self._preload, self._limits), daemon=True)
        self._guard.start()
        theirs.close()
        return self._pipe


def _cut(pipe: Pipe) -> None:
    """Let whoever reads or writes here go on, with an error: also where others still hold the other end."""
    with contextlib.suppress(OSError), socket.socket(fileno=os.dup(pipe.fileno())) as both_ways:
        both_ways.shutdown(socket.SHUT_RDWR)


def _guard(pipe: Pipe, preload: str, limits: _Limits) -> None:
    """Keep a worker at the pipe until its other end is closed; answer in place of one that was lost."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A group of their own, so that the worker is killed with its guard.
    os.setsid()
    try:
        importlib.import_module(preload)
    except ImportError as error:
        _answer_all(pipe, _FAILED + _told(f"the parsers cannot be loaded ({error}); install daily8 again"))
        return
    # What is loaded stays: workers need not look through it for garbage time and again.
    gc.freeze()
    while True:
        worker = os.fork()
        if worker == 0:
            _work(pipe, limits)
        _, status = os.waitpid(worker, 0)
        if status == 0 or not _sent(pipe, _OVERRUN + _told(_how_it_ended(status, limits))):
            return


def _answer_all(pipe: Pipe, answer: bytes) -> None:
    """Give every call this answer until the other end of the pipe is closed."""
    with contextlib.suppress(EOFError):
        while pipe.recv() and _sent(pipe, answer):
            pass


def _work(pipe: Pipe, limits: _Limits) -> NoReturn:
    """Answer calls until the other end of the pipe is closed."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _limit_memory(limits.megabytes)
    while True:
        try:
            function, arguments = pipe.recv()
        except EOFError:
            os._exit(0)
        # The alarm ends the process, whatever it is doing: also in a library that never looks up.
        signal.setitimer(signal.ITIMER_REAL, limits.seconds)
        answer = _call(function, arguments)
        signal.setitimer(signal.ITIMER_REAL, 0)
        if not _sent(pipe, answer):
            os._exit(0)


def _sent(pipe: Pipe, answer: bytes) -> bool:
    """Send an answer; say no where nobody is there any more to take it."""
    try:
        pipe.send_bytes(answer)
    except OSError:
        return False
    return True


def _call(function: str, arguments: tuple[Any, ...]) -> bytes:
    module, _, name = function.partition(":")
    try:
        value = getattr(importlib.import_module(module), name)(*arguments)
        return _DONE + written(value)
    except MemoryError:
        # What is left of the memory is not to be trusted.
        os._exit(1)
    except ExchangeError as error:
        return _FAILED + _told(str(error))
    except ValueError as error:
        return _REFUSED + _told(str(error))
    except RecursionError:
        return _REFUSED + b"nested too deeply"
    except Exception as error:
        # A parser's own fault: it must not stop the line either.
        return _FAILED + _told(f"{type(error).__name__}: {error}")


def _told(words: str) -> bytes:
    return words.encode("utf-8", "replace")


def _how_it_ended(status: int, limits: _Limits) -> str:
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM:
        return f"parsing took longer than {limits.seconds:g} seconds"
    return f"parsing crashed or needed more than {limits.megabytes} MB"


def _limit_memory(megabytes: int) -> None:
    """Allow so much more address space than the process has now: libraries alone reserve a lot."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
