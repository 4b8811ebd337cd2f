"""A number is read with what it counts, how exactly it is meant, and what happened to those it counts."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies

from daily8.engine.quantities import About, Kind, quantities


def told(text, language="en"):
    return [
        (each.value if each.upper is None else (each.value, each.upper), each.kind.value, each.unit or each.what)
        for each in quantities(text, language)
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The blast killed 12 people and injured 30.", [(12, "dead", "people"), (30, "injured", "")]),
        ("The death toll rose from 22 to 26 on Friday.", [(22, "dead", ""), (26, "dead", "")]),
        ("Nine passengers were wounded and two are missing.", [(9, "injured", "passengers"), (2, "missing", "")]),
        ("Police arrested 31 protesters.", [(31, "arrested", "protesters")]),
        ("Some 8,000 people fled their homes.", [(8000, "displaced", "people")]),
        ("Two bombs killed 12 soldiers.", [(2, "count", "bombs"), (12, "dead", "soldiers")]),
        ("He was charged with attempting to kill two people.", [(2, "count", "people")]),
        (
            "Some 400 soldiers and 60 police officers died.",
            [(400, "dead", "soldiers"), (60, "dead", "police officers")],
        ),
        (
            "The blaze hurt 14 firefighters, three of them badly.",
            [(14, "injured", "firefighters"), (3, "injured", "")],
        ),
        ("Israel freed 55 detainees.", [(55, "count", "detainees")]),
        ("No deaths were reported.", [(0, "dead", "deaths")]),
        ("Nobody was hurt.", [(0, "injured", "")]),
        ("There were no immediate reports of casualties.", []),
    ],
)
def test_what_happened_to_those_counted_is_told_in_english(text, numbers):
    assert told(text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("قتل 12 شخصا وأصيب 30 آخرون.", [(12, "dead", "شخصا"), (30, "injured", "آخرون")]),
        ("ارتفعت حصيلة القتلى من 22 إلى 26.", [(22, "dead", ""), (26, "dead", "")]),
        ("لقي شخصان مصرعهما.", [(2, "dead", "شخصان")]),
        ("قتلت القوات خمسة مسلحين واعتقلت ثلاثة.", [(5, "dead", "مسلحين"), (3, "arrested", "")]),
        ("نزح نصف مليون شخص.", [(500000, "displaced", "شخص")]),
        ("لا يزال 59 شخصا في عداد المفقودين.", [(59, "missing", "شخصا")]),
        ("بلغت الوفيات في البلاد 1.180 حالة.", [(1180, "dead", "حالة")]),
        ("توفي 11 معتقلا وأفرج عن ثلاثة منهم.", [(11, "dead", "معتقلا"), (3, "count", "")]),
        ("فقد ترك 47 مليون موظف عملهم في ميتا.", [(47_000_000, "count", "موظف")]),
        ("لم تسجل أي وفيات.", [(0, "dead", "وفيات")]),
        ("لم يصب أحد في الحريق.", [(0, "injured", "")]),
    ],
)
def test_what_happened_to_those_counted_is_told_in_arabic(text, numbers):
    assert told(text, "ar") == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It cost US$5m, or 4.6 million euros.", [(5000000, "money", "USD"), (4600000, "money", "EUR")]),
        ("Prices rose by 3.4 per cent.", [(Decimal("3.4"), "percent", "percent")]),
        ("Between 30 and 40 homes burned.", [((30, 40), "count", "homes")]),
        ("It needs $2-3 billion.", [((2 * 10**9, 3 * 10**9), "money", "USD")]),
        ("The Senate voted 52-48.", [(52, "votes", ""), (48, "votes", "")]),
        (
            "Over three years it fell from 23 billion to 19 billion shillings in Kenya.",
            [(3, "duration", "year"), (23_000_000_000, "money", "KES"), (19_000_000_000, "money", "KES")],
        ),
        (
            "Ann, who is 57, took a Boeing 787-9 and won 4-2.",
            [(57, "age", ""), (4, "score", ""), (2, "score", "")],
        ),
        ("Winds of 215 km/h and 30 cm of rain.", [(215, "measure", "km/h"), (30, "measure", "cm")]),
        ("A 40-year-old man, F-16 jets, COVID-19, the G20, 12 March 2024, at 4:17 a.m.", [(40, "age", "")]),
        ("الكلفة 3,5 مليارات درهم في المغرب.", [(3_500_000_000, "money", "MAD")]),
        ("عشرون ألف جنيه مصري و٦٨٪", [(20000, "money", "EGP"), (68, "percent", "percent")]),
        ("أقر القانون بأغلبية 218 صوتا مقابل 209.", [(218, "votes", "صوتا"), (209, "votes", "")]),
        ("بين 3 و5 طائرات", [((3, 5), "count", "طائرات")]),
    ],
)
def test_a_number_is_read_with_its_unit(text, numbers):
    assert told(text, "ar" if "\u0600" <= text[0] < "\u0700" else "en") == numbers


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("about 12 homes", About.ABOUT),
        ("at least 12 homes", About.AT_LEAST),
        ("up to 12 homes", About.AT_MOST),
        ("12 or more homes", About.AT_LEAST),
        ("hundreds of homes", About.VAGUE),
        ("12 homes", About.EXACT),
        ("نحو 12 منزلا", About.ABOUT),
        ("ما لا يقل عن 12 منزلا", About.AT_LEAST),
        ("12 منزلا على الأقل", About.AT_LEAST),
        ("أقل من 12 منزلا", About.AT_MOST),
        ("مئات المنازل", About.VAGUE),
    ],
)
def test_words_of_degree_say_how_exactly_a_number_is_meant(text, about):
    (quantity,) = quantities(text, "en")

    assert quantity.about == about
    assert quantity.kind == Kind.COUNT


def test_those_counted_within_others_are_a_part_of_them():
    whole, part = quantities("The strike killed 54 civilians, including 13 children.", "en")

    assert (whole.kind, whole.part) == (Kind.DEAD, False)
    assert (part.kind, part.part, part.what) == (Kind.DEAD, True, "children")


def test_a_quantity_stands_where_its_number_with_its_unit_stands():
    text = "Some words. It paid US$5 million for 3 km of road."

    assert [text[each.start : each.end] for each in quantities(text, "en")] == ["US$5 million", "3 km"]


WORDS = """
12 killed people and , . 3-1 $ % between to from 2024 May one half of مقتل و5 أشخاص بين ألف في المئة no nobody hurt
لم يصب أحد votes 52 - 48 ( ) minus °C million السجن الـ
"""


@given(strategies.lists(strategies.sampled_from(WORDS.split()), max_size=25))
def test_any_order_of_words_is_read(parts):
    text = " ".join(parts)

    places = [(each.start, each.end) for each in quantities(text, "ar")]

    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("قضى أكثر من 1200 شخص ليلتهم في المدارس.", "count"),
        ("قضى 50 طفلا وقتا طويلا في الملجأ.", "count"),
        ("نحو 300 عامل قضوا إجازتهم في القرية.", "count"),
        ("قضى 12 شخصا ليلة الجمعة في حادث.", "dead"),
        ("قضى 5 أشخاص خلال ساعات.", "dead"),
        ("نحو 300 عامل قضوا في الحريق.", "dead"),
    ],
)
def test_who_spends_the_night_somewhere_has_not_died(text, kind):
    assert [each for _, each, _ in told(text, "ar")] == [kind]


def test_a_sentence_without_end_is_read_as_far_as_a_sentence_goes():
    found = quantities(
        "The blast killed 12 people " + "and a 5-4 vote 3 to 2 " * 5_000 + ".\nIt injured 30.", "en"
    )

    assert (found[0].value, found[0].kind) == (12, Kind.DEAD)
    assert (found[-1].value, found[-1].kind) == (30, Kind.INJURED)
    assert len(found) < 2_000
