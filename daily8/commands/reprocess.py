"""`daily8 reprocess`: a step done once more on what was read already."""

from datetime import UTC, datetime

import click

from daily8.commands.bars import bar
from daily8.commands.migrate import bring_up_to_date
from daily8.commands.words import counted
from daily8.operating.reprocessing import Step, again
from daily8.sources.models import Publisher

_DONE = {
    Step.EXTRACT: "read anew",
    Step.ENRICH: "enriched anew",
    Step.GROUP: "moved to another story",
    Step.INDEX: "can be found anew",
}


@click.command()
@click.option("--step", type=click.Choice([str(step) for step in Step]), required=True, help="What to do again.")
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
    help="Only articles that were published since this day (2026-11-25); not with group.",
)  # fmt: skip
@click.option("--publisher", metavar="DOMAIN", default="", help="Only articles of this one; not with group.")
def reprocess(step: str, since: datetime | None, publisher: str) -> None:
    """Do a step once more on articles that were read already; readers see them all the while.

    extract fetches pages anew, one after another of each publisher: name a day or a publisher; what is shown
    already is not made worse where a page is gone. enrich finds hashtags anew. group makes all stories anew:
    operators' corrections hold, and addresses of stories that are no more lead to where their articles went. index
    makes what the search finds anew. Stopped half-way, a step goes on when it is run again; group has then changed
    nothing.
    """
    bring_up_to_date()
    chosen = Step(step)
    if chosen == Step.GROUP and (since or publisher):
        raise click.UsageError("group is done anew for all together: leave --since and --publisher away")
    if chosen == Step.EXTRACT and not (since or publisher):
        raise click.UsageError("extract asks the publishers: name a day with --since, or one with --publisher")
    if publisher and not Publisher.objects.filter(domain=publisher).exists():
        raise click.UsageError(f"{publisher}: no such publisher; `daily8 sources list` shows who there is")
    number = again(chosen, bar, since=since.replace(tzinfo=UTC) if since else None, domain=publisher)
    click.echo(f"{counted(number, 'article')} {_DONE[chosen]}")
