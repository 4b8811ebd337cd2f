"""What the whole of an Arabic article says of a name that is in doubt where it stands."""

import pytest

from daily8.engine.tagging import Directory, tag


@pytest.fixture(scope="module")
def directory():
    return Directory()


def names(text, directory, title=""):
    return {each.thing.name for each in tag(title, text, "ar", directory)}


@pytest.mark.parametrize(
    ("text", "name", "land"),
    [
        ("أعلن الحزب الديمقراطي مرشحه للرئاسة أمس.", "Democratic Party", "زار المرشح الولايات المتحدة."),
        ("انسحبت قوات الاحتلال من القرية مساء.", "Israel Defense Forces", "وقالت إسرائيل إن العملية انتهت."),
        ("قالت حماس إن المحادثات مستمرة.", "Hamas", "وتجري المحادثات بشأن قطاع غزة."),
    ],
)
def test_what_many_lands_have_is_meant_where_its_land_is_named(text, name, land, directory):
    assert name not in names(text, directory)
    assert name in names(f"{text} {land}", directory)


def test_a_theme_that_is_another_word_too_is_meant_where_it_is_said_often(directory):
    text = "يزور النحل الأزهار صباحا. ويعود النحل مساء إلى الخلايا، فتعد الباحثة النحل."

    assert "Bees" not in names("يزور النحل الأزهار صباحا.", directory)
    assert "Bees" in names(text, directory, title="كيف يعد النحل؟")


def test_the_most_common_words_are_no_themes_however_often_they_are_said(directory):
    text = "بدأت السنة بأمطار. وكانت السنة جافة في الجنوب، ثم انتهت السنة بلا محصول. وتلتها السنة الثانية."

    assert "Sunni" not in names(text, directory, title="حصاد السنة")
