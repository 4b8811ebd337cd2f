"""Which sentences can be read alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daily8.engine.summarizing import dangles

ALONE = [
    "Rijkswaterstaat said 11 of the sensors had been offline and a quality flag would be added by June.",
    "Mayor Carola Schouten said the decision followed letters from residents who did not know what to do.",
    '"The bridge is safe," said Maria Holt, the city engineer.',
    "In his first speech as leader, Tomas Reyes promised lower fares.",
    "This week the council votes on the plan for new houses.",
    "The company cut 240 jobs after its losses doubled.",
    "No deaths were reported, but insurers estimate damage at 85 million euros.",
    "Residents said they had not been warned.",
    "Anderson and his brother opened the shop in 1988.",
    "وقال الوزير إن سرعة القطار تصل إلى 230 كيلومترا في الساعة.",
    "أعلنت وزارة النقل بدء التشغيل التجريبي للقطار.",
    "وتنفذ شركة ألمانية المشروع بموجب عقد قيمته 8 مليارات يورو.",
    "«الجسر آمن تماما»، قالت المهندسة ليلى حداد.",
    "كما أعلنت البلدية إغلاق الشارع الرئيسي.",
    "Der Bürgermeister sprach am Dienstag in Rotterdam.",
]
LEANING = [
    "He said the work would begin in May.",
    "But the mayor disagreed with the plan.",
    "However, the mayor disagreed with the plan.",
    "Their homes were destroyed in the flood.",
    "This was the third closure in a decade.",
    "Speaking after the match, he said the team had earned it.",
    "The work would begin in May, he added.",
    "Severance will be paid according to Kenyan labour law, it added.",
    '"The work begins in May," he said.',
    '"The work begins in May and ends in July.',
    'The work begins in May and ends in July," said Maria Holt.',
    '"The work begins in May and ends in July."',
    "Holt said.",
    "For example, the bridge was closed for a week.",
    "Read also: Ten bridges that changed the city",
    "A boat on the river. Photograph: Maria Holt/Getty Images",
    "(Reporting by Maria Holt; editing by Tom Reyes)",
    "وأضاف أن الرياح تعرقل السيطرة على الحريق.",
    "وأضاف في مؤتمر صحفي أن العمل سيبدأ في مايو.",
    "وأشار إلى أن العمل سيبدأ في مايو.",
    "لكن الوزير رفض الخطة الجديدة.",
    "وهو ما رفضه الوزير في البرلمان.",
    "هذا المشروع سينقل آلاف الركاب يوميا.",
    "غير أن الوزارة رفضت الخطة.",
    "وقالت خديجة: \"فقدنا خلايا النحل كلها.",
    "اقرأ أيضا: عشرة جسور غيرت المدينة",
    "Once we have protections in place the apps will be back.",
    "فمن عشرين دارا شاركت وصل العدد إلى ثلاثمئة.",
    "Anyone with information should call the police of Newport.",
    "",
    "12 345",
]  # fmt: skip


@pytest.mark.parametrize("sentence", ALONE)
def test_a_sentence_that_says_who_and_what_can_be_read_alone(sentence: str) -> None:
    assert not dangles(sentence, "de" if "Bürger" in sentence else "")


@pytest.mark.parametrize("sentence", LEANING)
def test_a_sentence_that_leans_on_the_one_before_cannot_be_read_alone(sentence: str) -> None:
    assert dangles(sentence)


@given(st.text(max_size=200))
def test_any_text_is_told(text: str) -> None:
    assert dangles(text) in (True, False)
