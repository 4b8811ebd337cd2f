"""Runs the worker in this process, alone or beside others."""

import asyncio
import signal
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta

import uvloop
from django.conf import settings

from daily8.alerts.models import Push
from daily8.assistant.models import Result
from daily8.hooks.models import Call
from daily8.pipeline.alerting import Alerting
from daily8.pipeline.calling import Calling
from daily8.pipeline.editing import Editing
from daily8.pipeline.forgetting import Forgetting
from daily8.pipeline.judging import Judging
from daily8.pipeline.looking import Looking
from daily8.pipeline.mailing import Mailing
from daily8.pipeline.podcasting import Podcasting
from daily8.pipeline.posting import Posting
from daily8.pipeline.pushing import Pushing
from daily8.pipeline.rereading import Rereading
from daily8.pipeline.runner import Runner, Tally
from daily8.pipeline.steps import STEPS
from daily8.pipeline.subscribing import Subscribing
from daily8.pipeline.tidying import Tidying
from daily8.pipeline.writing import Writing
from daily8.podcast.models import Episode
from daily8.sources.models import HubSubscription
from daily8.work import memory, presence
from daily8.work.models import Mail

Report = Callable[[str, Counter[str]], None]
# What a worker claims beside the line's own rows.
_CLAIMED = (Result, Mail, Push, Call, Episode, HubSubscription)
# What works beside the line, at its own pace.
Beside = Looking | Writing | Judging | Mailing | Pushing | Calling


def work(*, until_idle: bool, patience: timedelta = timedelta(), report: Report | None = None) -> Tally:
    """Work through the steps until idle or until the process is asked to stop; return the counts by step."""
    memory.give_back_freely()
    folder = settings.DATA / "workers"
    with presence.present(folder) as name:
        free_rows_of_the_dead()
        runner = Runner(name, report)
        # Its loop takes a twentieth off what an import costs.
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as loop:
            loop.run(_run(runner, beside(name), until_idle=until_idle, patience=patience))
    return runner.tally


def beside(worker: str) -> tuple[Beside, ...]:
    """Return what works beside the line, in the name of this worker."""
    return (
        *(Rereading(), Forgetting(), Subscribing(worker), Writing(worker), Judging(), Editing(), Posting()),
        *(Podcasting(worker), Tidying(), Alerting(), Mailing(worker), Pushing(worker), Calling(worker)),
    )


def free_rows_of_the_dead() -> int:
    """Give back at once what workers held that were killed; return how many rows that were."""
    folder = settings.DATA / "workers"
    rows = 0
    for name in presence.dead(folder):
        rows += sum(step.waiting().model._default_manager.release(name) for step in STEPS)
        rows += sum(model.objects.release(name) for model in _CLAIMED)
        presence.bury(folder, name)
    return rows


async def _run(runner: Runner, beside: Sequence[Beside], *, until_idle: bool, patience: timedelta) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, _stop, runner, beside)
    running = [asyncio.create_task(one.run()) for one in beside]
    try:
        await runner.run(until_idle=until_idle, patience=patience)
        if until_idle:
            # In turn: what one leaves is brought away by the next.
            for one in beside:
                await one.finish()
    finally:
        for one in beside:
            one.stop()
        await asyncio.gather(*running)


def _stop(runner: Runner, beside: Sequence[Beside]) -> None:
    runner.stop()
    for one in beside:
        one.stop()
