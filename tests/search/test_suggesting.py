import pytest

from daily8.articles import tags
from daily8.articles.models import Tag
from daily8.search import indexing, memory
from daily8.search.suggesting import Kind
from daily8.topics.models import Hashtag
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def carried(findable):
    def make(slug: str, *, articles: int = 1, **names: str) -> Hashtag:
        hashtag = Hashtag.objects.create(key=slug, slug=slug, kind="place", names=names)
        for number in range(articles):
            article = findable(f"{slug} {number}")
            Tag.objects.create(article=article, hashtag=hashtag, place=0, published_at=NOON)
            indexing.index([article])
        memory.forget()
        return hashtag

    return make


def suggested(typed: str, language: str = "en") -> list[str]:
    return [each.name for each in memory.current().names.starting(typed, language)]


def test_hashtags_are_suggested_by_the_beginning_of_each_word_in_any_form_of_letters(carried):
    carried("SaltMarsh", en="Salt Marsh", ar="المستنقع المالح")
    carried("Ankara", en="Ankara", ar="أنقرة")

    assert suggested("sal") == suggested("MARSH") == suggested("#salt m") == ["Salt Marsh"]
    assert suggested("انقره", "ar") == ["أنقرة"]
    assert suggested("alt") == []


def test_one_letter_is_too_little(carried):
    carried("SaltMarsh", en="Salt Marsh")

    assert suggested("s") == suggested("") == suggested("#") == []


def test_the_most_common_are_first_and_each_is_there_once(carried):
    carried("Salt", en="Salt", ar="Salt")
    carried("SaltLake", en="Salt Lake", articles=3)

    assert suggested("salt") == ["Salt Lake", "Salt"]


def test_names_in_the_readers_language_are_first(carried):
    carried("Iran", en="Tehran", articles=3)
    carried("Teh", ar="Tehrik")

    assert suggested("teh", "ar") == ["Tehrik", "Tehran"]


def test_publishers_are_suggested_by_name(findable, make_publisher):
    findable("Storm", publisher=make_publisher("tide.example", names={"en": "The Tide"}))
    found = memory.current().names.starting("tide", "en")

    assert [(each.kind, each.key, each.name) for each in found] == [(Kind.SOURCE, "tide.example", "The Tide")]


def test_what_operators_decide_of_hashtags_is_known_within_a_second(carried, monkeypatch):
    hashtag = carried("Lagos", en="Lagos")
    assert suggested("lag") == ["Lagos"]
    monkeypatch.setattr(memory, "_LOOK_SECONDS", -1.0)
    tags.rename(hashtag, {"en": "Lagos City"})
    assert suggested("city") == ["Lagos City"]
    tags.ban(hashtag)

    assert suggested("lag") == suggested("city") == []
