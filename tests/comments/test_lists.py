"""The lists of words that moderators keep."""

import pytest

from daily8.comments import lists, moderating
from daily8.comments.lists import Lists
from daily8.comments.models import Deed, Word
from daily8.engine.remarks import spelling
from daily8.engine.remarks.suspicion import WordList
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", lists.LANGUAGES)
def test_a_list_to_begin_with_has_each_word_once(language):
    starter = lists.starter(language)
    words = [*starter.banned, *starter.suspect]

    assert len(words) == len(set(words)) > 70
    assert all(word == " ".join(word.split()) and len(word) <= 100 for word in words)
    # A word that no comment could have would be looked for in vain.
    assert all(WordList([word]).found(list(spelling.words(word))) for word in words)


@pytest.mark.parametrize(
    "text",
    [
        "The crane stood on the dyke, and a retriever watched it. Paris is in France; spices are from Zanzibar.",
        "Police said the clowns of the circus were well. A bastion of cranes; the canter of horses at Scunthorpe.",
        "I will find you a better source. In Germany they go die Straße entlang.",
        "ابن الكلب الصغير في الحديقة، وفي الكتاب: جاك الموتى والأحياء.",
        "قال القواد إن صيد السمك في البحر خول لأصحاب القوارب، وإن عبد الله وعائلته بخير.",
        "الكلب صديق الإنسان، والحمار دابة صبورة، والخنزير البري يعيش في الغابة.",
    ],
)
def test_plain_news_is_not_held_by_them(text):
    banned = [word for language in lists.LANGUAGES for word in lists.starter(language).banned]

    assert not WordList(banned).found(list(spelling.words(text)))


@pytest.mark.parametrize("text", ["you f.u.c.k.e.r", "What a b1tch", "KYS", "يا كلـــب", "ياا حمااار ، يَا حِمَار"])
def test_they_find_what_is_spelled_to_hide(text):
    banned = [word for language in lists.LANGUAGES for word in lists.starter(language).banned]

    assert WordList(banned).found(list(spelling.words(text)))


def test_nothing_is_looked_for_before_a_moderator_keeps_it(moderator):
    assert lists.present() == Lists([], [])

    moderating.set_words(["b", "a"], ["c"], moderator, NOON)

    assert lists.present() == Lists(["a", "b"], ["c"])


def test_what_is_listed_already_stays_where_it_is():
    mine = Lists(["idiot"], ["crane"])

    assert mine.with_more(Lists(["crane", "heron"], ["idiot", "stork"])) == Lists(
        ["idiot", "heron"], ["crane", "stork"]
    )


def test_words_are_tried_on_what_all_see(say, leila, omar, moderator):
    say(leila, "A crane, a CRANE and a heron.")
    say(omar, "Cr4ne!")
    refused = say(omar, "The crane once more.")
    moderating.decide(refused, Deed.REJECT, moderator, NOON)

    assert lists.tried(["crane", "heron", "stork"]) == [("crane", 2), ("heron", 1)]
    assert not Word.objects.exists()
