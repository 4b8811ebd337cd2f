"""Whether the world goes on to report what the front page would lead with.

    python -m bench.ranking

Every third hour of a month of labelled headlines ($DAILY8_SHARED/data/stories/og2021.jsonl), the five best stories
by the formula, without regard to variety, against the five that then had the most reports. The labels name no
publisher and no country: each article counts as a publisher, its language as the country.
"""

import json
import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from daily8.stories.ranking import Telling, coverage_of, score

SHARED = Path(os.environ.get("DAILY8_SHARED") or Path(__file__).resolve().parents[2] / "shared")
HEADLINES = SHARED / "data" / "stories" / "og2021.jsonl"
PLACES = 5
STEP = timedelta(hours=3)
# A story without a report in the last is no candidate; reports from before the first are not counted.
MEMORY, WINDOW = timedelta(hours=72), timedelta(hours=36)
AHEAD = (6, 12)


def measure() -> dict[str, float]:
    """Return the share of the reports to come that the chosen stories have of those that the best have."""
    if not HEADLINES.exists():
        print(f"   no {HEADLINES}: set DAILY8_SHARED to measure this")
        return {}
    stories = _stories()
    return {f"ranking.reported_in_{hours}_hours": _share(stories, timedelta(hours=hours)) for hours in AHEAD}


def _stories() -> list[list[Telling]]:
    """The reports of each event, oldest first."""
    found = defaultdict(list)
    for number, line in enumerate(HEADLINES.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        published_at = datetime.fromisoformat(row["date"]).replace(tzinfo=UTC)
        found[row["cluster"]].append(Telling(number, row["lang"], published_at, is_original=True))
    return [sorted(tellings, key=lambda telling: telling.published_at) for tellings in found.values()]


def _share(stories: Sequence[Sequence[Telling]], ahead: timedelta) -> float:
    chosen, possible = 0, 0
    for now in _moments(stories):
        candidates = [
            (_score(past, now), _count(story, now, now + ahead))
            for story in stories
            if len(past := _between(story, now - MEMORY, now)) > 1 and past[-1].published_at > now - WINDOW
        ]
        chosen += sum(coming for _, coming in sorted(candidates, reverse=True)[:PLACES])
        possible += sum(sorted((coming for _, coming in candidates), reverse=True)[:PLACES])
    return chosen / possible


def _moments(stories: Sequence[Sequence[Telling]]) -> Iterator[datetime]:
    """Every third hour, from the end of the first day to six hours before the last report."""
    now = min(story[0].published_at for story in stories) + timedelta(hours=24)
    end = max(story[-1].published_at for story in stories) - timedelta(hours=6)
    while now < end:
        yield now
        now += STEP


def _score(past: Sequence[Telling], now: datetime) -> float:
    return score(coverage_of(past, now=now), now=now).total


def _count(story: Sequence[Telling], start: datetime, end: datetime) -> int:
    return len(_between(story, start, end))


def _between(story: Sequence[Telling], start: datetime, end: datetime) -> list[Telling]:
    return [telling for telling in story if start < telling.published_at <= end]


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:<36} {value:10.3f}")
