"""The number of comments on cards."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import DatabaseError

from daily8.comments import on_cards, talks
from daily8.web.card_counts import CardCounts, card_counts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["/en/latest", "/en/category/world", "/en/search?q=crane", "/ar/latest?languages=all"]
)
def test_a_card_tells_how_much_was_said_and_leads_there(read, address, findable, say, leila, omar):
    article = findable("The crane is back", "It was seen at dawn. " * 80, category="world")
    findable("Another crane", "It was seen at noon. " * 80, category="world")
    for reader in (leila, omar):
        say(reader, f"{reader} saw it.", talk=talks.of_article(article))
    card_counts.forget()

    (told,) = read(address).cssselect(".card__said")

    language = address[:3]
    assert told.get("href") == f"{language}/article/{article.key}/comments"
    assert told.get("aria-label").split() == (["2", "comments"] if language == "/en" else ["تعليقان"])
    assert told.text_content().strip() == "2"


def test_a_page_of_many_cards_asks_for_no_number(client, make_article, django_assert_num_queries):
    for _ in range(12):
        make_article()
    client.get("/en/latest")
    card_counts.know(Counter({1: 3}), seconds=60)

    with django_assert_num_queries(1):
        client.get("/en/latest")


def test_numbers_are_read_again_after_a_while(monkeypatch):
    told = iter([Counter({7: 1}), Counter({7: 2})])
    monkeypatch.setattr(on_cards, "counts", lambda _: next(told))
    counts = CardCounts()

    assert (counts.of(7), counts.of(7), counts.of(8)) == (1, 1, 0)
    counts.forget()
    assert counts.of(7) == 2


def test_without_a_database_cards_keep_the_numbers_they_had(monkeypatch):
    def away(_):
        raise DatabaseError("away")

    counts = CardCounts()
    counts.know(Counter({7: 3}))
    counts.forget()
    monkeypatch.setattr(on_cards, "counts", away)

    assert counts.of(7) == 3


def test_the_first_cards_wait_for_the_first_numbers(monkeypatch):
    reading = Event()

    def read(_):
        reading.set()
        time.sleep(0.2)
        return Counter({7: 3})

    def ask_meanwhile() -> int:
        reading.wait(5)
        return counts.of(7)

    monkeypatch.setattr(on_cards, "counts", read)
    counts = CardCounts()
    with ThreadPoolExecutor(3) as threads:
        told = [threads.submit(ask) for ask in (lambda: counts.of(7), ask_meanwhile, ask_meanwhile)]

        assert [number.result() for number in told] == [3, 3, 3]
