from datetime import timedelta

import numpy as np
import pytest
from django.core.exceptions import ObjectDoesNotExist

from daily8.articles import tags
from daily8.articles.models import Article, Tag
from daily8.stories import pieces
from daily8.stories.models import Report
from daily8.stories.window import Window
from daily8.topics.models import Hashtag
from tests.conftest import NOON
from tests.stories.conftest import FLOOD, VOTE


@pytest.fixture
def flood(report, place):
    """An article about a flood, placed."""
    article = report("Floods in Kisumu leave four thousand homeless", FLOOD)
    place(article)
    return article


@pytest.fixture
def name(db):
    """Say that an article names a thing."""

    def name(article, english, kind):
        key = english.lower()
        hashtag, _ = Hashtag.objects.get_or_create(key=key, defaults={"slug": key, "kind": kind})
        Tag.objects.create(article=article, hashtag=hashtag, place=0, mentions=[], published_at=NOON)
        return hashtag

    return name


def window_of(article):
    meaning = article.meaning
    return Window.stored(meaning.embedder, len(meaning.vector) // 2, change=100, now=NOON + timedelta(days=1))


def piece_of(article, window):
    piece, pk = window.pieces.of([article.key])[article.key]
    assert pk == article.pk
    return piece


def test_a_piece_says_what_an_article_is_about_and_where_it_belongs(flood, name):
    name(flood, "Kisumu", "place")
    name(flood, "Red Cross", "organisation")

    piece = piece_of(flood, window_of(flood))

    assert (piece.places, piece.people, piece.others) == ({"kisumu"}, frozenset(), {"red cross"})
    assert piece.story == Report.objects.get(article=flood).story.key
    assert piece.vector.any()
    assert len(piece.terms.hashes)


def test_what_was_read_once_is_not_read_again(flood, django_assert_num_queries):
    window = window_of(flood)
    first = piece_of(flood, window)

    # The rows that may change, and the number of the operators' decisions.
    with django_assert_num_queries(2):
        assert piece_of(flood, window) is first


def test_an_article_that_is_gone_is_not_found(flood):
    window = window_of(flood)
    piece_of(flood, window)
    Article.objects.filter(pk=flood.pk).delete()

    assert window.pieces.of([flood.key]) == {}
    with pytest.raises(ObjectDoesNotExist):
        flood.refresh_from_db()


def test_a_new_time_another_original_and_another_story_are_seen_at_once(flood, make_article):
    window = window_of(flood)
    before = piece_of(flood, window)
    original = make_article()
    Article.objects.filter(pk=flood.pk).update(published_at=NOON - timedelta(hours=5), copy_of=original)
    window.grouper.move(flood.key, "elsewhere")

    after = piece_of(flood, window)

    assert before.copy_of is None
    assert (after.published, after.copy_of, after.story) == (
        NOON - timedelta(hours=5),
        original.key,
        "elsewhere",
    )


def test_operators_decisions_about_hashtags_are_heeded(flood, name):
    old, new = (
        name(flood, "Lake Region", "place"),
        Hashtag.objects.create(key="kisumu", slug="kisumu", kind="place"),
    )
    window = window_of(flood)
    assert piece_of(flood, window).places == {"lake region"}

    tags.merge(old, into=new)

    assert piece_of(flood, window).places == {"kisumu"}


def test_what_is_forgotten_is_read_anew(flood, name):
    window = window_of(flood)
    piece_of(flood, window)
    name(flood, "Kisumu", "place")

    window.pieces.forget([flood.key])

    assert piece_of(flood, window).places == {"kisumu"}


def test_of_many_articles_those_asked_for_last_are_remembered(flood, report, place, monkeypatch):
    vote = report("Lisbon votes for a tax on empty flats", VOTE)
    place(vote)
    monkeypatch.setattr(pieces, "_KEPT", 1)
    window = window_of(flood)
    first = piece_of(flood, window)
    second = piece_of(vote, window)

    assert piece_of(vote, window) is second
    assert piece_of(flood, window) is not first


def test_pieces_are_centred_anew_when_twice_as_much_is_known_of_their_language(flood):
    window = window_of(flood)
    before = piece_of(flood, window)
    assert piece_of(flood, window) is before

    vectors = np.random.default_rng(1).normal(size=(20, window.dimensions)).astype(np.float32)
    window.grouper.centre.add("en", vectors)

    assert piece_of(flood, window).vector @ before.vector < 0.999


def test_without_vectors_pieces_are_remembered_too(flood):
    window = Window.stored("", 0, change=100, now=NOON + timedelta(days=1))

    assert piece_of(flood, window) is piece_of(flood, window)
