"""Listens to what publishers say against being read by machines, as their pages pass by."""

from datetime import datetime, timedelta

from daily8.engine import http, reservations
from daily8.engine.http.robots import agent_name
from daily8.engine.reservations import Signal
from daily8.pipeline.readings import PageReading
from daily8.sources.models import Publisher
from daily8.sources.signals import Heard, answered_at
from daily8.sources.tdm_files import place_of

# What a page and its header fields may say.
_OF_PAGES = (Signal.NOAI, Signal.NOIMAGEAI, Signal.TDM)
_ASKED_EVERY = timedelta(days=1)
_REMEMBERED = 50_000


class Files:
    """The tdmrep.json files of publishers' hosts, each asked for once a day, after a page that came from there."""

    def __init__(self) -> None:
        # What this process asked for; what others did stands on the publisher.
        self._asked: dict[tuple[int, str], datetime] = {}

    def is_due(self, publisher: Publisher, url: str, now: datetime) -> bool:
        """Whether the file that speaks for this page is to be asked for; from then on it was."""
        place = place_of(url)
        asked = self._asked.get((publisher.pk, place))
        last = max(filter(None, (answered_at(publisher, place), asked)), default=None)
        if last is not None and last > now - _ASKED_EVERY:
            return False
        if len(self._asked) >= _REMEMBERED:
            self._asked.clear()
        self._asked[publisher.pk, place] = now
        return True


def in_robots_txt(url: str) -> Heard:
    """What it says of a publisher that its robots.txt closes this page."""
    return {Signal.ROBOTS: url}


def on_page(response: http.Response, page: PageReading, user_agent: str) -> Heard:
    """What a page says that was read, and that its robots.txt let it be read."""
    said = page.reserved | reservations.in_headers(response.headers, agent=agent_name(user_agent))
    return {Signal.ROBOTS: "", **{signal: response.url if signal in said else "" for signal in _OF_PAGES}}
