"""`daily8 migrate`: bring the database to this version."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from daily8.operating import exchanging, standing
from daily8.work import presence

# Any number that no other program uses on the same database.
LOCK = 0xDA117_8


@click.command()
def migrate() -> None:
    """Make or upgrade the tables of the database."""
    bring_up_to_date()
    click.echo("The database is up to date.")


def bring_up_to_date() -> None:
    """Make or upgrade the tables, without a word; of several processes that start together, one does.

    From then on this process counts as at work on the site.
    """
    standing.enter()
    with _one_at_a_time():
        exchanging.finish()
        call_command("migrate", interactive=False, verbosity=0)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    if connection.vendor != "postgresql":
        try:
            with presence.alone(settings.DATA / "migrating.lock"):
                yield
        except PermissionError as error:
            raise click.ClickException(
                f"{error.filename}: {error.strerror}; daily8 writes to this folder"
            ) from error
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
