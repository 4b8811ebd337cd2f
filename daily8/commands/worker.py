"""`daily8 worker`: work for ever."""

import threading
from collections import Counter

import click
from django.conf import settings

from daily8.commands.dispatcher import broker_module
from daily8.commands.migrate import bring_up_to_date
from daily8.commands.words import counted
from daily8.engine import processes
from daily8.operating import metrics
from daily8.pipeline import embedded
from daily8.pipeline.steps import STEPS

TELL_SECONDS = 5.0


@click.command()
@click.option("--tell", is_flag=True, help="Say now and then what was done.")
@click.option(
    "--steps", metavar="STEPS",
    help="With DAILY8_BROKER: do only these steps, such as extract,enrich; all else is done by other workers.",
)  # fmt: skip
@click.option("--parent", type=int, hidden=True, help="Stop when this process, which has started it, ends.")
def worker(tell: bool, steps: str | None, parent: int | None) -> None:
    """Read the publishers for ever, each feed when its time has come.

    With DAILY8_BROKER: do what a dispatcher hands out, as one of any number of workers.
    """
    processes.end_with_parent(parent)
    wanted = _steps(steps)
    broker = broker_module() if settings.BROKER else None
    bring_up_to_date()
    metrics.begin()
    teller = Teller() if tell else None

    def report(step: str, counts: Counter[str]) -> None:
        metrics.note_work(step, counts)
        if teller:
            teller.report(step, counts)

    if broker:
        broker.work(wanted, report)
    else:
        embedded.work(until_idle=False, report=report)


def _steps(names: str | None) -> list[str]:
    """The steps of these names, or all; raises UsageError for one that is none."""
    known = [step.name for step in reversed(STEPS)]
    if names is None:
        return known
    if not settings.BROKER:
        raise click.UsageError("--steps is for workers of DAILY8_BROKER: without one, a worker does all steps")
    wanted = [name.strip() for name in names.split(",")]
    if wrong := [name for name in wanted if name not in known]:
        raise click.UsageError(f"no step {', '.join(wrong)}: the steps are {', '.join(known)}")
    return wanted


class Teller:
    """Says in a line now and then what the worker did since the last line."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._timer: threading.Timer | None = None
        self._reached = False
        self._offline = False

    def report(self, step: str, counts: Counter[str]) -> None:
        """Take note of what a step stored; it is told, with all that follows, some seconds later."""
        self._counts.update({f"{step} {name}": count for name, count in counts.items()})
        if self._timer is None:
            self._timer = threading.Timer(TELL_SECONDS, self._tell)
            self._timer.daemon = True
            self._timer.start()

    def _tell(self) -> None:
        self._timer = None
        counts, self._counts = self._counts, Counter()
        if line := self._line(counts):
            click.echo(line)

    def _line(self, counts: Counter[str]) -> str:
        asked, failed = counts["fetch asked"], counts["fetch failed"]
        self._reached = self._reached or asked > counts["fetch unreached"]
        if asked and not self._reached:
            return self._no_network()
        parts = []
        if asked:
            parts.append(f"{counted(asked, 'feed')} asked" + (f", {failed} of them failing" if failed else ""))
        if counts["extract read"]:
            parts.append(f"{counted(counts['extract read'], 'article')} read")
        if counts["publish published"]:
            parts.append(f"{counts['publish published']} shown")
        return "; ".join(parts)

    def _no_network(self) -> str:
        """Said once, as long as nothing was reached."""
        if self._offline:
            return ""
        self._offline = True
        return (
            "No publisher can be reached: is this machine online? daily8 keeps trying."
            " Without a network, `make demo` shows it with a small made-up world of publishers."
        )
