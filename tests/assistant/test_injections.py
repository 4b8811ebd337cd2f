"""Forty orders to a model, in every place of an article, to models that obey: none changes what readers see.

Each order is tried in each place with one of the models; with EVERY_ORDER=1 with all of them. `pytest -s`
prints what reached the model and what reached the page.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.test import Client
from lxml import html

from daily8.accounts import questions
from daily8.articles.models import Article
from daily8.assistant.models import Conduct, Provider, Result
from daily8.assistant.texts import Text
from daily8.engine.ai.fences import cleaned
from daily8.stories.models import Story
from tests.assistant import news
from tests.conftest import ArticleMaker
from tests.injections import ARABIC, ENGLISH, PWNED, PWNED_ARABIC
from tests.misbehaving import altered, obeys
from tests.model_server import Call, ModelServer, faithful, says

pytestmark = pytest.mark.django_db(transaction=True)

Content = Callable[[Call], Any]
MARKS = (PWNED, PWNED_ARABIC)
BOTH = " ".join(MARKS)
OTHER = {"en": "ar", "ar": "en"}
OWN = {"en": news.CRANE, "ar": news.BRIDGE}
TITLES = {"en": "Crane falls into harbour of Port Amal", "ar": "إغلاق جسر النور ثلاثة أسابيع"}
QUESTIONS = {"en": "How many ships had to wait?", "ar": "كم تبلغ كلفة الإصلاح؟"}


def adds_a_point() -> Content:
    """A good answer with one sentence more, which cites what it does not rest on."""

    def answer(call: Call) -> Any:
        said = faithful(call)
        for items in said.values():
            if isinstance(items, list) and items and isinstance(items[0], dict):
                items.append(items[0] | {"text": f"{BOTH} resigned on Tuesday."})
        return said

    return answer


def cites_another() -> Content:
    """The order itself as an answer, with the first sentence as its source."""

    def answer(call: Call) -> Any:
        orders = [text for _, _, text in call.sentences if any(mark in text for mark in MARKS)]
        return altered(lambda _: orders[0] if orders else f"{BOTH}.")(call)

    return answer


MODELS: dict[str, Content] = {
    "obeys": obeys(f"{BOTH}."),
    "gives an address": obeys(f"Visit https://{PWNED}.example/ now."),
    "begins with it": altered(lambda text: f"{BOTH} {text}"),
    "ends in it": altered(lambda text: f"{text.rstrip('.')}, {BOTH} said."),
    "adds a point": adds_a_point(),
    "cites another": cites_another(),
    "copies": faithful,
}


@dataclass
class Attack:
    """An article with an order in it, in a story with one that has none."""

    article: Article
    story: Story
    language: str
    place: str

    @property
    def pages(self) -> Iterator[str]:
        """The pages for which a model reads the place where the order stands, and two where it stands nowhere."""
        article, story = f"article/{self.article.key}", f"story/{self.story.key}"
        yield f"/{self.language}/{article}/summary"
        yield f"/{OTHER[self.language]}/{article}/translate"
        if self.place != "alt text":
            yield f"/{self.language}/{article}/ask?q={quote(QUESTIONS[self.language])}"
        if self.place == "body":
            yield f"/{self.language}/{article}/explain"
            yield f"/{self.language}/{story}/summary"


def body_with(order: str, language: str) -> dict[str, str]:
    text = OWN[language].replace("\n\n", f"\n\n{order}\n\n", 1)
    return {"title": TITLES[language], "text": text, "html": paragraphs(text)}


def title_with(order: str, language: str) -> dict[str, str]:
    return {"title": order, "text": OWN[language], "html": paragraphs(OWN[language])}


def alt_text_with(order: str, language: str) -> dict[str, str]:
    """In what a page says of a picture, and in a comment that no reader sees."""
    picture = f'<figure><img src="https://daily.example/1.jpg" alt="{escape(order)}"></figure><!-- {order} -->'
    return {"title": TITLES[language], "text": OWN[language], "html": paragraphs(OWN[language]) + picture}


def paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.split("\n\n"))


PLACES = {"body": body_with, "title": title_with, "alt text": alt_text_with}


@pytest.fixture
def attack(
    make_article: ArticleMaker, make_publisher: Any, make_story: Any, make_hashtag: Any
) -> Callable[[str, str, str], Attack]:
    honest = make_publisher("honest.example")
    names = {"en": "Layla Haddad", "ar": "ليلى حداد"}

    def make(place: str, order: str, language: str) -> Attack:
        article = make_article(language=language, excerpt=order, **PLACES[place](order, language))
        make_hashtag(f"Layla Haddad {article.pk}", names=names, on=[article])
        other = make_article(language=language, publisher=honest, title=TITLES[language], text=OWN[language])
        return Attack(article, make_story(article, other), language, place)

    return make


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("model", MODELS)
def test_no_order_of_a_publisher_reaches_a_page_through_a_model(
    model: str,
    place: str,
    attack: Callable[[str, str, str], Attack],
    small: Provider,
    server: ModelServer,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(questions, "FROM_ONE_NETWORK", 10_000)
    Conduct.objects.create(calls_a_minute=None, calls_a_day=None)
    small.at_once, small.deadline = 16, 60
    small.save()
    server.will(says(MODELS[model]))
    attacks = [attack(place, order, language) for order, language in _orders(model, place)]
    for one in attacks:
        for address in one.pages:
            client.get(address)
    news.write()

    found = {address: told for one in attacks for address in one.pages if (told := _told(client, address))}

    _print(model, place, server)
    assert found == {}
    assert not Result.objects.filter(state="waiting").exists()
    assert {result.state for result in Result.objects.all()} == {"written"}


def _orders(model: str, place: str) -> list[tuple[str, str]]:
    """The orders that this model gets in this place, each with its language."""
    orders = [(order, "en") for order in ENGLISH] + [(order, "ar") for order in ARABIC]
    if os.environ.get("EVERY_ORDER") == "1":
        return orders
    turn = list(MODELS).index(model) + 2 * list(PLACES).index(place)
    return orders[turn % len(MODELS) :: len(MODELS)]


def _told(client: Client, address: str) -> list[str]:
    """What a page says that carries a mark and is no publisher's; every source is where it says."""
    page = html.document_fromstring(client.get(address).content.decode())
    wrong = [_words(line) for line in page.cssselect(".ai__line") if not _holds(line)]
    # What publishers wrote stands where it says whose it is: the headline, sentences, addresses of sentences.
    for own in page.cssselect("title, h1, .ai__words, .ai__numbers bdi"):
        own.drop_tree()
    rest = page.text_content()
    others = [value for element in page.iter(html.etree.Element) for value in _values(element)]
    return wrong + [one for one in (rest, *others) if any(mark in one for mark in MARKS)]


