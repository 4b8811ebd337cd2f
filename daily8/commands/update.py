"""`daily8 update`: all work that is due, then stop."""

from datetime import timedelta

import click

from daily8.commands.migrate import bring_up_to_date
from daily8.commands.progress import Progress, summary, what_is_left
from daily8.pipeline import embedded
from daily8.sources.models import Feed
from daily8.work import clock


@click.command()
@click.option("--due", is_flag=True, help="Ask only the feeds whose time has come, not all of them.")
@click.option(
    "--patience", type=click.FloatRange(min=0), default=10, show_default=True, metavar="SECONDS",
    help="Wait so long for work that will be due soon.",
)  # fmt: skip
def update(due: bool, patience: float) -> None:
    """Ask every feed now, read what is new, show it, and stop.

    A feed whose server said when to come back is left alone until then.
    """
    bring_up_to_date()
    if not due:
        Feed.objects.ask_now(clock.now())
    with Progress() as progress:
        progress.expect(Feed.objects.active().due(clock.now()).count())
        tally = embedded.work(until_idle=True, patience=timedelta(seconds=patience), report=progress.report)
    for line in summary(tally):
        click.echo(line)
    if left := what_is_left():
        click.echo(left)
