"""What is muted is left out of every list alike; `python -m bench.muting` tries 200 sets over the news world."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from bench.muting_site import ALL, Tally, attempt, begin
from daily8.search import indexing, memory

pytestmark = pytest.mark.django_db
WORDS = ["ship", "sheep", "harbour", "hill", "minister", "crane", "ferry", "school", "bridge", "storm"]
CATEGORIES = ("world", "politics", "business", "science", "sports")


def test_every_list_leaves_out_what_the_preview_shows_and_nothing_else(
    make_article, make_publisher, make_hashtag, make_story
):
    chance, now = random.Random(5), timezone.now()
    publishers = [make_publisher() for _ in range(8)]
    articles = [
        make_article(
            title=" ".join(chance.sample(WORDS, 3)).capitalize(),
            publisher=chance.choice(publishers),
            category=chance.choice(CATEGORIES),
            published_at=now - timedelta(minutes=20 * number + 1),
            found_at=now - timedelta(minutes=1),
        )
        for number in range(90)
    ]
    for number in range(8):
        make_hashtag(f"Tag {number}", on=chance.sample(articles, 12))
    for first in range(0, 60, 4):
        make_story(*articles[first : first + 4])
    indexing.index(articles)
    memory.forget()
    site, reader = begin()
    tally, everything = Tally(), site.walked(f"/en/latest?{ALL}")
    for _number in range(8):
        attempt(site, reader, chance, tally, everything)

    assert len(everything) == 90
    assert tally.examples == []
    assert tally.pages == 88
    assert tally.hidden > 50
