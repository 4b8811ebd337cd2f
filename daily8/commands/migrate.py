"""`daily8 migrate`: bring the database to this version."""

import click
from django.core.management import call_command


@click.command()
def migrate() -> None:
    """Make or upgrade the tables of the database."""
    bring_up_to_date()
    click.echo("The database is up to date.")


def bring_up_to_date() -> None:
    """Make or upgrade the tables, without a word."""
    call_command("migrate", interactive=False, verbosity=0)
