"""`daily8 backup`: all that cannot be made again, in one file."""

from pathlib import Path

import click
from django.conf import settings

from daily8.commands.bars import bar
from daily8.commands.words import counted, minute
from daily8.operating import backing_up, noted, restoring, standing, verifying
from daily8.operating.archive import Reader
from daily8.work import clock


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--keep", type=click.IntRange(min=1), metavar="N", help="Then remove dated ones but the newest N.")
@click.option("--verify", is_flag=True, help="Check the backup FILE instead of making one.")
def backup(file: Path | None, keep: int | None, verify: bool) -> None:
    """Write the site as it is now to FILE, while it runs; without FILE to a dated one in the folder of data.

    FILE may be a folder, which then gets a dated one. It holds all rows, the key, podcasts and mail, not pictures,
    which are fetched again. Whoever has it can sign in as anybody: keep it where only you read it.
    """
    if verify:
        _verify(file)
        return
    target = file or Path(settings.DATA) / "backups"
    if file is None:
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
    if keep and not target.is_dir():
        raise click.UsageError("--keep removes dated backups from a folder: name a folder, or leave FILE away")
    path = backing_up.dated(target, clock.now()) if target.is_dir() else target
    standing.enter()
    now = clock.now()
    made = backing_up.back_up(path, bar)
    noted.note_backup(noted.Backup(now, str(path.absolute())))
    click.echo(
        f"{path}: {counted(made.rows, 'row')} of {counted(len(made.tables), 'table')},"
        f" {counted(len(made.files), 'file')}, {_megabytes(path)}"
    )
    for old in backing_up.rotate(target, keep) if keep else ():
        click.echo(f"{old.name} removed")


def _verify(file: Path | None) -> None:
    if file is None:
        raise click.UsageError("name the FILE to check")
    with Reader(file) as reader:
        restoring.check(reader, bar)
        verifying.read_rows(reader, bar)
        made = reader.manifest
    click.echo(
        f"{file}: whole; {counted(made.rows, 'row')} of {counted(len(made.tables), 'table')},"
        f" {counted(len(made.files), 'file')}, made by daily8 {made.daily8} on {minute(made.made_at)}"
    )


def _megabytes(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:.1f} MB"
