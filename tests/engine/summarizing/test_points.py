"""The points of an article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daily8.engine.language.sentences import sentences
from daily8.engine.summarizing import Point, points
from daily8.engine.summarizing.offline import summarize
from daily8.engine.summarizing.trimming import trimmed

TITLE = "Kalmar closes its old bridge for two years of repairs"
TEXT = """KALMAR, May 4 — Kalmar will close the old bridge for two years of repairs, its council said.

"We have no choice," she told reporters. "The steel is rusting." She said ferries would run all day.

The repairs of the bridge cost 48 million euros, of which the state pays half, according to the council.
But shops on the island fear for their trade.
Read also: Ten bridges that changed the north.
Engineers of the university found rust in 212 of the 300 steel beams of the bridge last winter.
What will the island do?
The ferries between Kalmar and the island leave every twenty minutes and carry forty cars.
The weather was fine."""
ARABIC_TITLE = "إغلاق جسر المدينة القديم عامين للإصلاح"
ARABIC = """صفاقس - أعلنت بلدية صفاقس، الاثنين، إغلاق الجسر القديم أمام السيارات عامين كاملين لإصلاحه.
وأضافت أن الحديد متآكل. وقال المهندس سامي بن عمار إن الفحص كشف تآكل 212 عارضة حديدية من عوارض الجسر.
لكن أصحاب المتاجر يخشون على تجارتهم. وتبلغ كلفة إصلاح الجسر 48 مليون دينار تدفع الدولة نصفها.
اقرأ أيضا: أقدم عشرة جسور في البلاد."""


def points_of(title: str, text: str, language: str = "", most: int = 3) -> list[Point]:
    return points(title, [sentence.text for sentence in sentences(text)], language, most=most)


def test_points_are_the_sentences_that_say_most_in_reading_order():
    found = points_of(TITLE, TEXT, "en")

    assert [point.text.split()[0] for point in found] == ["Kalmar", "Engineers", "The"]
    assert [point.sentences for point in found] == sorted(point.sentences for point in found)
    assert found[0].text.startswith("Kalmar will close the old bridge")


def test_no_point_leans_on_what_is_not_shown():
    texts = " ".join(point.text for point in points_of(TITLE, TEXT, "en", most=9))

    for left_out in ("She said", "But shops", "Read also", "What will", "no choice", "KALMAR, May"):
        assert left_out not in texts


def test_arabic_points_begin_where_their_statement_begins():
    found = [point.text for point in points_of(ARABIC_TITLE, ARABIC, "ar")]

    assert [text.split()[0] for text in found] == ["أعلنت", "قال", "تبلغ"]


def test_every_point_is_the_end_of_its_sentence_word_by_word():
    for title, text in ((TITLE, TEXT), (ARABIC_TITLE, ARABIC)):
        cut = sentences(text)
        for point in points_of(title, text):
            assert cut[point.sentences[0]].text.endswith(point.text)


def test_what_has_been_said_is_not_said_again():
    said = "The council of Kalmar will close the old bridge for two years. "
    found = points_of(TITLE, said * 4 + "Engineers found rust in most of the steel beams last winter.", "en")

    assert len(found) == 2


def test_a_short_article_gives_what_it_has():
    assert [point.text for point in points_of("", "Rain fell in Kalmar for the whole night.")] == [
        "Rain fell in Kalmar for the whole night."
    ]
    assert [point.text for point in points_of("", "He said that it had rained for days.")] == [
        "He said that it had rained for days."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n ",
        "12 345 678",
        "def f(x):\n    return {x: [y for y in range(10)]}\nclass A(B):\n    pass",
        "Eggs\nMilk\nBread",
        "What now? Who knows? Why?",
        "\u200f\u200e",
    ],
)
def test_what_says_nothing_has_no_points(text: str):
    assert points_of("Nothing", text) == []


def test_a_text_in_a_language_of_no_rules_still_has_points():
    text = "Die Stadt Kalmar schließt die alte Brücke für zwei Jahre. " + (
        "Die Reparatur der Brücke kostet 48 Millionen Euro. Ingenieure fanden Rost in 212 Trägern der Brücke."
    )
    assert len(points_of("Kalmar schließt Brücke", text, "de")) == 3


@given(st.text(alphabet="ab Cd.!?؟«»“”\"'\n٣3،وقال", max_size=300))
def test_points_of_any_text_are_parts_of_it(text: str):
    for point in points_of("a", text):
        assert point.text in text


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("ROTTERDAM, Feb 11 — The port began.", "The port began."),
        ("LONDON (Reuters) - Shares fell.", "Shares fell."),
        ("(CNN) — Rain fell.", "Rain fell."),
        ("القاهرة - أعلنت الوزارة.", "أعلنت الوزارة."),
        ("نيروبي، 3 سبتمبر - قالت شركة جامبا.", "قالت شركة جامبا."),
        ("الدوحة ـ قبل خمسين عاما بدأ المعرض.", "قبل خمسين عاما بدأ المعرض."),
        ("وندد التجمع بالهجمات.", "ندد التجمع بالهجمات."),
        ("دبي (رويترز) - ارتفعت الأسهم.", "ارتفعت الأسهم."),
        ("وقال الوزير إن العمل بدأ.", "قال الوزير إن العمل بدأ."),
        ("وزارة النقل أعلنت ذلك.", "وزارة النقل أعلنت ذلك."),
        ("وصل الوزير إلى عمان.", "وصل الوزير إلى عمان."),
        ("واشنطن تعلن العقوبات.", "واشنطن تعلن العقوبات."),
        ("ومن المقرر أن يبدأ العمل.", "من المقرر أن يبدأ العمل."),
        ("من جانبه، قال الوزير إن العمل بدأ.", "قال الوزير إن العمل بدأ."),
        ("The dam - built in 1970 - broke.", "The dam - built in 1970 - broke."),
        ("Maria Holt – the mayor – spoke.", "Maria Holt – the mayor – spoke."),
    ],
)
def test_datelines_and_the_and_that_leads_over_are_left_off(sentence: str, kept: str):
    assert trimmed(sentence) == kept


def test_the_tool_counts_sentences_from_one():
    told = summarize({"title": TITLE, "text": TEXT, "language": "en"})

    assert told["points"][0]["from"] == [1]
    assert summarize({"text": None}) == {"points": []}


def test_the_tool_says_what_it_cannot_read():
    with pytest.raises(ValueError, match='write "text" as text'):
        summarize({"text": 3})
