"""Questions about articles, answered with their own sentences or not at all."""

from collections.abc import Sequence
from typing import cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daily8.engine.answering import Article, answer, likeness_of
from daily8.engine.answering.offline import answer as told
from daily8.engine.embedding.nothing import Nothing
from daily8.engine.judging import Judge, Pair
from daily8.engine.language.sentences import sentences

BRIDGE = """KALMAR, May 4 — The council of Kalmar closed the old bridge on Monday after engineers found rust.
The bridge was built in 1931 and carries 4,200 cars a day.
Mayor Lena Holm said the repairs would cost 48 million euros and take two years.
The rust was caused by salt water, according to a report by the engineers.
Ferries leave from the harbour of Norra every twenty minutes. Three workers were injured when a beam fell in March.
Nobody was killed. The council has not said when work on a second bridge will begin.
Jonas Berg, a baker on the island, fears for his trade."""
MARKET = """صفاقس - اندلع حريق في السوق القديمة بمدينة صفاقس مساء الثلاثاء، وأصيب 17 شخصا بجروح.
وقال العقيد منير الشابي، مدير الحماية المدنية، إن الحريق دمر 60 متجرا.
ونجم الحريق عن تماس كهربائي بسبب قدم الأسلاك.
وتبلغ قيمة الأضرار 9 ملايين دينار، ولم تسجل وفيات.
وتأسست السوق عام 1850، وستعاد إليها الحركة في أكتوبر المقبل."""


def article(key: str, title: str, text: str, language: str) -> Article:
    return Article(key, title, language, tuple(sentence.text for sentence in sentences(text)))


ARTICLES = [
    article("bridge", "Old bridge of Kalmar closed because of rust", BRIDGE, "en"),
    article("market", "حريق في سوق صفاقس القديمة", MARKET, "ar"),
]


def first(question: str, before: Sequence[str] = (), articles: Sequence[Article] = ARTICLES) -> str:
    found = answer(question, articles, before=before).sentences
    return found[0].text if found else ""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("When was the bridge built?", "built in 1931"),
        ("How many cars does the bridge carry?", "4,200 cars"),
        ("Who is the mayor of Kalmar?", "Mayor Lena Holm"),
        ("How much will the repairs cost?", "48 million euros"),
        ("How long will the repairs take?", "take two years"),
        ("What caused the rust?", "caused by salt water"),
        ("Where do the ferries leave from?", "harbour of Norra"),
        ("How many workers were hurt?", "Three workers were injured"),
        ("Was anybody killed?", "Nobody was killed"),
        ("Who is Jonas Berg?", "Jonas Berg, a baker"),
        ("كم عدد المصابين في حريق السوق؟", "17 شخصا"),
        ("من هو مدير الحماية المدنية؟", "منير الشابي"),
        ("ما سبب الحريق؟", "تماس كهربائي"),
        ("متى تأسست السوق؟", "عام 1850"),
        ("كم بلغت قيمة الأضرار؟", "9 ملايين دينار"),
    ],
)
def test_a_question_is_answered_by_the_sentence_that_says_it(question: str, said: str):
    assert said in first(question)


@pytest.mark.parametrize(
    "question",
    [
        "How many passengers do the ferries carry?",
        "Who built the bridge?",
        "How old is Lena Holm?",
        "What is the name of the engineer who found the rust?",
        "How much does a ticket for the ferry cost?",
        "When was the bridge of Malmö built?",
        "How many bakers live on the island?",
        "كم عدد القتلى في زلزال صفاقس؟",
        "من هو صاحب السوق؟",
        "كم عمر العقيد منير الشابي؟",
        "كم سعر السمك في السوق؟",
    ],
)
def test_what_the_articles_do_not_say_is_not_answered(question: str):
    assert first(question) == ""


def test_that_something_has_not_been_said_is_an_answer():
    assert "has not said when" in first("When will work on the second bridge begin?")
    assert "لم تسجل وفيات" in first("كم عدد الوفيات في حريق السوق؟")


def test_a_question_in_the_other_language_finds_its_sentence():
    assert "60 متجرا" in first("How many shops did the fire in Sfax destroy?") or "17" in first(
        "How many people were injured by the fire in Sfax?"
    )
    assert "48 million" in first("كم تكلفة إصلاح الجسر في كالمار؟")


def test_earlier_questions_tell_what_the_next_one_is_about():
    assert "Three workers" in first("And how many were hurt?", ["Was anybody killed on the bridge of Kalmar?"])
    assert "built in 1931" in first("and when was it built?", ["How many cars use the old bridge of Kalmar?"])


def test_an_answer_is_cited_word_by_word_with_its_place():
    (cited, *_) = answer("When was the bridge built?", ARTICLES).sentences

    assert (cited.article, cited.sentence) == ("bridge", 1)
    assert cited.text == ARTICLES[0].sentences[1]
    assert 0 < cited.score <= 1.2


def test_nothing_is_answered_from_nothing():
    assert answer("When was the bridge built?", []).sentences == ()
    assert answer("", ARTICLES).sentences == ()
    assert answer("When?", ARTICLES).sentences == ()


