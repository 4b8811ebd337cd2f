"""When the dates are that a text tells."""

from datetime import date

import pytest

from daily8.engine.moments import moments, tellings

# A Wednesday.
TODAY = date(2026, 2, 11)


def told(text, language="en", today=TODAY):
    return [(each.written, each.first, each.last) for each in moments(text, language, today)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("The city began on Tuesday.", (2026, 2, 10), (2026, 2, 10)),
        ("The council will vote on Tuesday.", (2026, 2, 17), (2026, 2, 17)),
        ("It opened last Wednesday.", (2026, 2, 4), (2026, 2, 4)),
        ("It was shut on Feb. 9.", (2026, 2, 9), (2026, 2, 9)),
        ("It was shut on 9 February 2024 at noon.", (2024, 2, 9), (2024, 2, 9)),
        ("It was shut on December 20.", (2025, 12, 20), (2025, 12, 20)),
        ("The fair is on March 3-5.", (2026, 3, 3), (2026, 3, 5)),
        ("The bridge was built in March 2019.", (2019, 3, 1), (2019, 3, 31)),
        ("The bridge was closed in November.", (2025, 11, 1), (2025, 11, 30)),
        ("The bridge will open in November.", (2026, 11, 1), (2026, 11, 30)),
        ("It happened yesterday.", (2026, 2, 10), (2026, 2, 10)),
        ("It happened three days ago.", (2026, 2, 8), (2026, 2, 8)),
        ("It happened last week.", (2026, 2, 2), (2026, 2, 8)),
        ("It is planned for next month.", (2026, 3, 1), (2026, 3, 31)),
        ("Loans rose in the second quarter.", (2025, 4, 1), (2025, 6, 30)),
        ("The town was founded in 1874.", (1874, 1, 1), (1874, 12, 31)),
        ("A flag comes by the end of June.", (2026, 6, 21), (2026, 6, 30)),
        ("Sales will stop from November 1 and offices close.", (2026, 11, 1), (2026, 11, 1)),
        ("It was filed on 2025-12-31.", (2025, 12, 31), (2025, 12, 31)),
    ],
)
def test_an_english_date_is_told_from_the_day_of_publication(text, first, last):
    [(_, found_first, found_last)] = told(text)

    assert (found_first, found_last) == (date(*first), date(*last))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("أعلنت الوزارة الأحد بدء التشغيل.", (2026, 2, 8), (2026, 2, 8)),
        ("أعلنت الوزارة الثلاثاء الماضي القرار.", (2026, 2, 10), (2026, 2, 10)),
        ("سيصوت المجلس الثلاثاء على الخطة.", (2026, 2, 17), (2026, 2, 17)),
        ("وقع الزلزال في ١٢ مارس ٢٠٢٤.", (2024, 3, 12), (2024, 3, 12)),
        ("أقيم المعرض في كانون الثاني 2025.", (2025, 1, 1), (2025, 1, 31)),
        ("يبدأ التشغيل في أكتوبر المقبل.", (2026, 10, 1), (2026, 10, 31)),
        ("وصل الوفد أمس إلى العاصمة.", (2026, 2, 10), (2026, 2, 10)),
        ("اندلع الحريق قبل ثلاثة أيام.", (2026, 2, 8), (2026, 2, 8)),
        ("اندلع الحريق الأسبوع الماضي.", (2026, 2, 2), (2026, 2, 8)),
        ("تأسست الشركة عام 2014.", (2014, 1, 1), (2014, 12, 31)),
        ("ارتفعت الأرباح في الربع الأول من 2025.", (2025, 1, 1), (2025, 3, 31)),
    ],
)
def test_an_arabic_date_is_told_from_the_day_of_publication(text, first, last):
    found_first, found_last = told(text, "ar")[0][1:]

    assert (found_first, found_last) == (date(*first), date(*last))


@pytest.mark.parametrize(
    "text",
    [
        "It may rain, and they march on.",
        "The sun sat low over the second house.",
        "It burned 1850 hectares and 2,014 trees.",
        "The part 30/2 was made 32 times.",
        "لا شيء هنا غير الكلام.",
        "",
    ],
)
def test_words_and_numbers_that_are_no_dates_are_none(text):
    assert told(text) == []


def test_a_day_that_no_month_has_is_left_out():
    assert told("They met on February 30.") == []


def test_places_are_those_of_the_text():
    text = "أعلنت الوزارة، في 9 فبراير، القرار."

    [moment] = moments(text, "ar", TODAY)

    assert text[moment.start : moment.end] == moment.written == "9 فبراير"


def test_a_text_in_a_language_that_is_not_read_tells_nothing():
    assert told("On Tuesday.", language="de") == []


def test_what_is_told_is_the_same_in_both_languages():
    [english], [arabic] = tellings("on Feb 11, 2024"), tellings("في 11 فبراير 2024")

    assert english.parts == arabic.parts == {"day:11", "month:2", "year:2024"}


def test_a_long_text_of_digits_is_read_at_once():
    assert moments("12 " * 20_000, "en", TODAY) == []
