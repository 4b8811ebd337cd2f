"""`daily8 worker`: work for ever."""

import time
from collections import Counter

import click

from daily8.commands.migrate import bring_up_to_date
from daily8.engine import processes
from daily8.pipeline import embedded
from daily8.sources.models import Feed

TELL_SECONDS = 5.0


@click.command()
@click.option("--tell", is_flag=True, help="Say now and then what was done.")
def worker(tell: bool) -> None:
    """Read the publishers for ever, each feed when its time has come."""
    processes.end_with_parent()
    bring_up_to_date()
    embedded.work(until_idle=False, report=Teller().report if tell else None)


class Teller:
    """Says in a line now and then what the worker did since the last line."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._told_at = time.monotonic()
        self._offline = False

    def report(self, step: str, counts: Counter[str]) -> None:
        """Take note of what a step stored; say so when the last line is some seconds old."""
        self._counts.update({f"{step} {name}": count for name, count in counts.items()})
        if time.monotonic() - self._told_at < TELL_SECONDS:
            return
        if line := self._line():
            click.echo(line)
        self._told_at = time.monotonic()
        self._counts.clear()

    def _line(self) -> str:
        counts = self._counts
        asked, shown = counts["fetch asked"], counts["publish published"]
        if asked and counts["fetch failed"] == asked and not Feed.objects.exclude(last_success_at=None).exists():
            return self._no_network()
        self._offline = False
        parts = []
        if asked:
            parts.append(f"{asked} feeds asked, {counts['fetch failed']} of them fail")
        if counts["extract read"]:
            parts.append(f"{counts['extract read']} articles read")
        if shown:
            parts.append(f"{shown} shown")
        return "; ".join(parts)

    def _no_network(self) -> str:
        """Said once, until something is reached."""
        if self._offline:
            return ""
        self._offline = True
        return (
            "No publisher can be reached: is this machine online? daily8 keeps trying."
            " Without a network, `make demo` shows it with a small made-up world of publishers."
        )
