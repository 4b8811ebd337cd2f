"""`daily8 export`: what the site knows, a line of JSON for each thing."""

import json
from datetime import UTC, datetime
from typing import TextIO

import click

from daily8.commands.migrate import bring_up_to_date
from daily8.operating import databases, exporting


@click.command()
@click.argument("kind", type=click.Choice(list(exporting.KINDS)))
@click.option(
    "--public", is_flag=True, help="Only what readers may see: by the publishers' rights, nothing hidden."
)
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Of articles and stories, those since this day.",
)
@click.option("--output", "-o", type=click.File("w", encoding="utf-8", atomic=True), default="-", metavar="FILE")
def export(kind: str, public: bool, since: datetime | None, output: TextIO) -> None:
    """Write all articles, stories, hashtags or publishers as lines of JSON, as they are at one moment.

    Without --public that is for you alone: it holds texts that their publishers let nobody show.
    """
    bring_up_to_date()
    moment = since.replace(tzinfo=UTC) if since else None
    with databases.snapshot():
        for line in exporting.KINDS[kind](since=moment, public=public):
            output.write(json.dumps(line, ensure_ascii=False) + "\n")
