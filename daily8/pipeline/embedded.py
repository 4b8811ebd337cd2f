"""Runs the worker in this process, alone or beside others."""

import asyncio
import signal
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import uvloop
from django.conf import settings

from daily8.assistant.models import Result
from daily8.pipeline.runner import Runner, Tally
from daily8.pipeline.steps import STEPS
from daily8.pipeline.writing import Writing
from daily8.work import memory, presence

Report = Callable[[str, Counter[str]], None]


def work(*, until_idle: bool, patience: timedelta = timedelta(), report: Report | None = None) -> Tally:
    """Work through the steps until idle or until the process is asked to stop; return the counts by step."""
    memory.give_back_freely()
    folder = settings.DATA / "workers"
    with presence.present(folder) as name:
        free_rows_of_the_dead()
        runner, writing = Runner(name, report), Writing(name)
        # Its loop takes a twentieth off what an import costs.
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as loop:
            loop.run(_run(runner, writing, until_idle=until_idle, patience=patience))
    return runner.tally


def free_rows_of_the_dead() -> int:
    """Give back at once what workers held that were killed; return how many rows that were."""
    folder = settings.DATA / "workers"
    rows = 0
    for name in presence.dead(folder):
        rows += sum(step.waiting().model._default_manager.release(name) for step in STEPS)
        rows += Result.objects.release(name)
        presence.bury(folder, name)
    return rows


async def _run(runner: Runner, writing: Writing, *, until_idle: bool, patience: timedelta) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, _stop, runner, writing)
    beside = asyncio.create_task(writing.run())
    try:
        await runner.run(until_idle=until_idle, patience=patience)
        if until_idle:
            await writing.finish()
    finally:
        writing.stop()
        await beside


def _stop(runner: Runner, writing: Writing) -> None:
    runner.stop()
    writing.stop()
