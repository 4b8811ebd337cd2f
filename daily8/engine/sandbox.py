"""Runs parsers in a child process that may use only so much time and memory."""

import asyncio
import importlib
import multiprocessing
import multiprocessing.connection
import multiprocessing.process
import os
import resource
import signal
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

Answer = tuple[str, Any]


class SandboxError(Exception):
    """What was parsed gave no result; the message says why in plain words."""


class Refused(SandboxError):
    """The parser says that the input is not what it reads."""


class Overrun(SandboxError):
    """The parser needed more time or memory than it may use, or it crashed."""


class Sandbox:
    """A few child processes that call functions by name; a child that overruns is replaced."""

    def __init__(
        self,
        *,
        processes: int = 1,
        seconds: float = 5.0,
        megabytes: int = 512,
        preload: Sequence[str] = (),
    ):
        self._seconds = seconds
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(list(preload))
        self._children = [_Child(self._context, seconds, megabytes) for _ in range(processes)]
        self._threads = ThreadPoolExecutor(processes, thread_name_prefix="sandbox")

    async def run(self, function: str, *arguments: Any) -> Any:
        """Return what `module:function` returns for these arguments.

        Raises Refused where the function raises a ValueError, Overrun where it takes too much, and
        SandboxError where it fails in another way.
        """
        loop = asyncio.get_running_loop()
        kind, value = await loop.run_in_executor(self._threads, self._run, function, arguments)
        if kind == "refused":
            raise Refused(value)
        if kind == "overrun":
            raise Overrun(value)
        if kind == "failed":
            raise SandboxError(value)
        return value

    def close(self) -> None:
        """End the children."""
        self._threads.shutdown(cancel_futures=True)
        for child in self._children:
            child.end()

    def _run(self, function: str, arguments: tuple[Any, ...]) -> Answer:
        child = self._children.pop()
        try:
            return child.ask(function, arguments)
        finally:
            self._children.append(child)


class _Child:
    """One child process, started when first asked and again after it was lost."""

    def __init__(self, context: Any, seconds: float, megabytes: int):
        self._context = context
        self._seconds = seconds
        self._megabytes = megabytes
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: multiprocessing.connection.Connection[Any, Any] | None = None

    def ask(self, function: str, arguments: tuple[Any, ...]) -> Answer:
        """Have the child call the function; end the child when it overruns."""
        pipe = self._pipe or self._start()
        try:
            pipe.send((function, arguments))
            # The child's own alarm rings first; this is for a child that cannot hear it.
            if pipe.poll(self._seconds + 2):
                answer: Answer = pipe.recv()
                return answer
            reason = f"parsing took longer than {self._seconds:g} seconds"
        except (EOFError, OSError):
            reason = self._how_it_ended()
        self.end()
        return "overrun", reason

    def end(self) -> None:
        """Kill the child, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def _start(self) -> "multiprocessing.connection.Connection[Any, Any]":
        self._pipe, theirs = self._context.Pipe()
        self._process = self._context.Process(
            target=_serve, args=(theirs, self._seconds, self._megabytes), daemon=True
        )
        self._process.start()
        theirs.close()
        return self._pipe

    def _how_it_ended(self) -> str:
        if self._process is not None:
            self._process.join(1)
            if self._process.exitcode == -signal.SIGALRM:
                return f"parsing took longer than {self._seconds:g} seconds"
        return f"parsing crashed or needed more than {self._megabytes} MB"


def _serve(pipe: "multiprocessing.connection.Connection[Any, Any]", seconds: float, megabytes: int) -> None:
    """Answer calls until the other end of the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _limit_memory(megabytes)
    while True:
        try:
            function, arguments = pipe.recv()
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_REAL, seconds)
        answer = _call(function, arguments)
        signal.setitimer(signal.ITIMER_REAL, 0)
        pipe.send(answer)


def _call(function: str, arguments: tuple[Any, ...]) -> Answer:
    module, _, name = function.partition(":")
    try:
        return "done", getattr(importlib.import_module(module), name)(*arguments)
    except MemoryError:
        # What is left of the memory is not to be trusted.
        os._exit(1)
    except ValueError as error:
        return "refused", str(error)
    except RecursionError:
        return "refused", "nested too deeply"
    except Exception as error:
        return "failed", f"{type(error).__name__}: {error}"


def _limit_memory(megabytes: int) -> None:
    """Allow so much more address space than the child has now: libraries alone reserve a lot."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
