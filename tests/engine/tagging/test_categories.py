"""Every article that can be told gets one of the site's categories, in any language; the others get none."""

import numpy as np
import pytest

from daily8.articles.categories import CATEGORY_IDS
from daily8.engine.embedding import passage_of
from daily8.engine.embedding.embedded import Embedded
from daily8.engine.tagging.categories import LEAST, buckets, category, trained

HEADLINES = [
    ("sports", "Late header sends Senegal into the last sixteen"),
    ("sports", "برشلونة يتعادل مع أتلتيكو مدريد في الدوري الإسباني"),
    ("sports", "Dortmund gewinnt das Pokalfinale im Elfmeterschießen"),
    ("business", "Retail sales slump as rates stay high, pound weakens"),
    ("business", "ارتفاع أسعار الذهب والدولار في الأسواق اليوم"),
    ("business", "La Bourse de Paris recule après les annonces de la BCE"),
    ("technology", "Update your browser now: hackers exploit a zero-day flaw"),
    ("technology", "هاتف آيفون الجديد يحصل على معالج أسرع وكاميرا محسنة"),
    ("science", "Webb telescope spots water vapour around a rocky exoplanet"),
    ("science", "科学家在火星岩石中发现有机分子"),
    ("health", "Whooping cough cases triple among infants, doctors urge vaccination"),
    ("health", "أطباء ينصحون مرضى السكري بالصيام بحذر"),
    ("politics", "Chancellor survives no-confidence motion in parliament"),
    ("politics", "مجلس النواب يصوت على قانون الانتخابات الجديد"),
    ("world", "Air strikes hit convoy as truce talks collapse"),
    ("environment", "Record drought empties lakes, scientists blame warming climate"),
    ("entertainment", "Сериал получил третий сезон, актриса вернётся к главной роли"),
    ("culture", "معرض للوحات رسامين من القرن التاسع عشر في المتحف الوطني"),
    ("opinion", "Why I no longer believe in meritocracy"),
    ("local", "Man charged after knife attack on night bus"),
]


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    return Embedded.prepared(tmp_path_factory.mktemp("model"))


@pytest.mark.parametrize(("wanted", "title"), HEADLINES)
def test_a_headline_is_put_where_a_reader_would_look_for_it(model, wanted, title):
    (vector,) = model.embed([passage_of(title)])

    found, likelihood = category(vector, title, "", made_by=model.name)

    assert found == wanted
    assert LEAST <= likelihood <= 1


def test_the_lead_tells_what_a_title_hides(model):
    title = "A night to forget"
    text = "The hosts conceded three goals before half-time, and their striker was sent off after a foul."
    (vector,) = model.embed([passage_of(title, text)])

    assert category(vector, title, text, made_by=model.name)[0] == "sports"


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        ("business", "Central bank raises interest rates again"),
        ("politics", "Parliament votes on the election law"),
        ("science", "علماء يكتشفون كوكبا جديدا"),
        ("politics", "البرلمان يصوت على قانون الانتخابات"),
    ],
)
def test_words_alone_tell_where_no_model_embeds(wanted, title):
    assert category(None, title, "")[0] == wanted
    assert category(np.zeros(0, dtype=np.float32), title, "", made_by="none")[0] == wanted


def test_vectors_of_another_model_are_not_read_as_ours(model):
    title = "Parliament votes on the election law"
    stranger = np.ones(384, dtype=np.float32) / 384**0.5

    assert category(stranger, title, "", made_by="nomic-embed-text at http://b") == category(None, title, "")
    assert category(stranger[:100], title, "", made_by=model.name) == category(None, title, "")


@pytest.mark.parametrize("title", ["", "…", "12:30", "水", "\ud800", "\0" * 50])
def test_what_tells_nothing_gets_no_category(title):
    found, likelihood = category(None, title, "")

    assert found == ""
    assert 0 < likelihood < LEAST


def test_an_article_of_any_length_is_read_no_further_than_its_lead():
    lead = "The striker scored twice in the cup final. " * 20

    assert buckets("Cup", lead + "Parliament voted. " * 100_000) == buckets("Cup", lead)


def test_spelling_variants_of_a_word_are_one():
    assert buckets("الأسواق", "") == buckets("أسواق", "") == buckets("والاسواق", "")
    assert buckets("élection", "") == buckets("ELECTION", "")


def test_the_model_knows_the_sites_categories_and_no_others():
    assert set(trained().categories) == CATEGORY_IDS


def test_the_model_was_trained_on_vectors_of_the_embedded_model(model):
    assert trained().embedder == model.name
