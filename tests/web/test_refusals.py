"""What the writer of a comment is told of why it is not seen."""

import pytest

from daily8.comments import moderating, reacting
from daily8.comments.models import Deed, State, Word
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


def words(page) -> str:
    return " ".join(page.text_content().split())


@pytest.fixture
def told(client, read):
    def told(comment, language: str = "en") -> str:
        client.force_login(comment.writer)
        return words(read(f"/{language}/comment/{comment.pk}").cssselect(".comment__unseen")[0])

    return told


def test_who_waits_reads_what_the_rules_saw_and_no_list_of_words(say, leila, told):
    Word.objects.create(text="idiot", banned=True)
    Word.objects.create(text="shill", banned=False)
    comment = say(leila, "You 1d1ot of a shill, idiots all.")
    assert comment.state == State.WAITING

    said = told(comment)

    assert said.count("It contains a word that is not allowed here.") == 1
    assert "It contains a word that moderators look at first." in said
    assert "idiot" not in said
    assert "shill" not in said


def test_who_was_refused_reads_what_is_wrong_with_the_words_and_the_way_out(say, leila, told, moderator):
    comment = say(leila, "BUY AT https://a.example https://b.example https://c.example")
    comment.suspicion = [*comment.suspicion, ["rejected", 3, "1"], ["of an older version", 1, ""]]
    comment.save()
    moderating.decide(comment, Deed.REJECT, moderator, NOON)

    said = told(comment)

    assert "A moderator did not publish this." in said
    assert "It has links." in said
    assert "lately" not in said
    assert "You can ask a moderator for another look, once, or remove it and write it differently." in said
    reacting.appeal(comment, leila, "It is only a bird.", address="198.51.100.1", now=NOON)
    assert "You can ask" not in told(comment)


def test_what_no_rule_saw_says_nothing_of_rules(say, leila, told, moderator):
    comment = say(leila, "The crane is back.")
    moderating.decide(comment, Deed.SPAM, moderator, NOON)

    assert "What our rules noticed" not in told(comment)
    assert "إعلان" in told(comment, "ar")


def test_whose_comments_wait_is_as_the_site_has_it(say, leila, told, moderator, settings, read, article):
    settings.COMMENTS = "newcomers"
    first, second = say(leila, "The crane is back."), say(leila, "It stands by the pond.")
    moderating.decide(first, Deed.APPROVE, moderator, NOON)

    of_newcomers = "what new readers write until a first comment of theirs is published."
    assert of_newcomers in told(second)
    assert of_newcomers in words(read(article.get_absolute_url()))

    settings.COMMENTS = "all"
    assert "Here a moderator reads every comment before others see it." in told(second)
    settings.COMMENTS = "open"
    assert "Here a moderator reads" not in told(second)


def test_a_newcomer_reads_that_all_comments_wait_where_they_do(say, leila, told, settings):
    settings.COMMENTS = "all"

    assert "Here a moderator reads every comment before others see it." in told(say(leila, "The crane is back."))
