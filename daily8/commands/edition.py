"""`daily8 edition`: the daily eight, made, explained, and chosen again."""

import json
from datetime import date, datetime

import click
from django.conf import settings

from daily8.commands.episodes import read_aloud
from daily8.editions.formula import Line, Verdict
from daily8.editions.models import Edition, Rhythm
from daily8.pipeline import editing
from daily8.work import clock

_LANGUAGES = [code for code, _ in settings.LANGUAGES]
_WHY = {
    Verdict.IN: "in",
    Verdict.FEW: "too few report it in this language",
    Verdict.OLD: "in before, nothing new",
    Verdict.CATEGORY: "enough of its category",
    Verdict.COUNTRY: "enough of its country",
    Verdict.FAMILY: "enough headlines of its house",
    Verdict.PLACES: "no place left",
}


@click.command()
@click.option("--replay", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Choose a day's eight again.")
@click.option("--explain", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Print a day's ballot.")
@click.option("--podcast", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Read a day's eight aloud.")
@click.option("--language", type=click.Choice(_LANGUAGES), default=_LANGUAGES[0], show_default=True)
@click.option("--weekly", is_flag=True, help="The edition of the week that appeared on that day.")
def edition(
    replay: datetime | None, explain: datetime | None, podcast: datetime | None, language: str, weekly: bool
) -> None:
    """Make the editions that are due; or choose one again, explain how it was chosen, or read it aloud.

    --replay prints the same bytes for the same edition, wherever and whenever it runs, out of the numbers that
    were kept with it; it fails where these give other stories than the edition has. --podcast goes on where a
    worker was stopped, and says of an episode that is there already where it is.
    """
    rhythm = Rhythm.WEEKLY if weekly else Rhythm.DAILY
    if replay:
        click.echo(_replayed(_found(language, replay.date(), rhythm)))
    elif explain:
        _explain(_found(language, explain.date(), rhythm))
    elif podcast:
        if weekly:
            raise click.UsageError("only daily editions are read aloud: leave --weekly out")
        click.echo(read_aloud(_found(language, podcast.date(), rhythm)))
    else:
        made = editing.make_due(clock.now())
        editing.word(clock.now())
        for one in made:
            click.echo(f"{one.rhythm} edition of {one}: {one.entries.count()} stories")
        if not made:
            click.echo("no edition: there is no story that two publishers report in one language")


def _found(language: str, day: date, rhythm: Rhythm) -> Edition:
    found = Edition.objects.of(language, rhythm).filter(day=day).first()
    if found is None:
        days = Edition.objects.of(language, rhythm).values_list("day", flat=True)
        last = f"; the last one is of {days[0].isoformat()}" if days else ""
        raise click.UsageError(f"there is no {rhythm} edition of {day.isoformat()} in this language{last}")
    return found


def _replayed(one: Edition) -> str:
    chosen = [line for line in one.ballot() if line.is_in]
    kept = one.entries.filter(chosen__gt=0).order_by("chosen").values_list("story_key", flat=True)
    if [line.entrant.story for line in chosen] != list(kept):
        raise click.ClickException("the numbers that were kept give other stories than the edition has")
    told = [_told(place, line) for place, line in enumerate(chosen, 1)]
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _told(place: int, line: Line) -> dict[str, object]:
    terms = {name: getattr(line.terms, name) for name in ("breadth", "depth", "growth", "reach", "followup")}
    return {
        "place": place,
        "story": line.entrant.story,
        "family": line.family,
        "terms": terms,
        "score": line.terms.total,
    }


def _explain(one: Edition) -> None:
    lines = one.ballot()
    titles = {entry.story_key: str(entry.headline or "") for entry in one.entries.select_related("headline")}
    click.echo(
        f"{one.rhythm} edition of {one}, {one.begins_at:%Y-%m-%d %H:%M} to {one.ends_at:%Y-%m-%d %H:%M} UTC"
    )
    click.echo(f"{one.considered} stories of two publishers and more; {len(lines)} kept")
    click.echo(f"weights {_pairs(one.weights.told())}; at most {_pairs(one.caps.told())}")
    click.echo("  score  breadth depth growth reach follow-up  verdict")
    for line in lines:
        _print(line, titles)


def _print(line: Line, titles: dict[str, str]) -> None:
    terms = line.terms
    click.echo(
        f"{terms.total:7.3f}  {terms.breadth:7.3f} {terms.depth:5.2f} {terms.growth:6.2f} {terms.reach:5.2f}"
        f" {terms.followup:9.2f}  {_WHY[line.verdict]}: {titles.get(line.entrant.story) or line.entrant.story}"
    )


def _pairs(values: dict[str, float] | dict[str, int]) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in values.items())
