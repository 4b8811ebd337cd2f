"""`daily8 move`: the site on another database."""

import click

from daily8.commands.bars import bar
from daily8.commands.words import counted
from daily8.config import sqlite
from daily8.config.env import Environment, SettingsError
from daily8.operating import moving, standing


@click.command()
@click.option(
    "--to", "address", required=True, metavar="DATABASE_URL", help="postgresql://user:password@host/name"
)
def move(address: str) -> None:
    """Copy all rows into another database, from SQLite to PostgreSQL or back; the one in use stays as it is.

    The other one has to be empty. Stopped half-way, nothing is there, and it can be started again.
    """
    try:
        asked = Environment({"DATABASE_URL": address}).database("DATABASE_URL", "", "")
    except SettingsError as error:
        raise click.UsageError(str(error)) from error
    standing.enter_alone()
    moved = moving.move(sqlite.database(asked), bars=bar)
    click.echo(
        f"{counted(moved.rows, 'row')} of {counted(len(moved.tables), 'table')} are in the {moved.target};"
        " all counts are equal."
    )
    click.echo("What remains: set DATABASE_URL to this address and start daily8. The files in DAILY8_DATA stay.")
    click.echo(f"The {moved.source} is as it was; remove it when the site runs on the new one.")