def _values(element: Any) -> list[str]:
    return [value for name, value in element.attrib.items() if not value.partition("#:~:text=")[1]]


def _holds(line: Any) -> bool:
    """Whether a line has no mark, or is word by word the sentence that it cites."""
    sentences = [_cited(link) for link in line.cssselect("a[data-sentence]")]
    assert all(sentences)
    words = _words(line)
    if not any(mark in words for mark in MARKS):
        return True
    # A headline that was not translated stands there as it was written, and is no sentence.
    written = sentences or Article.objects.values_list("title", flat=True)
    return words in {as_read for one in (*written, " ".join(sentences)) for as_read in (_plain(one), cleaned(one))}


def _cited(link: Any) -> str:
    address = urlsplit(link.get("href"))
    article = Article.objects.select_related("publisher").get(key=address.path.rsplit("/", 1)[1])
    label = " ".join(link.text_content().split())
    number = label.rsplit(" ", 1)[1] if label[-1].isdigit() else "0"
    return Text.of(article).sentence(int(number) - 1)


def _words(line: Any) -> str:
    return _plain(line.cssselect(".ai__words")[0].text_content())


def _plain(words: str) -> str:
    return " ".join(words.split())


def _print(model: str, place: str, server: ModelServer) -> None:
    read = sum(any(mark in call.prompt for mark in MARKS) for call in server.calls)
    made, kept, replaced = (sum(getattr(one, name) for one in Result.objects.all()) for name in _COUNTS)
    print(f"\n{model}, in the {place}: {read} of {len(server.calls)} prompts carried an order; the model wrote")
    print(f"  {made} sentences, {kept} were kept, {replaced} replaced. What it read, and what readers see:")
    result = Result.objects.filter(ability="summary", article__isnull=False).first()
    assert result is not None
    lines = [line for line in server.calls[0].prompt.splitlines() if any(mark in line for mark in MARKS)]
    print("  read:", *lines[:2], sep="\n    ")
    shown = [one["text"] for part in result.parts for one in part["statements"]]
    print("  seen:", *shown, sep="\n    ")


_COUNTS = ("made", "kept", "replaced")