def test_nearness_of_meaning_chooses_among_sentences_and_refuses_far_ones():
    texts = ("The bridge was painted in 1950.", "The bridge was painted again in 1990.")
    painted = [Article("a", "The bridge", "en", texts)]

    def later(question: str, found: Sequence[str]) -> list[float]:
        return [0.9 if "again" in text else 0.7 for text in found]

    assert answer("When was the bridge painted?", painted).sentences[0].sentence == 0
    assert answer("When was the bridge painted?", painted, likeness=later).sentences[0].sentence == 1


def test_a_maker_of_vectors_compares_by_their_angle():
    class Maker:
        name, dimensions = "two", 2

        def embed(self, passages: Sequence[str]) -> np.ndarray:
            return np.array([[1.0, 0.0] if "same" in passage else [0.0, 1.0] for passage in passages], np.float32)

    compare = likeness_of(Maker())
    assert compare is not None
    assert compare("same", ["same", "other"]) == [1.0, 0.0]
    assert likeness_of(Nothing()) is None


@given(st.text(alphabet="ab Cd.!?؟«\"'\n٣3،وكم من Who", max_size=80), st.text(max_size=200))
def test_any_question_about_any_text_is_answered_by_a_part_of_it_or_not_at_all(question: str, text: str):
    cut = tuple(sentence.text for sentence in sentences(text))
    for cited in answer(question, [Article("a", "", "", cut)]).sentences:
        assert cited.text in cut


def test_the_tool_counts_from_one_and_names_articles_as_they_came():
    row = {
        "id": 5,
        "question": "When was the bridge built?",
        "articles": [{"id": 77, "title": "", "text": BRIDGE}],
    }

    line = told(row, Nothing())

    assert line["id"] == 5
    assert [(each["article"], each["from"]) for each in line["answer"]] == [(77, [2])]
    assert told(row | {"question": "Who built the moon?"}, Nothing())["answer"] == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({}, '"question"'),
        ({"question": "Who?", "articles": 3}, '"articles"'),
        ({"question": "Who?", "articles": [3]}, '"articles"'),
        ({"question": "Who?", "articles": [{"text": 3}]}, '"text"'),
        ({"question": "Who?", "articles": [], "before": "x"}, '"before"'),
        ({"question": "Who?", "articles": [{}] * 1_001}, "1001 articles"),
    ],
)
def test_the_tool_says_what_it_cannot_read(row: dict[str, object], said: str):
    with pytest.raises(ValueError, match=said):
        told(row, Nothing())


def test_a_question_in_other_words_is_answered_where_meaning_is_compared():
    texts = (
        "Dockworkers voted on Tuesday to continue a strike that has left 38 ships waiting off Callao.",
        "Supermarkets fear that medicine runs short.",
        "Union leader Rosa Quispe called the offer an insult.",
    )
    strike = [Article("port", "Strike at the port of Callao goes on", "en", texts)]

    def ships(question: str, found: Sequence[str]) -> list[float]:
        return [0.9 if "ships" in text else 0.8 for text in found]

    asked = "How many vessels are stuck outside Callao?"
    assert not answer(asked, strike).sentences
    assert [cited.sentence for cited in answer(asked, strike, likeness=ships).sentences] == [0]


def test_articles_of_other_things_do_not_answer_though_meaning_is_compared():
    def alike(question: str, found: Sequence[str]) -> list[float]:
        return [0.8 for _ in found]

    assert not answer("Who won the chess match in Tbilisi?", ARTICLES, likeness=alike).sentences
    assert not answer("", ARTICLES, likeness=alike).sentences


class Judging:
    """Takes sentences with this in them for answers, as surely as it is told to."""

    def __init__(self, answer: str, *, sure: float = 5.0):
        self.answer, self.sure = answer, sure
        self.read: list[Pair] = []

    def scores(self, _question: str, pairs: Sequence[Pair]) -> list[float]:
        self.read += pairs
        return [self.sure if self.answer and self.answer in pair.sentence else -self.sure for pair in pairs]


def alike(question: str, found: Sequence[str]) -> list[float]:
    return [0.85 for _ in found]


def judged(question: str, judge: Judging, articles: Sequence[Article] = ARTICLES) -> str:
    found = answer(question, articles, likeness=alike, judge=cast(Judge, judge)).sentences
    return found[0].text if found else ""


def test_what_a_judge_takes_for_the_answer_is_one_in_other_words():
    asked = "Why is the bridge corroded?"

    assert not first(asked)
    assert "caused by salt water" in judged(asked, Judging("salt water"))


def test_what_a_judge_takes_for_no_answer_is_none_though_it_has_the_words():
    asked = "When was the bridge built?"

    assert "built in 1931" in first(asked)
    assert "built in 1931" in judged(asked, Judging("built in 1931"))
    assert not judged(asked, Judging("", sure=12.0))


def test_a_judge_reads_a_dozen_sentences_with_their_headlines_and_no_dateline():
    judge = Judging("rust")
    many = [article(str(number), f"Bridge {number}", BRIDGE, "en") for number in range(20)]

    judged("Why was the bridge closed?", judge, many)

    assert len(judge.read) == 12
    assert all(pair.title.startswith("Bridge ") and "KALMAR" not in pair.sentence for pair in judge.read)
    assert judged("", judge) == ""
