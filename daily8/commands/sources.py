"""`daily8 sources`: name the publishers."""

import asyncio
from pathlib import Path

import click
from django.conf import settings
from django.core.exceptions import ValidationError
from tqdm import tqdm

from daily8.commands.migrate import bring_up_to_date
from daily8.commands.words import counted
from daily8.engine import http
from daily8.engine.feeds.opml import LARGEST
from daily8.engine.sandbox import Sandbox
from daily8.sources import adding, catalogue, discovery, lists, removing
from daily8.sources.models import Feed, Publisher, Rights
from daily8.work import clock

# Who did it, in the ledger of rights.
_BY = "daily8 sources edit"


@click.group()
def sources() -> None:
    """Add, list, pause and delete publishers and their feeds."""
    bring_up_to_date()


@sources.command()
@click.argument("url")
def add(url: str) -> None:
    """Add a feed, or the feeds of a publisher by the address of its home page."""
    # Without a scheme it is most likely https.
    addresses = [url] if "://" in url else [f"https://{url}", f"http://{url}"]
    try:
        found = asyncio.run(_discover_first(addresses))
        feeds = [adding.add(source, clock.now()) for source in found]
    except adding.SourceError as error:
        raise click.ClickException(str(error)) from error
    for feed, new in feeds:
        click.echo(f"{'added' if new else 'known already'}: {feed.url} ({feed.publisher})")


@sources.command("import")
@click.argument("place", metavar="FILE|ADDRESS")
def import_(place: str) -> None:
    """Add every feed that an OPML list has: a file, or the address of one."""
    try:
        listed = lists.at_address(place) if "://" in place else lists.in_body(_read(Path(place)), place)
    except adding.SourceError as error:
        raise click.ClickException(str(error)) from error
    with tqdm(total=len(listed.outlines), unit="feed", disable=None, leave=False) as bar:
        added = lists.add(listed, clock.now(), progress=bar.update)
    for refusal in added.refused:
        where = f"line {refusal.line}: " if refusal.line else ""
        click.echo(f"left out: {where}{refusal.reason}", err=True)
    click.echo(
        f"{counted(added.feeds, 'feed')} added, {added.known} known already, {len(added.refused)} left out."
    )


@sources.command()
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path), required=False)
def export(file: Path | None) -> None:
    """Write every feed as OPML, to a file or to standard output."""
    body = adding.to_opml(clock.now())
    if file is None:
        click.echo(body.decode(), nl=False)
        return
    try:
        file.write_bytes(body)
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from error
    click.echo(f"{counted(Feed.objects.count(), 'feed')} written to {file}.")


@sources.command("list")
@click.option("--failing", is_flag=True, help="Only feeds that fail, with the reason.")
def list_(failing: bool) -> None:
    """List the feeds with their health."""
    feeds = Feed.objects.select_related("publisher")
    if failing:
        feeds = feeds.active().filter(failures__gt=0)
    for feed in feeds:
        reason = f": {feed.error}" if feed.error else ""
        click.echo(f"{feed.publisher}  {feed.url}  {feed.health(clock.now()).value}{reason}")
    if not feeds:
        click.echo("No feed fails." if failing else "No sources yet: `daily8 sources add ADDRESS` adds one.")


@sources.command()
@click.argument("name")
def pause(name: str) -> None:
    """Ask a feed, or all feeds of a publisher, no more for now."""
    feeds = _named(name)
    for feed in feeds:
        feed.pause()
    click.echo(f"{counted(len(feeds), 'feed')} paused; `daily8 sources resume {name}` asks them again.")


@sources.command()
@click.argument("name")
def resume(name: str) -> None:
    """Ask paused feeds, or feeds that were gone, again."""
    feeds = _named(name)
    for feed in feeds:
        feed.resume(clock.now())
    click.echo(f"{counted(len(feeds), 'feed')} will be asked again.")


@sources.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete(name: str, yes: bool) -> None:
    """Delete a feed, or a publisher with its feeds and all its articles."""
    publisher = Publisher.objects.filter(domain=name).first()
    if publisher is None:
        feed = _named(name)[0]
        feed.delete()
        click.echo(f"Deleted {feed.url}; its articles stay.")
        return
    count = publisher.articles.count()
    if not yes:
        click.confirm(f"Delete {publisher} with {counted(count, 'article')} for good?", abort=True)
    removing.remove(publisher)
    click.echo(f"Deleted {publisher} with {counted(count, 'article')}.")


@sources.command()
@click.argument("domain")
@click.option("--rights", type=click.Choice(Rights.values), help="What may be shown of its articles.")
@click.option(
    "--name", "names", nargs=2, multiple=True, metavar="LANGUAGE NAME", help="Its name for readers of a language."
)
@click.option("--country", metavar="CODE", help="Two letters of ISO 3166, such as EG.")
@click.option("--language", metavar="CODE", help="The language it mostly writes in, such as ar.")
@click.option("--ai/--no-ai", default=None, help="Whether AI may use its texts.")
def edit(
    domain: str,
    rights: str | None,
    names: tuple[tuple[str, str], ...],
    country: str | None,
    language: str | None,
    ai: bool | None,
) -> None:
    """Change what is known of a publisher: its rights, names, country or language."""
    publisher = Publisher.objects.filter(domain=domain).first()
    if publisher is None:
        raise click.ClickException(f"{domain}: no such publisher; `daily8 sources list` shows what there is")
    try:
        publisher.edit(rights=rights, names=dict(names), country=country, language=language, ai=ai, by=_BY)
    except ValidationError as error:
        raise click.ClickException("; ".join(error.messages)) from error
    name = publisher.name_in(publisher.language)
    click.echo(
        f"{publisher}: {name}, {publisher.country or 'no country'}, shows {publisher.rights}"
        f"{'' if publisher.ai else ', not for AI'}."
    )


@sources.command("catalogue")
def catalogue_() -> None:
    """Add the publishers of the starter catalogue that are not there."""
    loaded = catalogue.load(clock.now())
    click.echo(f"{counted(loaded.publishers, 'publisher')} and {counted(loaded.feeds, 'feed')} added.")


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise click.ClickException(
            f"{file}: {error.strerror}; give a file, or an address with https://"
        ) from error


def _named(name: str) -> list[Feed]:
    """The feed of this address, or the feeds of the publisher of this domain."""
    feeds = list(Feed.objects.filter(url=name)) or list(Feed.objects.filter(publisher__domain=name))
    if not feeds:
        raise click.ClickException(f"{name}: no such feed or publisher; `daily8 sources list` shows what there is")
    return feeds


async def _discover_first(addresses: list[str]) -> list[adding.Source]:
    """The feeds behind the first of these addresses that has any; the first one's error where none has."""
    errors = []
    for address in addresses:
        try:
            return await _discover(address)
        except adding.SourceError as error:
            errors.append(error)
    raise errors[0]


async def _discover(url: str) -> list[adding.Source]:
    client = http.Client(user_agent=settings.USER_AGENT, allowed_networks=settings.ALLOW_PRIVATE_NETWORKS)
    sandbox = Sandbox(preload=discovery.PRELOAD)
    try:
        async with client:
            return await discovery.Discovery(client, sandbox).discover(url)
    finally:
        sandbox.close()
