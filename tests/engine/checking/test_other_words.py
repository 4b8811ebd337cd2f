"""Whether what is told in other words is borne out, and its opposite in these words is not."""

import pytest

from daily8.engine.checking import Checker, Kind
from daily8.engine.checking.lemmas import keys

ENGLISH = (
    "Nurse quits in row over night shifts",
    "The plumber, 29-year-old Ivo Marn, was not hurt and was questioned by police before being let go.",
    "The former treasurer, Hugo Bell, pleaded not guilty on Monday to three counts of fraud.",
    "Councillor Wanda Frey accused Netline of ignoring two warnings.",
    "Netline rejected the accusation, saying it had spent two million pounds on repairs.",
    "Minister Paul Odde said the government would not nationalise the ferry.",
    "No deaths were reported, but two farmers suffered burns.",
    "The Garden party, which left the coalition in June, did not rule out a return.",
    "There was not enough time to repair the organ before the concert.",
    "The wall fell on the mason, Theo Lunt, who was crushed to death.",
    "The opposition called on Mayor Eda Roth to resign, and the council voted to keep the lights turned off.",
    "The hall holds 128 visitors, and the director will meet both sides on Friday.",
)
ARABIC = (
    "إضراب في ميناء الريحان",
    "واستجوبت الشرطة مدير الفندق سامي نوار ثلاث ساعات ثم أخلت سبيله.",
    "ولم تستبعد الوزارة تأجيل الافتتاح.",
    "وغاب الحارس فادي سلوم عن المباراة بسبب إصابة في الكتف.",
    "وقدرت الغرفة الخسائر بنحو 8 ملايين دولار يوميا.",
    "وحولت الشركة خمسا من سفنها إلى ميناء الزيتون.",
    "ونقل العامل بمروحية إلى مستشفى في مدينة النهر، ولم تكن حياته في خطر.",
    "وقالت رئيسة النقابة سعاد البنا إن الشركة رفضت الحوار ثلاث مرات.",
    "وكان في الفندق 112 نزيلا وقت اندلاع الحريق.",
    "وانتقد مدرب المنتخب كريم هلال القرار.",
    "وهنأ الأحمدي الزاهري في اتصال هاتفي مساء السبت.",
)


@pytest.fixture(scope="module")
def english():
    return Checker(ENGLISH, "en")


@pytest.fixture(scope="module")
def arabic():
    return Checker(ARABIC, "ar")


@pytest.mark.parametrize(
    "claim",
    [
        "Police questioned the plumber Ivo Marn.",
        "The former treasurer Hugo Bell denied three counts of fraud on Monday.",
        "Councillor Wanda Frey charged that Netline ignored two warnings, which the company denied.",
        "Minister Paul Odde ruled out nationalising the ferry.",
        "Nobody was killed, but two farmers suffered burns.",
        "The Garden party quit the coalition in June.",
        "There was too little time to repair the organ before the concert.",
        "The mason Theo Lunt was killed when the wall fell on him.",
        "The hall holds more than 100 visitors.",
        "The council voted to keep the lights off.",
        "The director will meet the two sides on Friday.",
    ],
)
def test_english_in_other_words_is_borne_out(english, claim):
    verdict = english.check(claim, "en")

    assert verdict.supported, [str(doubt) for doubt in verdict.why]


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("The Garden party ruled out a return.", Kind.NEGATION),
        ("Minister Paul Odde said the government would nationalise the ferry.", Kind.NEGATION),
        ("The former treasurer Hugo Bell admitted three counts of fraud on Monday.", Kind.PREDICATE),
        ("The mason Theo Lunt was arrested.", Kind.PREDICATE),
        ("Two farmers lost their lives.", Kind.PREDICATE),
        ("The hall holds more than 200 visitors.", Kind.NUMBER),
        ("Mayor Eda Roth resigned.", Kind.PREDICATE),
        ("The plumber Ivo Marn was arrested by police.", Kind.PREDICATE),
    ],
)
def test_an_error_in_other_english_words_is_found(english, claim, kind):
    verdict = english.check(claim, "en")

    assert not verdict.supported
    assert kind in {doubt.kind for doubt in verdict.why}


@pytest.mark.parametrize(
    "claim",
    [
        "أفرجت الشرطة عن مدير الفندق سامي نوار بعد استجوابه ثلاث ساعات.",
        "لم يشارك الحارس فادي سلوم في المباراة لإصابته في الكتف.",
        "تبلغ الخسائر بحسب الغرفة نحو 8 ملايين دولار في اليوم.",
        "حولت الشركة خمس سفن إلى ميناء الزيتون.",
        "نقلت مروحية العامل إلى مستشفى في مدينة النهر، ولا خطر على حياته.",
        "اتهمت سعاد البنا الشركة برفض الحوار ثلاث مرات.",
        "كان في الفندق أكثر من 100 نزيل وقت اندلاع الحريق.",
    ],
)
def test_arabic_in_other_words_is_borne_out(arabic, claim):
    verdict = arabic.check(claim, "ar")

    assert verdict.supported, [str(doubt) for doubt in verdict.why]


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("استبعدت الوزارة تأجيل الافتتاح.", Kind.NEGATION),
        ("لم يغب الحارس فادي سلوم عن المباراة.", Kind.NEGATION),
        ("وانتقد مدرب المنتخب أنور هلال القرار.", Kind.NAME),
        ("وهنأ الزاهري الأحمدي في اتصال هاتفي مساء السبت.", Kind.ACTOR),
        ("اعتقلت الشرطة مدير الفندق سامي نوار.", Kind.PREDICATE),
        ("وقدرت الغرفة الخسائر بنحو 8 ملايين دولار اليوم.", Kind.DATE),
    ],
)
def test_an_error_in_other_arabic_words_is_found(arabic, claim, kind):
    verdict = arabic.check(claim, "ar")

    assert not verdict.supported
    assert kind in {doubt.kind for doubt in verdict.why}


@pytest.mark.parametrize(("one", "other"), [("حياة", "حياته"), ("أجورهم", "الأجور"), ("شركة", "شركتها")])
def test_an_arabic_noun_is_the_same_with_his_or_their_attached(one, other):
    assert keys(one) & keys(other)
