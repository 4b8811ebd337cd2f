"""What candidates tell: the reports of one story are one event, and one of them stands for it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from daily8.accounts.models import User
from daily8.articles.hiding import Hiding
from daily8.reading.candidates import Candidate
from daily8.reading.interests import Event, Interest, Key, Seen
from daily8.reading.models import Kept, KeptKind
from daily8.stories.models import Report
from daily8.stories.ranking import Telling, coverage_of, score

# The newest of the reports of all stories; one that runs away costs no more.
_REPORTS = 4000


@dataclass(frozen=True, slots=True)
class Told:
    """One event, the article (primary key) that stands for it, its story, and how many publishers report it."""

    event: Event
    article: int
    story_key: str
    sources: int


def events(
    user: User, found: Sequence[Candidate], known: Mapping[Key, Interest], hiding: Hiding, now: datetime
) -> dict[str, Told]:
    """Return what is told, by name: the reports of one story together, in three queries."""
    seen = _seen(user, found, now)
    tellings = _tellings({one.story for one in found if one.story}, hiding, now)
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for one in found:
        groups[one.story_key or one.key].append(one)
    return {name: _event(name, group, known, seen, tellings, now) for name, group in groups.items()}


def _seen(user: User, found: Iterable[Candidate], now: datetime) -> dict[int, Seen]:
    opened = Kept.objects.filter(
        user=user, kind=KeptKind.HISTORY, article__in=[one.pk for one in found], at__lte=now
    )
    return {pk: Seen.READ if done else Seen.OPENED for pk, done in opened.values_list("article", "done")}


def _tellings(stories: Iterable[int], hiding: Hiding, now: datetime) -> dict[int, list[Telling]]:
    """The reports of stories as the formula of the front page asks for them, without what the reader hides."""
    reports = Report.objects.filter(story__in=stories, article__visible=True, article__found_at__lte=now)
    rows = list(
        reports.order_by("-published_at", "-pk").values_list(
            *("story_id", "article_id", "published_at", "article__copy_of"),
            *("article__publisher", "article__publisher__country"),
        )[:_REPORTS]
    )
    hidden = hiding.among([article for _, article, *_ in rows])
    found: dict[int, list[Telling]] = defaultdict(list)
    for story, article, published_at, copy, publisher, country in rows:
        if article not in hidden:
            found[story].append(Telling(publisher, country, published_at, is_original=copy is None))
    return found


def _event(
    name: str,
    group: Sequence[Candidate],
    known: Mapping[Key, Interest],
    seen: Mapping[int, Seen],
    tellings: Mapping[int, Sequence[Telling]],
    now: datetime,
) -> Told:
    best = min(group, key=lambda one: _rank(one, known, seen))
    state = seen.get(best.pk, Seen.NOTHING)
    # Something else of it was read: it is not all new.
    if state is Seen.NOTHING and any(one.pk in seen for one in group):
        state = Seen.OPENED
    alone = [Telling(0, "", best.published_at, is_original=not best.is_copy)]
    coverage = coverage_of(tellings.get(best.story) or alone, now=now)
    told = (one.published_at for one in tellings.get(best.story, ()))
    newest = max(*(one.published_at for one in group), *told, best.published_at)
    points = score(coverage, now=now).total
    return Told(Event(name, best.keys, points, newest, state), best.pk, best.story_key, coverage.publishers)


def _rank(
    one: Candidate, known: Mapping[Key, Interest], seen: Mapping[int, Seen]
) -> tuple[int, float, bool, float]:
    """What is new to the reader comes first, then what is liked most, then originals, then the newest."""
    liked = sum(known[key].strength for key in one.keys if key in known)
    state = list(Seen).index(seen.get(one.pk, Seen.NOTHING))
    return state, -liked, one.is_copy, -one.published_at.timestamp()
