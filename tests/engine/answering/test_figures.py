"""What is asked for in a number is answered by a sentence that has one, in digits or words, or by nothing."""

import pytest

from daily8.engine.answering import Article, answer
from daily8.engine.language.sentences import sentences


def answered(question: str, text: str) -> str:
    language = "en" if text.isascii() else "ar"
    article = Article("a", "", language, tuple(sentence.text for sentence in sentences(text)))
    found = answer(question, [article], language).sentences
    return found[0].text if found else ""


FESTIVAL = "How many people came to the festival?"
HURT = "How many people were hurt?"
DEAD = "How many people died in the fire?"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (HURT, "No one was hurt."),
        (HURT, "Nobody was hurt."),
        (HURT, "Dozens were hurt."),
        (HURT, "A dozen people were hurt."),
        ("How many drivers were hurt?", "Both drivers were hurt."),
        (FESTIVAL, "Hundreds came to the festival."),
        (FESTIVAL, "Only a handful of people came to the festival."),
        (FESTIVAL, "Organisers did not say how many people came to the festival."),
        (DEAD, "One of the people injured in the fire died in hospital."),
        ("How many people live in the village?", "Nobody lives in the village any more."),
        ("How many passengers were on board?", "No passengers were on board."),
        ("How many medals did Norra win?", "Norra won one gold medal."),
        ("How many times has Norra won the cup?", "Norra have won the cup twice."),
        ("How many times has Norra won the cup?", "Norra have won the cup once before."),
        ("What percent of the voters voted?", "Sixty-two percent of the voters voted."),
        ("كم عدد الأشخاص الذين أصيبوا؟", "ولم يصب أحد بأذى."),
        ("كم شخصا أصيب؟", "وأصيب ثلاثة."),
        ("كم عدد المصابين؟", "وأصيب العشرات."),
        ("كم عدد القتلى؟", "وقتل شخصان."),
        ("كم سائقا أصيب؟", "وأصيب كلا السائقين."),
        ("كم شخصا حضر المهرجان؟", "وحضر المهرجان المئات."),
        ("كم شخصا حضر المهرجان؟", "وحضر المهرجان نحو ٤١ ألف شخص."),
        ("كم كمية الأمطار؟", "بلغت كمية الأمطار 40 مليمترا."),
        ("كم مدرسة أغلقت؟", "أغلقت مدرسة واحدة."),
        ("كم مدرسة أغلقت؟", "أغلقت الحكومة مدرسة واحدة في المدينة."),
        ("كم جسرا دمر الفيضان؟", "دمر الفيضان جسرا واحدا."),
        (DEAD, "The death toll from the fire rose to 1999."),
        ("How many people died in the flood?", "The flood killed 2015."),
        (FESTIVAL, "The police have not disclosed the attendance at the festival."),
    ],
)
def test_a_number_answers_in_digits_or_words_and_so_does_that_there_is_none(question: str, text: str):
    assert answered(question, text) == text


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (FESTIVAL, "People came to the festival from near and far."),
        (FESTIVAL, "People who came to the festival said they could no longer stay."),
        (FESTIVAL, "One of the people who came to the festival said it was loud."),
        (FESTIVAL, "Once again people came to the festival with flags."),
        ("How many medals did Norra win?", "Norra made one of the medals from a coin."),
        ("How many people live in the village?", "People no longer live in the village."),
        (DEAD, "The people who died in the fire have not been named."),
        ("How many people work at the mill?", "Copies of the mill are at work in seven other cities."),
        (DEAD, "People died in the fire in 1999."),
        (DEAD, "People died in the fire, and from 2010 to 2015 in another."),
        ("How many days will the fair last?", "The fair was cut off twice last year."),
        ("كم عدد القتلى؟", "ولم تذكر الشرطة أسماء القتلى."),
        ("كم عدد الأشخاص في القرية؟", "يعيش الأشخاص في القرية دون ماء."),
        ("كم شخصا حضر المهرجان؟", "وحضر الأشخاص المهرجان من كل مكان."),
        ("ما مقدار الأمطار؟", "وستستمر الأمطار حيث بلغت الأودية مستويات مرتفعة."),
    ],
)
def test_a_sentence_without_a_number_of_it_answers_no_question_for_one(question: str, text: str):
    assert answered(question, text) == ""


@pytest.mark.parametrize("text", ["The bridge may close, the mayor said.", "I am sure the bridge will close."])
def test_verbs_that_look_like_times_do_not_tell_when(text: str):
    assert answered("When will the bridge close?", text) == ""


def test_months_and_hours_tell_when():
    assert answered("When will the bridge close?", "The bridge will close in May.")
    assert answered("When will the bridge close?", "The bridge will close at 10 am.")
    assert answered("When will the bridge close?", "The bridge will close at ten am.")
    assert answered("When will the bridge close?", "The bridge will close on monday.")


def test_that_nobody_died_is_told_by_the_sentence_that_says_so_and_not_by_the_number_of_the_hurt():
    text = "Nine people were hurt in the fire. No deaths were reported in the fire."
    assert answered(DEAD, text) == "No deaths were reported in the fire."
