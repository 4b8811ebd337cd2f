"""`daily8 restore`: the site as it was when a backup was made."""

from pathlib import Path

import click

from daily8.commands.bars import bar
from daily8.commands.words import counted, minute
from daily8.operating import restoring, standing
from daily8.work import clock


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Put the site that is there aside first.")
def restore(file: Path, replace: bool) -> None:
    """Restore the site from the backup FILE, on SQLite or PostgreSQL, whichever it was made on.

    The site is made ready beside the one there is and exchanged at the end: killed before that, it has changed
    nothing. A backup of an older daily8 is brought to this version.
    """
    standing.enter_alone()
    done = restoring.restore(file, replace=replace, now=clock.now(), bars=bar)
    made = done.manifest
    click.echo(
        f"Restored: {counted(made.rows, 'row')} of {counted(len(made.tables), 'table')} and"
        f" {counted(len(made.files), 'file')}, as they were on {minute(made.made_at)}."
        " All counts are those of the backup."
    )
    if done.aside:
        click.echo(f"What was there before is in {done.aside}; remove it when you need it no more.")
    if done.other_key:
        click.echo(
            "The key of the settings (DAILY8_SECRET_KEY) is not the one of the backup: readers have to sign in"
            " again, links in mail sent before do not work any more, and second locks open only once"
            " DAILY8_SECRET_KEY_BEFORE names the key of the backup."
        )
