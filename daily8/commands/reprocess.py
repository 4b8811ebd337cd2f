"""`daily8 reprocess`: a step done once more on what was read already."""

import sys
from datetime import UTC, datetime

import click
from tqdm import tqdm

from daily8.articles.models import Article, Stage
from daily8.commands.words import counted
from daily8.pipeline import embedded
from daily8.stories.models import Report
from daily8.stories.regrouping import Regrouping, RegroupingError
from daily8.work import clock


@click.command()
@click.option(
    "--step", type=click.Choice(["enrich", "group", "index"]), required=True, help="The step to do once more."
)
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
    help="With enrich: only articles that were published since this day (2026-11-25).",
)  # fmt: skip
def reprocess(step: str, since: datetime | None) -> None:
    """Do a step once more on articles that were read already; readers see them all the while.

    enrich finds hashtags anew. group makes all stories anew: operators' corrections hold, and addresses of stories
    that are no more lead to where their articles went. index makes what the search finds anew. Stopped half-way,
    enrich and index go on when they are run again, and group has changed nothing.
    """
    if step == "enrich":
        _enrich(since.replace(tzinfo=UTC) if since else None)
    elif since:
        raise click.UsageError(f"{step} is done anew for all together: leave --since away")
    elif step == "index":
        _index()
    else:
        _group()


def _enrich(since: datetime | None) -> None:
    articles = Article.objects.at(Stage.PUBLISHED)
    if since:
        articles = articles.filter(published_at__gte=since)
    articles.update(stage=Stage.EXTRACTED, due_at=clock.now())
    waiting = Article.objects.at(Stage.EXTRACTED).count()
    with _bar(waiting) as bar:
        tally = embedded.work(
            until_idle=True, report=lambda name, counts: bar.update(counts["enriched"] if name == "enrich" else 0)
        )
    click.echo(f"{counted(tally['enrich']['enriched'], 'article')} enriched anew")


def _group() -> None:
    regrouping = Regrouping()
    with _bar(Report.objects.count()) as bar:
        regrouping.place(bar.update)
    try:
        moved = regrouping.write()
    except RegroupingError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{counted(moved, 'article')} moved to another story")


def _index() -> None:
    Article.objects.publish_again()
    with _bar(Article.objects.at(Stage.GROUPED).count()) as bar:
        tally = embedded.work(
            until_idle=True, report=lambda name, counts: bar.update(counts["published"] * (name == "publish"))
        )
    click.echo(f"{counted(tally['publish']['published'], 'article')} can be found anew")


def _bar(total: int) -> "tqdm[None]":
    return tqdm(total=total, unit=" articles", disable=not sys.stderr.isatty())
