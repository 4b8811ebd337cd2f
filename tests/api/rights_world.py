"""Articles of every right, kind, state and language, of which every sentence has a word of its own."""

import re
from itertools import product

import pytest

from daily8.articles.models import Article, Revision
from daily8.search import indexing, memory
from daily8.sources.models import Rights

KINDS = ["article", "video"]
STATES = {"seen": {}, "withdrawn": {"withdrawn": True, "visible": False}, "not yet read": {"visible": False}}
SENTENCES, IN_EXCERPT, IN_OPENING = 30, 2, 10
# Every sentence has a word of its own: whose article, and which part of it.
WORD = re.compile(r"secret(\d+)x([a-z]+\d*)")


@pytest.fixture
def secrets(make_article, make_publisher, make_hashtag, make_story, noon, settings):
    """Articles of each right (and of a publisher without AI), kind, state and language; all with one hashtag."""
    settings.API_RATE = 100_000
    publishers = {rights: make_publisher(f"{rights}.example", rights=rights) for rights in Rights.values}
    publishers["no-ai"] = make_publisher("no-ai.example", ai=False)
    made = {}
    for number, (rights, kind, state, language) in enumerate(product(publishers, KINDS, STATES, ("en", "ar"))):
        sentences = [
            f"The ninth boat of all said secret{number}xs{each} at depth{each} again." for each in range(SENTENCES)
        ]
        made[number] = article = make_article(
            publisher=publishers[rights], kind=kind, language=language, title=f"secret{number}xtitle",
            excerpt=" ".join(sentences[:IN_EXCERPT]), caption=f"secret{number}xcaption",
            image=f"https://{rights}.example/{number}.jpg", text="\n\n".join(sentences),
            html="".join(f"<p>{sentence}</p>" for sentence in sentences), words=10 * SENTENCES,
            entry={"content": f"secret{number}xentry"}, **STATES[state],
        )  # fmt: skip
        Revision.objects.create(
            article=article, title=f"secret{number}xformer", text=f"secret{number}xold", replaced_at=noon
        )
    hidden = [article for article in made.values() if not article.visible]
    make_hashtag("Nairobi", on=made.values())
    make_hashtag("Nowhere", on=hidden)
    make_story(*(article for number, article in made.items() if number % 2))
    make_story(
        *(article for article in hidden if article.pk % 2 == hidden[0].pk % 2 and not hasattr(article, "report"))
    )
    # As if all had been seen once.
    Article.objects.update(visible=True)
    indexing.index(Article.objects.all())
    for article in made.values():
        Article.objects.filter(pk=article.pk).update(visible=article.visible)
    memory.forget()
    yield made
    memory.forget()


def allowed(article, path):
    """The parts of an article that may be read at an address."""
    if not article.visible:
        return set()
    rights, parts = article.publisher.rights, {"title", "former"}
    if rights == Rights.LINK:
        return parts
    parts |= {"caption"} | {f"s{each}" for each in range(IN_EXCERPT)}
    if article.kind == "article" and (rights == Rights.FULL or path.endswith(article.key)):
        parts |= {f"s{each}" for each in range(SENTENCES if rights == Rights.FULL else IN_OPENING)}
    if rights == Rights.FULL and path.endswith(f"{article.key}/changes"):
        parts |= {f"s{each}" for each in range(SENTENCES)} | {"old"}
    return parts


def allowed_to_ai(article):
    """The parts of an article that AI, and agents, may use."""
    if not article.visible:
        return set()
    rights, parts = article.publisher.rights, {"title", "former"}
    if rights == Rights.LINK or not article.publisher.ai:
        return parts
    parts |= {f"s{each}" for each in range(IN_EXCERPT)}
    whole = rights == Rights.FULL and article.kind == "article"
    return parts | ({f"s{each}" for each in range(SENTENCES)} if whole else set())
