"""The made-up papers and what they report, read from the files in `papers/`."""

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

PAPERS = Path(__file__).with_name("papers")


@dataclass(frozen=True, slots=True)
class Piece:
    """One article of a paper; `url` and `image` are addresses that the demo's server answers.

    `event` names what it reports, alike for every paper that reports it; it is empty for what one paper has
    for itself. `picture` is the scene of its picture, and empty where it has none.
    """

    url: str
    title: str
    section: str
    authors: tuple[str, ...]
    published_at: datetime
    text: str
    event: str
    picture: str
    caption: str
    image: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One made-up publisher; `home` is the address under which everything of it is served."""

    home: str
    domain: str
    names: dict[str, str]
    motto: str
    country: str
    language: str
    rights: str
    feed: str
    layout: str
    colour: str
    pieces: tuple[Piece, ...]

    @property
    def name(self) -> str:
        """Its name in its own language."""
        return self.names[self.language]

    @property
    def feed_url(self) -> str:
        """The address of its feed."""
        return self.home + FEED_PATHS[self.feed]


# Each dialect of a feed, and where papers that speak it usually have theirs.
FEED_PATHS = {
    "rss": "rss.xml",
    "rss-full": "feed/",
    "rdf": "index.rdf",
    "atom": "atom.xml",
    "json": "feed.json",
    "sitemap": "news-sitemap.xml",
}


def papers(address: str, opened_at: datetime) -> tuple[Paper, ...]:
    """Return the papers as they are in a world that opened at this moment and is served at this address."""
    return tuple(_paper(path, address, opened_at) for path in sorted(PAPERS.glob("*.toml")))


def _paper(path: Path, address: str, opened_at: datetime) -> Paper:
    told: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    articles = told.pop("article")
    home = f"{address}/{told['domain']}/"
    pieces = [_piece(article, home, opened_at) for article in articles]
    newest_first = sorted(pieces, key=lambda piece: piece.published_at, reverse=True)
    return Paper(home=home, pieces=tuple(newest_first), **told)


def _piece(told: dict[str, Any], home: str, opened_at: datetime) -> Piece:
    path = quote(told["path"])
    picture = told.get("picture", "")
    return Piece(
        url=home + path,
        title=told["title"],
        section=told["section"],
        authors=tuple(told["authors"]),
        published_at=(opened_at - timedelta(hours=told["hours"])).replace(microsecond=0),
        text=told["text"].strip(),
        event=told.get("event", ""),
        picture=picture,
        caption=told.get("caption", ""),
        image=f"{home}pictures/{picture}/{path}.jpg" if picture else "",
    )
