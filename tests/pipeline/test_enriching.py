"""What is made of an article between its text and its page."""

import numpy as np
import pytest

from daily8.articles import embedders, tags
from daily8.articles.models import Article, Meaning, Stage, Tag
from daily8.engine.embedding import EmbeddingError
from daily8.engine.tagging import Kind, Thing
from daily8.engine.tagging import Tag as ReadTag
from daily8.pipeline import enriching, placing
from daily8.pipeline.enriching import Enriched
from daily8.pipeline.understanding import Understood
from daily8.topics.hashtags import Hashtags
from daily8.topics.models import Hashtag, Spelling
from tests.conftest import NOON

ZELENSKY = (
    "President Volodymyr {name} said on Monday that talks in Geneva would go on. {name} thanked Switzerland."
)


@pytest.fixture
def read(press, add, pipeline):
    """Publish a page of this text under a title and read it."""

    def read(name, title, text):
        press.page(name, title, text=text)
        add(press.list(press.item(name, title), path=f"/{name}.xml"))
        pipeline()
        return Article.objects.get(title=title)

    return read


def hashtags_of(article):
    return {tag.hashtag.names["en"] for tag in article.tags.select_related("hashtag")}


def test_one_person_is_one_hashtag_in_every_spelling(read):
    first = read("talks", "Zelensky wants talks to go on", ZELENSKY.format(name="Zelensky"))
    second = read("geneva", "Zelenskiy thanks the Swiss", ZELENSKY.format(name="Zelenskiy"))

    shared = Tag.objects.filter(article=first, hashtag__kind="person").values_list("hashtag", flat=True)
    assert len(shared) == 1
    assert set(shared) <= set(second.tags.values_list("hashtag", flat=True))


def test_mentions_are_places_in_the_text(read):
    article = read("talks", "Talks go on", ZELENSKY.format(name="Zelensky"))

    tag = article.tags.get(hashtag__kind="person")
    assert all("Zelensky" in article.text[start:end] for start, end in tag.mentions)
    assert tag.mentions


def test_an_article_keeps_its_vector_and_the_sketch_of_its_text(read):
    article = read("talks", "Talks go on", ZELENSKY.format(name="Zelensky") * 4)

    meaning = Meaning.objects.get(article=article)
    vector = np.frombuffer(meaning.vector, dtype=np.float16)
    assert (meaning.embedder.startswith("e5-small"), len(vector)) == (True, 384)
    assert meaning.sketch


def test_a_name_that_no_table_holds_is_learned_with_its_spelling(read):
    read(
        "mill",
        "Mill owner gives land to school",
        "Mill owner Wanjiru Okellombe gave the land on Friday. Okellombe said the school would open in May.",
    )

    spelling = Spelling.objects.get(text="Wanjiru Okellombe")
    assert (spelling.learned, spelling.hashtag.kind) == (True, "person")


def test_a_banned_hashtag_is_on_no_article_any_more(read):
    read("talks", "Zelensky wants talks to go on", ZELENSKY.format(name="Zelensky"))
    tags.ban(Hashtag.objects.get(kind="person"))

    second = read("geneva", "Zelenskiy thanks the Swiss", ZELENSKY.format(name="Zelenskiy"))

    assert not second.tags.filter(hashtag__kind="person").exists()
    assert second.tags.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("decide", [tags.ban, lambda ships: tags.rename(ships, {"en": "Vessels"})])
def test_articles_read_before_an_operator_decided_something_are_read_once_more(make_article, decide):
    thing = Thing("ships", Kind.THEME, {"en": "Ships"})
    hashtags = Hashtags()
    ships = Hashtag.objects.get(pk=hashtags.of([thing])["ships"])
    article = make_article(stage=Stage.EXTRACTED, due_at=NOON, claimed_by="worker", claimed_until=NOON)
    found = ReadTag(thing, 1.0, (), ((0, 5),), ("Ships",), known=True)
    enriched = Enriched(article, 0, "1", Understood("", b"", b"", "", "", (found,)), hashtags)
    decide(ships)

    assert enriching.store([enriched], NOON)["enriched"] == 0

    assert Article.objects.at(Stage.EXTRACTED).due(NOON).get() == article
    assert not Tag.objects.exists()


@pytest.mark.django_db
def test_an_article_that_an_operator_has_read_once_more_is_not_placed_meanwhile(make_article):
    in_hand = make_article(stage=Stage.ENRICHED)
    Article.objects.update(stage=Stage.EXTRACTED)

    placing.store([in_hand], NOON)

    assert Article.objects.get().stage == Stage.EXTRACTED


def test_articles_carry_the_hashtag_that_theirs_was_merged_into(read, make_hashtag):
    read("talks", "Zelensky wants talks to go on", ZELENSKY.format(name="Zelensky"))
    chosen = make_hashtag("The President", kind="person")
    tags.merge(Hashtag.objects.get(kind="person", names__en__startswith="Volod"), into=chosen)

    second = read("geneva", "Zelenskiy thanks the Swiss", ZELENSKY.format(name="Zelenskiy"))

    assert chosen.pk in second.tags.values_list("hashtag", flat=True)


def test_a_spelling_that_an_operator_tied_to_another_thing_leads_there(read, pipeline, noon, make_hashtag):
    article = read("talks", "Zelensky wants talks to go on", ZELENSKY.format(name="Zelensky"))
    other = make_hashtag("Somebody Else", kind="person")
    person = article.tags.get(hashtag__kind="person").hashtag
    tags.split(person, spelling="Volodymyr Zelensky", to=other, now=noon.now())

    pipeline()

    assert other.pk in article.tags.values_list("hashtag", flat=True)
    article.refresh_from_db()
    assert article.visible


def test_a_changed_article_has_the_hashtags_of_its_new_text(press, read, ask_again):
    article = read("talks", "Talks go on", ZELENSKY.format(name="Zelensky"))
    press.page("talks", "Talks go on", text="Ministers of Kenya and Uganda met in Nairobi on Tuesday. " * 4)
    press.list(press.item("talks", "Talks go on", content="Now in Nairobi."), path="/talks.xml")

    ask_again()

    assert "Kenya" in hashtags_of(article)
    assert not article.tags.filter(hashtag__kind="person").exists()


def test_articles_go_on_without_a_vector_where_none_can_be_made(read, monkeypatch):
    class Away:
        name, dimensions = "away", 384

        def embed(self, passages):
            raise EmbeddingError("the server of the model is away")

    monkeypatch.setattr(embedders, "embedder", Away)

    article = read("talks", "Talks go on", ZELENSKY.format(name="Zelensky"))

    assert article.visible
    assert bytes(article.meaning.vector) == b""
    assert hashtags_of(article)


def test_an_article_of_which_nothing_tells_the_section_has_the_one_of_its_meaning(read):
    article = read(
        "derby",
        "Late goal wins the derby for Harbour United",
        "Harbour United scored in the last minute and won the derby 2-1 before 40,000 fans. "
        "The striker headed the ball in after a corner, and the goalkeeper could do nothing. "
        "The coach said that the league title was still possible with three matches to play.",
    )

    assert (article.category, article.category_reason) == ("sports", "meaning")
