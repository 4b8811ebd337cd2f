"""What the pages of editions show beside the stories: the ballot in words, weights to move, a calendar."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from daily8.articles.models import Article
from daily8.assistant.edition_entries import Shown, ShownEdition
from daily8.editions.formula import Line, Verdict, Weights
from daily8.editions.models import Edition, Rhythm, stories_now
from daily8.editions.weighing import SCALES
from daily8.stories import naming
from daily8.stories.models import Story
from daily8.web.dates import locale_of

_LABELS = {
    "breadth": (gettext_lazy("Breadth"), gettext_lazy("how many publishers tell it in words of their own")),
    "depth": (gettext_lazy("Depth"), gettext_lazy("how many original reports there are")),
    "growth": (gettext_lazy("Growth"), gettext_lazy("how many of these came in the last hours")),
    "reach": (gettext_lazy("Reach"), gettext_lazy("over how many countries and languages they spread")),
    "followup": (
        gettext_lazy("Follow-up"),
        gettext_lazy("what is left to a story for each time it was in of late, if something in it is new"),
    ),
}
# So many stories that are not in stand beneath the eight; the page of the ballot has all.
_NEXT = 12
# The names of the days of the week, as CLDR has them.
_WIDTHS = ("wide", "abbreviated", "narrow")


@dataclass(frozen=True, slots=True)
class Slider:
    """A weight that a reader may move."""

    name: str
    label: Promise
    meaning: Promise
    value: float
    usual: float
    most: float
    step: float


@dataclass(frozen=True, slots=True)
class Row:
    """A story on the ballot: where it stands, where it stood in the edition, what it is called, and why."""

    line: Line
    place: int
    was: int
    title: str
    language: str
    story: Story | None
    why: str


@dataclass(frozen=True, slots=True)
class Ballot:
    """The eight by some weights, and those that are not in, the best first; `gone` were in the edition."""

    chosen: list[Row]
    others: list[Row]
    gone: list[Row]
    is_usual: bool


def sliders(edition: Edition, weights: Weights) -> list[Slider]:
    """Return the weights as they can be moved."""
    now, usual = weights.told(), edition.weights.told()
    return [
        Slider(name, *_LABELS[name], now[name], usual[name], scale.most, scale.step)
        for name, scale in SCALES.items()
    ]


def ballot(shown: ShownEdition, weights: Weights, *, whole: bool) -> Ballot:
    """Return how the edition would be by these weights."""
    edition = shown.edition
    lines = edition.ballot(weights)
    chosen = [line for line in lines if line.is_in]
    others = [line for line in lines if not line.is_in]
    # As the formula chose; what editors changed is no part of it.
    was = {one.entry.story_key: one.entry.chosen for one in (*shown.entries, *shown.dropped) if one.entry.chosen}
    gone = [line for line in others if line.entrant.story in was]
    listed = others if whole else others[:_NEXT]
    rows = dict(_rows(shown, [*chosen, *listed, *gone], was))
    return Ballot(
        [rows[line.entrant.story] for line in chosen],
        [rows[line.entrant.story] for line in listed],
        [rows[line.entrant.story] for line in gone],
        is_usual=weights == edition.weights,
    )


def _rows(shown: ShownEdition, lines: Sequence[Line], was: Mapping[str, int]) -> Iterator[tuple[str, Row]]:
    own = {one.entry.story_key: one for one in (*shown.entries, *shown.dropped)}
    keys = [line.entrant.story for line in lines]
    stories = stories_now(keys)
    language = shown.edition.language
    best = naming.best({story.pk for key, story in stories.items() if key not in own}, language=language)
    for place, line in enumerate(lines, 1):
        key = line.entrant.story
        story = stories.get(key)
        title, written_in = _title(own.get(key), best.get(story.pk) if story else None, language)
        yield (
            key,
            Row(
                line=line,
                place=place if line.is_in else 0,
                was=was.get(key, 0),
                title=title,
                language=written_in,
                story=story if title else None,
                why=why(line, shown.edition),
            ),
        )


def _title(own: Shown | None, best: Article | None, language: str) -> tuple[str, str]:
    """As a publisher wrote it, whatever editors made of it; nothing where no report may be seen any more."""
    if own and own.headline:
        return own.headline.title, own.headline.language
    return (best.title, best.language) if best else ("", language)


def why(line: Line, edition: Edition) -> str:
    """Return in words why a story is not in; nothing for one that is."""
    caps = edition.caps
    words = {
        Verdict.FEW: _("Fewer than %(count)s independent publishers tell it in this language."),
        Verdict.OLD: _("It was in before, and nothing in it is new."),
        Verdict.CATEGORY: _("%(count)s stories of its category are in already."),
        Verdict.COUNTRY: _("%(count)s stories of its country are in already."),
        Verdict.FAMILY: _("%(count)s headlines of each of its publishers are in already."),
        Verdict.PLACES: _("Others scored more."),
    }
    counts = {
        Verdict.FEW: caps.independents,
        Verdict.CATEGORY: caps.category,
        Verdict.COUNTRY: caps.country,
        Verdict.FAMILY: caps.family,
    }
    told = words.get(line.verdict, "")
    return told % {"count": counts[line.verdict]} if line.verdict in counts else told


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the calendar, with the editions that appeared on it; none of another month."""

    day: date | None
    edition: Edition | None
    weekly: Edition | None


@dataclass(frozen=True, slots=True)
class Month:
    """A month as a calendar: the names of the days of the week, and the weeks."""

    first: date
    names: list[dict[str, str]]
    weeks: list[list[Cell]]


def month(language: str, first: date) -> tuple[Month, list[Edition]]:
    """Return a month, which begins on the day that begins the week in this language, and its daily editions."""
    locale = locale_of(language)
    days = _days(first, locale.first_week_day)
    found = Edition.objects.filter(language=language, day__year=first.year, day__month=first.month)
    counted = found.annotate(size=Count("entries", filter=Q(entries__place__gt=0))).defer("entrants", "rules")
    by_rhythm: dict[str, dict[date, Edition]] = {Rhythm.DAILY: {}, Rhythm.WEEKLY: {}}
    for edition in counted.order_by("-day"):
        by_rhythm[edition.rhythm][edition.day] = edition
    daily, weekly = by_rhythm[Rhythm.DAILY], by_rhythm[Rhythm.WEEKLY]
    weeks = [
        [
            Cell(day, daily.get(day), weekly.get(day)) if day.month == first.month else Cell(None, None, None)
            for day in days[start : start + 7]
        ]
        for start in range(0, len(days), 7)
    ]
    order = [(locale.first_week_day + number) % 7 for number in range(7)]
    told = locale.days["stand-alone"]
    names = [{width: told[width][one] for width in _WIDTHS} for one in order]
    return Month(first, names, weeks), list(daily.values())


def _days(first: date, week_begins: int) -> list[date]:
    """All days of the weeks that have days of a month."""
    start = first.toordinal() - (first.weekday() - week_begins) % 7
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    end = following.toordinal()
    end += (start - end) % 7
    return [date.fromordinal(number) for number in range(start, end)]
