"""Numbers that count nothing are left out, or say what they are: ages, scores, ordinals."""

import pytest

from daily8.engine.quantities import UNCOUNTED, quantities


def counted(text, language="en"):
    return [int(each.value) for each in quantities(text, language) if each.kind not in UNCOUNTED]


@pytest.mark.parametrize(
    "text",
    [
        "It opened in 1987 and closed in May 2019.",
        "The 2023 train crash was the worst since 2016.",
        "She left on 12 March, came back on March 15 and stayed until the 20th of April.",
        "The talks run from 3 to 5 May.",
        "He spoke at 4:17 a.m., then at 9pm and at 1400 GMT.",
        "The budget of 2024-25 was late.",
        "Article 50, Flight 214 and Resolution 2254 were named.",
        "The A14, the G20, an F-16, COVID-19 and a Boeing 737.",
        "Call 555-0142 or +44 20 7946 0958.",
        "He lives at 14 Elm Street.",
        "It was built in the 1990s, when he was in his 30s.",
        "The game was shown in 1080p on PS4 5.50.",
        "It is one of the oldest, and no one knows why.",
        "The first half was dull, and the second quarter was worse.",
        "Part 2 of season four is out.",
    ],
)
def test_english_years_days_hours_and_names_are_no_quantities(text):
    assert counted(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "افتتح المتحف عام 1987 وأغلق في 2019.",
        "غادر في 12 مارس وعاد يوم 15 من نيسان.",
        "تأكد النبأ في كانون الثاني 1885.",
        "وصل عند الساعة 4:17 فجرا.",
        "صدر القرار 2254 والمادة 50 والقانون رقم 18.18.",
        "حلقت مقاتلة إف-16 فوق مجموعة العشرين أثناء جائحة كوفيد-19.",
        "للاستفسار اتصل على 0123456789.",
        "توفي عام 656هـ الموافق 1258م.",
        "انتهى الشوط الأول في النصف الأول من الاثنين.",
        "قالت ميتا إن البلدين والجانبين اتفقا.",
        "سيطرت حركة طالبان على كابل.",
        "الكمية كبيرة ولست أدري.",
    ],
)
def test_arabic_years_days_hours_and_names_are_no_quantities(text):
    assert counted(text, "ar") == []


@pytest.mark.parametrize(
    ("text", "language", "age"),
    [
        ("A 34-year-old man fell.", "en", 34),
        ("The suspect, 41, fled.", "en", 41),
        ("Karim Saleh, 63, resigned.", "en", 63),
        ("She is aged 22.", "en", 22),
        ("He turned 38 last week.", "en", 38),
        ("قال المزارع (53 عاما) إنه باع أرضه.", "ar", 53),
        ("اللاعب البالغ من العمر 34 عاما.", "ar", 34),
    ],
)
def test_an_age_is_told_as_one(text, language, age):
    assert [(int(each.value), each.kind.value) for each in quantities(text, language)] == [(age, "age")]


def test_a_score_is_no_range_and_no_count():
    kinds = {each.kind.value for each in quantities("Brazil won 4-2 and Spain beat Italy 3-1.", "en")}

    assert kinds == {"score"}


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [
        ("About 2000 people came.", "en", [2000]),
        ("They employ 2000 workers.", "en", [2000]),
        ("It will create from 2000 to 2500 jobs.", "en", [2000]),
        ("In May 12 people died.", "en", [12]),
        ("اعتقل 1980 شخصا.", "ar", [1980]),
        ("سيوفر المصنع من 2000 إلى 2500 وظيفة.", "ar", [2000]),
        ("أيدت القرار 71 دولة.", "ar", [71]),
    ],
)
def test_what_looks_like_a_year_or_a_day_counts_where_it_has_something_to_count(text, language, numbers):
    assert counted(text, language) == numbers


def test_one_in_five_is_no_count():
    assert counted("One in five adults and seven in ten Britons agree.") == []
    assert counted("يعاني واحد من كل أربعة أطفال من الجوع.", "ar") == []
