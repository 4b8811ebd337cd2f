"""`daily8 upgrade`: all that a new version of daily8 needs of a site."""

from pathlib import Path

import click
from django.conf import settings

from daily8 import __version__
from daily8.articles.models import Article
from daily8.commands.bars import bar
from daily8.commands.preparing import prepare
from daily8.commands.words import counted
from daily8.operating import backing_up, noted, reprocessing, schema, standing
from daily8.operating.errors import Occupied
from daily8.work import clock


@click.command()
@click.option("--backup/--no-backup", default=True, help="Make a backup first, where anything is to be changed.")
def upgrade(backup: bool) -> None:
    """Do all that the installed version needs of the site.

    It backs the site up, changes its tables, collects static files, and does those steps again that the new
    version does otherwise. Run again it finds nothing to do. Stop daily8 before.
    """
    had, missing = schema.applied(), schema.missing()
    if missing and standing.is_running():
        raise Occupied(f"daily8 is running on the data in {settings.DATA}; stop it before its tables are changed")
    if had and backup and (missing or _outdated(had)):
        _back_up()
    prepare()
    if missing:
        click.echo(f"tables      {counted(len(missing), 'change')} made")
    else:
        click.echo("tables      as they were")
    click.echo(f"static      in {settings.STATIC_ROOT}")
    if noted.accept_key():
        click.echo("key         another one than before; it is the site's own from now on")
    _reprocess()
    click.echo(f"The site is that of daily8 {__version__}. `daily8 up` starts it, `daily8 doctor` looks at it.")


def _outdated(had: list[schema.Migration]) -> list[reprocessing.Step]:
    """What is to be done again; a site from before its versions were noted is as version 1 made it."""
    return reprocessing.outdated() if any(app == "work" for app, _ in had) else []


def _back_up() -> None:
    folder = Path(settings.DATA) / "backups"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    now = clock.now()
    path = backing_up.dated(folder, now)
    made = backing_up.back_up(path, bar)
    noted.note_backup(noted.Backup(now, str(path.absolute())))
    click.echo(f"backup      {counted(made.rows, 'row')} in {path}")


def _reprocess() -> None:
    steps = reprocessing.outdated() if Article.objects.exists() else []
    for step in steps:
        number = reprocessing.again(step, bar)
        noted.note_version(step, reprocessing.VERSIONS[step])
        click.echo(f"{step:<11} done again: {counted(number, 'article')}")
    if not steps:
        reprocessing.note_versions()
        click.echo("articles    as this version makes them")
