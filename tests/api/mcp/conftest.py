"""A small world for agents, and the official client that reads it over real HTTP."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import anyio
import pytest
from mcp import Client

from daily8.articles.models import Article
from daily8.assistant.statements import Cite, Statement
from daily8.editions.formula import Caps, Weights
from daily8.editions.models import Edition, Entry, Rhythm
from daily8.search import indexing, memory
from tests.conftest import NOON

ENGLISH = (
    "The ferry Nadira sank off Mombasa on Tuesday evening. Rescuers saved 214 people from the water.\n\n"
    "The harbour master said that the ferry had carried too much freight."
)
ARABIC = "غرقت العبارة ناديرة قبالة مومباسا مساء الثلاثاء. أنقذ رجال الإنقاذ 214 شخصا من المياه."


@pytest.fixture(autouse=True)
def site(settings: Any) -> None:
    """Where the site stands: on a port of this machine, which the official client asks."""
    settings.SITE_URL = ""
    settings.ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]


@pytest.fixture
def world(make_article, make_publisher, make_hashtag, make_story):
    """A story in two languages, with reports of publishers of every right, and one that AI may not use."""
    harbour = make_publisher("harbour.example")
    articles = {
        "english": make_article(
            publisher=harbour, title="Ferry sinks off Mombasa", text=ENGLISH, excerpt=ENGLISH[:60]
        ),
        "arabic": make_article(
            publisher=make_publisher("wadi.example", language="ar"), title="غرق عبارة قبالة مومباسا",
            language="ar", text=ARABIC, excerpt=ARABIC[:50],
        ),
        "excerpt": make_article(
            publisher=make_publisher("hill.example", rights="excerpt"), title="Ferry Nadira lost",
            text="The ferry Nadira is lost. HIDDEN text of the hill.", excerpt="The ferry Nadira is lost.",
        ),
        "link": make_article(
            publisher=make_publisher("plain.example", rights="link"), title="Ferry accident in Mombasa",
            text="HIDDEN text of the plain ferry.", excerpt="HIDDEN excerpt of the plain ferry.",
        ),
        "no ai": make_article(
            publisher=make_publisher("valley.example", ai=False), title="Ferry Nadira: what is known",
            text="HIDDEN text of the valley ferry.", excerpt="HIDDEN excerpt of the valley ferry.",
        ),
    }  # fmt: skip
    make_hashtag("Mombasa", on=articles.values())
    make_story(*articles.values())
    indexing.index(Article.objects.all())
    memory.forget()
    yield articles
    memory.forget()


@pytest.fixture
def with_client(live_server) -> Callable[..., Any]:
    """Talk with the site as the official client does, by the newest version or the one before."""

    def talk(work: Callable[[Client], Awaitable[Any]], *, mode: str = "auto") -> Any:
        async def session() -> Any:
            async with Client(f"{live_server.url}/api/mcp", mode=mode) as client:
                return await work(client)

        return anyio.run(session)

    return talk


@pytest.fixture
def edition(world) -> Edition:
    """A daily edition with the ferry as its one story, and a brief of the first sentence of the English report."""
    english = world["english"]
    made = Edition.objects.create(
        language="en", rhythm=Rhythm.DAILY, day=NOON.date(), begins_at=NOON - timedelta(days=1), ends_at=NOON,
        made_at=NOON, rules={"weights": Weights().told(), "caps": Caps().told()}, entrants=[], considered=1,
    )  # fmt: skip
    brief = Statement("The ferry Nadira sank off Mombasa on Tuesday evening.", "en", (Cite(english.pk, 0),))
    Entry.objects.create(
        edition=made, place=1, story_key=english.report.story.key, headline=english, brief=[brief.to_json()]
    )
    return made
