"""Does anybody see an error while all happens at once? `python -m bench.mixed_load [--minutes 10] [--readers 200]`

`daily8 up` on SQLite reads the news world while readers, each from an address of its own, open pages, sign in,
write, vote, search and moderate, as people do: with seconds between two clicks. Answers of 5xx, connections that
break, and "database is locked" in pages or in the log count; times are of whole answers as a browser gets them.
"""

import argparse
import asyncio
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

import aiohttp
from lxml import html

from bench.world import ROOT, free_port, import_sources, site_environment, world

# So many of the readers have accounts.
SIGNED_IN = 0.25
# Mean seconds between two clicks of one reader: some at once, most after a while.
THINKING = 8.0
# All are there within so many seconds.
_COMING = 60.0
LOCKED = "database is locked"
_ENOUGH_ARTICLES = 30
_STARTS_WITHIN = 180.0


@dataclass
class Told:
    """What all readers met."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)

    def note(self, kind: str, status: int, seconds: float, body: str, path: str) -> None:
        """Keep one answer."""
        self.seconds[kind].append(seconds)
        self.statuses[kind, status] += 1
        if status >= 500 or LOCKED in body:
            self.errors.append(f"{kind} {path}: {status}")


def measure(minutes: float = 1.0, readers: int = 200) -> dict[str, float]:
    """Return how many errors anybody saw, and the median and the 99th percentile of each kind of page."""
    with tempfile.TemporaryDirectory() as folder, world(publishers=80, articles=6000, days=3, full=0.7) as running:
        data = Path(folder) / "data"
        import_sources(running, data)
        people = _people(data, int(readers * SIGNED_IN))
        log = Path(folder) / "log"
        with _site(data, log) as port:
            told = asyncio.run(_read(f"http://127.0.0.1:{port}", people, readers, minutes * 60))
        said = log.read_text("utf-8", "replace")
    _print(told, said)
    return _figures(told, said)


def _people(data: Path, number: int) -> dict[str, object]:
    made = subprocess.run(
        [sys.executable, "-m", "bench.mixed_load_people", str(number)],
        env=site_environment(data), cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return dict(json.loads(made.stdout))


@contextmanager
def _site(data: Path, log: Path) -> Iterator[int]:
    """Run the whole site; what it says is in the log."""
    port = free_port()
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "daily8", "up", "--sources", "none"],
            env=site_environment(data, DAILY8_PORT=str(port), DAILY8_COMMENTS="open", DAILY8_HOST_DELAY="0.02"),
            stdout=out, stderr=out, start_new_session=True,
        )  # fmt: skip
        try:
            yield port
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()


async def _read(address: str, people: dict[str, object], readers: int, seconds: float) -> Told:
    told = Told()
    names: list[str] = list(people["names"])  # type: ignore[call-overload]
    crowd = [
        Reader(number, address, told, names[number] if number < len(names) else "", str(people["password"]))
        for number in range(readers)
    ]
    await crowd[-1].wait_for_articles()
    ends_at = time.monotonic() + seconds
    await asyncio.gather(*(reader.live(ends_at) for reader in crowd))
    return told


class Reader:
    """Somebody who reads, and who may write."""

    def __init__(self, number: int, address: str, told: Told, name: str, password: str):
        self._random = random.Random(number)
        self._address, self._told, self._name, self._password = address, told, name, password
        self._from = f"203.0.{number // 250}.{number % 250 + 1}"
        self._language = self._random.choice(("en", "ar"))
        self._session: aiohttp.ClientSession

    async def wait_for_articles(self) -> None:
        """Look at the front page until there is something to read."""
        until = time.monotonic() + _STARTS_WITHIN
        async with self._opened():
            while len(self._told.articles) < _ENOUGH_ARTICLES:
                if time.monotonic() > until:
                    raise RuntimeError("the site shows no articles")
                await asyncio.sleep(1)
                try:
                    await self._look("front", "/en/")
                except aiohttp.ClientError:
                    continue
        self._told.seconds.clear()
        self._told.statuses.clear()
        self._told.errors.clear()

    async def live(self, ends_at: float) -> None:
        """Click about until it is time to go."""
        # Nobody comes at one stroke with all others.
        coming = min(_COMING, (ends_at - time.monotonic()) / 3)
        await asyncio.sleep(self._random.uniform(0, coming))
        async with self._opened():
            if self._name:
                await self._tried("log in", self._log_in())
            while time.monotonic() < ends_at:
                await self._click()
                await asyncio.sleep(min(self._random.expovariate(1 / THINKING), 5 * THINKING))

    def _opened(self) -> aiohttp.ClientSession:
        self._session = aiohttp.ClientSession(
            headers={"X-Forwarded-For": self._from, "Accept-Encoding": "gzip"},
            cookie_jar=aiohttp.CookieJar(unsafe=True),
            timeout=aiohttp.ClientTimeout(total=60),
        )
        return self._session

    async def _click(self) -> None:
        deeds = [("front", 4), ("article", 8), ("latest", 2), ("search", 1), ("comments", 3), ("count", 3)]
        if self._name:
            deeds += [("comment", 3), ("vote", 3), ("account", 1), ("log in", 1)]
        if self._name.endswith("0"):
            deeds += [("moderate", 3)]
        kinds, weights = zip(*deeds, strict=True)
        kind = self._random.choices(kinds, weights)[0]
        await self._tried(kind, _DEEDS[kind](self))

    async def _tried(self, kind: str, deed: object) -> None:
        try:
            await deed  # type: ignore[misc]
        except (aiohttp.ClientError, TimeoutError) as error:
            self._told.errors.append(f"{kind}: {error!r}")

    async def _look(self, kind: str, path: str) -> str:
        return await self._ask(kind, "GET", path)

    async def _ask(self, kind: str, method: str, path: str, data: dict[str, str] | None = None) -> str:
        """Ask for a page, or send a form and see where it leads; return what is shown."""
        begun = time.perf_counter()
        origin = {"Origin": self._address} if data is not None else {}
        async with self._session.request(method, self._address + path, data=data, headers=origin) as answer:
            body = await answer.text()
        self._told.note(kind, answer.status, time.perf_counter() - begun, body, path)
        if kind == "front":
            found = re.findall(r'href="/\w\w/article/([0-9a-f]{32})"', body)
            self._told.articles = list(dict.fromkeys([*found, *self._told.articles]))[:400]
        return body

    async def _send(self, kind: str, page: str, wanted: str, path: str = "", **typed: str) -> None:
        """Fill in the first such form of a page and send it."""
        for form in _forms(page, wanted)[:1]:
            await self._ask(kind, "POST", form.get("action") or path, dict(form.form_values()) | typed)

    def _path(self, rest: str = "") -> str:
        return f"/{self._language}/{rest}"

    def _article(self) -> str:
        # Most read what is new.
        newest = self._told.articles[: self._random.choice((5, 40, 400))]
        return self._path(f"article/{self._random.choice(newest)}")

    async def _front(self) -> None:
        await self._look("front", self._path())

    async def _read_article(self) -> None:
        await self._look("article", self._article())

    async def _latest(self) -> None:
        await self._look("latest", self._path("latest"))

    async def _search(self) -> None:
        word = self._random.choice(("harbour", "minister", "الميناء", "election", "river", "bank"))
        await self._look("search", self._path(f"search?q={word}"))

    async def _comments(self) -> None:
        order = self._random.choice(("", "?order=newest", "?order=oldest"))
        await self._look("comments", f"{self._article()}/comments{order}")

    async def _count(self) -> None:
        await self._look("count", f"{self._article()}/comments/count")

    async def _account(self) -> None:
        await self._look("account", self._path("account"))

    async def _log_in(self) -> None:
        self._session.cookie_jar.clear()
        path = self._path("account/login")
        page = await self._look("door", path)
        typed = {"login": self._name, "password": self._password}
        await self._send("log in", page, "form.account__form", path, **typed)

    async def _comment(self) -> None:
        page = await self._look("comments", f"{self._article()}/comments")
        words = f"What {self._name} makes of it, at {time.time():.3f}: the harbour was *full* of ships."
        await self._send("comment", page, "form.say", words=words)

    async def _vote(self) -> None:
        page = await self._look("comments", f"{self._article()}/comments")
        if forms := _forms(page, "form[action*='/vote']"):
            form = self._random.choice(forms)
            await self._ask("vote", "POST", form.get("action") or "", dict(form.form_values()) | _pressed(form))

    async def _moderate(self) -> None:
        page = await self._look("queue", self._path("moderation"))
        await self._send("decide", page, "form.queue__form", deed=self._random.choice(("approve", "reject")))


def _forms(page: str, wanted: str) -> list[html.FormElement]:
    """The forms of a page that a selector finds."""
    found = html.document_fromstring(page).cssselect(wanted)
    return [form for form in found if isinstance(form, html.FormElement)]


def _pressed(form: html.FormElement) -> dict[str, str]:
    """What the button of a form sends."""
    return {button.get("name"): button.get("value", "") for button in form.cssselect("button[name]")}


_DEEDS = {
    "front": Reader._front,
    "article": Reader._read_article,
    "latest": Reader._latest,
    "search": Reader._search,
    "comments": Reader._comments,
    "count": Reader._count,
    "account": Reader._account,
    "log in": Reader._log_in,
    "comment": Reader._comment,
    "vote": Reader._vote,
    "moderate": Reader._moderate,
}


def _figures(told: Told, said: str) -> dict[str, float]:
    p99 = {f"mixed_load.{kind.replace(' ', '_')}_p99_ms": _p99(spent) for kind, spent in told.seconds.items()}
    return {
        "mixed_load.answers": float(sum(map(len, told.seconds.values()))),
        "mixed_load.errors": float(len(told.errors)),
        "mixed_load.locked": float(said.count(LOCKED)),
        "mixed_load.tracebacks": float(said.count("Traceback")),
        **p99,
    }


def _print(told: Told, said: str) -> None:
    for kind, spent in sorted(told.seconds.items()):
        statuses = ", ".join(
            f"{number} × {status}" for (of, status), number in told.statuses.items() if of == kind
        )
        print(f"   {kind:<10} p50 {1000 * median(spent):7.1f} ms   p99 {_p99(spent):7.1f} ms   {statuses}")
    for error in told.errors[:10]:
        print(f"   {error}")
    worst = [line for line in said.splitlines() if LOCKED in line or "Error" in line]
    for line in worst[:10]:
        print(f"   log: {line[:200]}")


def _p99(spent: list[float]) -> float:
    return 1000 * (quantiles(spent, n=100)[98] if len(spent) > 1 else spent[0])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--readers", type=int, default=200)
    asked = parser.parse_args()
    for name, value in measure(asked.minutes, asked.readers).items():
        print(f"{name:<40} {value:10.3f}")
