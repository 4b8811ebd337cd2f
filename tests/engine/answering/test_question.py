"""What questions ask for."""

import pytest

from daily8.engine.answering.forms import Asked
from daily8.engine.answering.question import asked_of


@pytest.mark.parametrize(
    ("question", "asked", "focus"),
    [
        ("Who is the mayor of Kalmar?", Asked.WHO, ["mayor"]),
        ("Who scored the goal?", Asked.WHO, []),
        ("Who is Lena Holm?", Asked.IDENTITY, ["Lena", "Holm"]),
        ("How many steel beams were rusty?", Asked.COUNT, ["steel", "beams"]),
        ("By how many votes did she win?", Asked.COUNT, ["votes"]),
        ("How much did the bridge cost?", Asked.MONEY, ["bridge", "cost"]),
        ("How much have prices fallen?", Asked.AMOUNT, []),
        ("How long did it last?", Asked.DURATION, []),
        ("How old is she?", Asked.AGE, []),
        ("In which year was it built?", Asked.WHEN, []),
        ("Which country sent help?", Asked.WHERE, []),
        ("What caused the fire?", Asked.WHY, []),
        ("What is the name of the ship?", Asked.NAME, ["ship"]),
        ("Did the council agree?", Asked.WHETHER, []),
        ("Who paid, and why?", Asked.WHO, []),
        ("كم عدد القتلى؟", Asked.COUNT, ["القتلى"]),
        ("من هو رئيس البلدية؟", Asked.WHO, ["رئيس", "البلدية"]),
        ("متى وقع الحادث؟", Asked.WHEN, []),
        ("من أين جاءت السفينة؟", Asked.WHERE, []),
        ("لماذا أغلق الجسر؟", Asked.WHY, []),
        ("هل وافق المجلس؟", Asked.WHETHER, []),
        ("كم تبلغ تكلفة الجسر؟", Asked.MONEY, ["الجسر"]),
        ("كم سنة سجن الوزير؟", Asked.DURATION, ["سجن", "الوزير"]),
        ("ما اسم الرواية؟", Asked.NAME, ["الرواية"]),
        ("كم عمر الوزير؟", Asked.AGE, []),
        ("bridge", Asked.WHAT, []),
    ],
)
def test_a_question_asks_for_one_thing(question: str, asked: Asked, focus: list[str]):
    read = asked_of(question)

    assert read.asked is asked
    assert [word.text for word in read.focus] == focus


def test_a_question_without_words_of_its_own_asks_about_what_was_asked_before():
    read = asked_of("ومتى حدث ذلك؟", ["لماذا أغلق الجسر؟"])

    assert read.asked is Asked.WHEN
    assert "الجسر" in [word.text for word in read.telling]


def test_a_question_with_words_of_its_own_keeps_what_was_asked_before_in_mind():
    read = asked_of("And how many were hurt?", ["Who closed the bridge?"])

    assert [word.text for word in read.telling] == ["hurt"]
    assert "bridge" in [word.text for word in read.background]
