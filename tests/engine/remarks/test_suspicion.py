"""Why a comment should be looked at."""

from datetime import timedelta

import pytest

from daily8.engine.remarks import suspicion
from daily8.engine.remarks.suspicion import Code, Reason, WordList, Writer

KNOWN = Writer(account_age=timedelta(days=90))
NOTHING = WordList([])
BANNED = WordList(["idiot", "كلب", "son of a gun", "сука", "shill"])


def codes(text: str, writer: Writer = KNOWN, **lists: WordList) -> set[Code]:
    found = suspicion.reasons(text, writer, **({"banned": NOTHING, "suspect": NOTHING} | lists))
    return {reason.code for reason in found}


@pytest.mark.parametrize(
    "text",
    [
        "You idiot", "IDIOTS!", "an 1d10t", "idiooooot", "i d i o t", "i.d.i.o.t", "іdіоt", "ïdïöt", "id\u200biot",
        "idi\u0301\u0302\u0303ot", "ｉｄｉｏｔ", "sh1ll", "$hill", "كلب", "الكلب", "كـــلـــب", "كَلْب", "ك ل ب",
        "كَـ\u200dلب",
        "that Son of a GUN", "sоn of a guns", "сука", "cyka",
    ],
)  # fmt: skip
def test_a_banned_word_is_found_however_it_is_spelled(text):
    assert codes(f"I say {text} once", banned=BANNED) >= {Code.BANNED}


@pytest.mark.parametrize("text", ["idea", "the gun of a son", "كلمة", "A shell", "skunk", "Idioms", "مكالبة"])
def test_a_word_that_only_resembles_one_is_not(text):
    assert Code.BANNED not in codes(text, banned=BANNED)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("see https://a.example/", Code.LINKS),
        ("THIS IS NOT HOW NEWS IS MADE", Code.LOUD),
        ("nooooooo", Code.DRAWN_OUT),
        ("z" + "\u0301" * 20, Code.MARKS),
    ],
)
def test_how_a_text_is_written_is_a_reason(text, code):
    assert codes(text) == {code}


@pytest.mark.parametrize(
    ("writer", "code"),
    [
        (Writer(account_age=timedelta(hours=2)), Code.NEW_ACCOUNT),
        (Writer(account_age=timedelta(days=9), rejected=2), Code.REJECTED),
        (Writer(account_age=timedelta(days=9), own_repeats=1), Code.OWN_REPEAT),
        (Writer(account_age=timedelta(days=9), others_repeats=1), Code.OTHERS_REPEAT),
        (Writer(account_age=timedelta(days=9), took=timedelta(seconds=1)), Code.QUICK),
    ],
)
def test_what_is_known_of_the_writer_is_a_reason(writer, code):
    assert codes("The bridge is closed on Sundays.", writer) == {code}


@pytest.mark.parametrize(
    "text", ["The bridge is closed on Sundays.", "الجسر مغلق يوم الأحد.", "BBC and NATO", "Hmm..."]
)
def test_an_ordinary_comment_gives_no_reason(text):
    assert codes(text, banned=BANNED) == set()


def test_a_banned_word_holds_a_comment_and_one_suspect_word_does_not():
    found = suspicion.reasons("idiot of a shill", KNOWN, banned=WordList(["idiot"]), suspect=WordList(["shill"]))

    assert found == [Reason(Code.BANNED, suspicion.HELD, "idiot"), Reason(Code.SUSPECT, 4, "shill")]
    assert suspicion.weight(found) >= suspicion.HELD > suspicion.weight(found[1:])


def test_many_links_hold_a_comment():
    found = suspicion.reasons("https://a.example " * 3, KNOWN, banned=NOTHING, suspect=NOTHING)

    assert suspicion.weight(found) >= suspicion.HELD
