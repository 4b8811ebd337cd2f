"""`daily8 corrections`: what operators corrected, for whoever measures or trains."""

import json

import click

from daily8.commands.migrate import bring_up_to_date
from daily8.stories import correcting


@click.group()
def corrections() -> None:
    """Take out what operators said of stories in the admin."""
    bring_up_to_date()


@corrections.command()
def export() -> None:
    """Print every pair of articles that is the same event, or is not, as a line of JSON."""
    for pair in correcting.labelled_pairs():
        click.echo(json.dumps(pair, ensure_ascii=False))
