"""Whether the check tells who acts, who suffers it and where, in Arabic."""

import pytest

from daily8.engine.checking import Checker, Kind

SOURCE = (
    "أسفر انفجار في مصنع بضاحية رأس الكروم في مدينة ورزان فجر الأحد عن مقتل تسعة عمال.",
    "واتهمت نقابة عمال الكيماويات إدارة المصنع بإهمال صيانة الخزانات.",
    "ونقلت سيارات الإسعاف المصابين إلى مستشفى السلامة في بلدة تل الورد.",
    "واستدعى المدعي العام رامي عازار مدير المصنع كريم نصار للتحقيق، ومنعه من السفر.",
    "وقال إمام القرية أنس بليل إنه حذر المجلس من الخطر.",
    "وطرد لطفي براهيمي، الذي عرقل سفيان عكاشة، في الشوط الثاني.",
    "وأبلغت شركة أورلان، التي مقرها لندن، سلطات جيبوتي بالحادث في روما الخميس.",
    "وأيد حزب النهوض القرار، فيما عارضه الحزب الأخضر.",
    "وقام لصوص بسرقة حقيبة من عامل في شركة الغيمة.",
)


@pytest.fixture(scope="module")
def arabic():
    return Checker(["انفجار في مصنع", *SOURCE], "ar")


@pytest.mark.parametrize(
    "claim",
    [
        "نقابة عمال الكيماويات اتهمت إدارة المصنع بإهمال صيانة الخزانات.",
        "نقل المصابون إلى مستشفى السلامة في بلدة تل الورد.",
        "استدعي مدير المصنع كريم نصار للتحقيق ومنع من السفر.",
        "استدعى رامي عازار، المدعي العام، مدير المصنع للتحقيق.",
        "حذر إمام القرية أنس بليل المجلس من الخطر.",
        "عرقل لطفي براهيمي سفيان عكاشة.",
        "عارض الحزب الأخضر القرار وأيده حزب النهوض.",
        "سرقت حقيبة من عامل في شركة الغيمة على يد لصوص.",
        "أبلغت شركة أورلان سلطات جيبوتي بالحادث الخميس في روما.",
    ],
)
def test_one_deed_in_another_order_or_voice_is_borne_out(arabic, claim):
    verdict = arabic.check(claim, "ar")

    assert verdict.supported, [str(doubt) for doubt in verdict.why]


@pytest.mark.parametrize(
    "claim",
    [
        "اتهمت إدارة المصنع نقابة عمال الكيماويات بإهمال صيانة الخزانات.",
        "نقل المصابون سيارات الإسعاف إلى مستشفى السلامة.",
        "استدعى مدير المصنع كريم نصار المدعي العام رامي عازار للتحقيق.",
        "مدير المصنع كريم نصار استدعى المدعي العام رامي عازار للتحقيق.",
        "حذر المجلس إمام القرية أنس بليل من الخطر.",
        "عرقل سفيان عكاشة لطفي براهيمي.",
        "أيد الحزب الأخضر القرار، فيما عارضه حزب النهوض.",
        "سرق عامل في شركة الغيمة حقيبة من لصوص.",
        "سرقت حقيبة من لصوص على يد عامل في شركة الغيمة.",
        "أبلغت سلطات جيبوتي شركة أورلان بالحادث.",
    ],
)
def test_those_who_act_and_those_who_suffer_it_may_not_change_places(arabic, claim):
    verdict = arabic.check(claim, "ar")

    assert not verdict.supported
    assert Kind.ACTOR in {doubt.kind for doubt in verdict.why}


@pytest.mark.parametrize(
    "claim",
    [
        "نقلت سيارات الإسعاف المصابين إلى مستشفى السلامة في بلدة رأس الكروم.",
        "أسفر انفجار في مصنع بضاحية تل الورد عن مقتل تسعة عمال.",
        "أسفر انفجار في مصنع بضاحية رأس الكروم في مدينة حلفاية عن مقتل تسعة عمال.",
        "أبلغت شركة أورلان سلطات جيبوتي بالحادث في لندن الخميس.",
    ],
)
def test_what_happened_in_one_place_may_not_be_said_of_another(arabic, claim):
    verdict = arabic.check(claim, "ar")

    assert not verdict.supported
    assert {Kind.PLACE, Kind.NAME} & {doubt.kind for doubt in verdict.why}


def test_who_hands_over_is_not_who_receives_and_both_may_be_said():
    checker = Checker(["وتسلمت شوقي الجائزة من المخرج الفرنسي بول مورو على مسرح الأوبرا."], "ar")

    assert checker.check("سلم المخرج الفرنسي بول مورو الجائزة لشوقي.", "ar").supported
    assert not checker.check("تسلم المخرج الفرنسي بول مورو الجائزة من شوقي.", "ar").supported


@pytest.mark.parametrize(
    "words", ["قال إنه قال أنه", "قام قام بقيام", "في باريس في لندن", "اتهم وزير وزيرا واتهم", "يقول ويقول"]
)
def test_verbs_without_end_are_read_and_break_nothing(words):
    checker = Checker([f"{words} " * 120] * 20, "ar")

    assert checker.check(f"{words} " * 40, "ar").sentences is not None
