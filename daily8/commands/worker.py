"""`daily8 worker`: work for ever."""

import threading
from collections import Counter

import click

from daily8.commands.migrate import bring_up_to_date
from daily8.commands.words import counted
from daily8.engine import processes
from daily8.operating import metrics
from daily8.pipeline import embedded

TELL_SECONDS = 5.0


@click.command()
@click.option("--tell", is_flag=True, help="Say now and then what was done.")
@click.option("--parent", type=int, hidden=True, help="Stop when this process, which has started it, ends.")
def worker(tell: bool, parent: int | None) -> None:
    """Read the publishers for ever, each feed when its time has come."""
    processes.end_with_parent(parent)
    bring_up_to_date()
    metrics.begin()
    teller = Teller() if tell else None

    def report(step: str, counts: Counter[str]) -> None:
        metrics.note_work(step, counts)
        if teller:
            teller.report(step, counts)

    embedded.work(until_idle=False, report=report)


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
