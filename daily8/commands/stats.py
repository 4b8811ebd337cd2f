"""`daily8 stats`: what there is of everything."""

import json

import click

from daily8.commands.migrate import bring_up_to_date
from daily8.operating import statistics


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As one object in JSON, for programs.")
def stats(as_json: bool) -> None:
    """Count publishers, articles, stories, readers, what waits, and the disk."""
    bring_up_to_date()
    groups = statistics.all_of_it()
    if as_json:
        click.echo(json.dumps({group.name: group.numbers for group in groups}, ensure_ascii=False, indent=1))
        return
    width = max(len(name) for group in groups for name in group.numbers)
    for group in groups:
        click.secho(group.name, bold=True)
        for name, number in group.numbers.items():
            click.echo(f"  {name:<{width}} {number:>12,}")
