"""Words are cut at the same places and compared by the same letters, whatever accents and signs they carry."""

import pytest

from daily8.engine.tagging.reading import arabic_forms, fold, is_arabic, phrase, read, without_article


def test_every_word_stands_where_the_text_has_it():
    text = "“Ukraine’s  Zelenskyy”, قال الرئيسُ الأوكرانيّ — U.S.-led talks_now."

    words = read(text)

    for word, start in zip(words.words, words.starts, strict=True):
        assert text[start : start + len(word)].replace("_", " ") == word
    assert (
        "".join(gap + word for gap, word in zip(words.gaps, words.words, strict=False))
        == text.replace("_", " ")[: words.starts[-1] + len(words.words[-1])]
    )


def test_a_mention_ends_before_its_possessive():
    words = read("Ukraine’s and Egypt's and Paris")

    assert [words.text[words.starts[index] : words.end(index)] for index in (0, 2, 4)] == [
        "Ukraine",
        "Egypt",
        "Paris",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zürich", "Zurich"),
        ("Erdoğan", "erdogan"),
        ("Łódź", "Lodz"),
        ("Sana'a", "Sanaa"),
        ("Sana’a", "Sanaa"),
        ("Ukraine's", "Ukraine"),
        ("أحمد", "احمد"),
        ("الإسكندرية", "الاسكندريه"),
        ("مصطفى", "مصطفي"),
        ("مُحَمَّد", "محمد"),
        ("محـــمد", "محمد"),
        ("کابل", "كابل"),
        ("ﷲ", "الله"),
    ],
)
def test_spellings_of_one_word_are_compared_by_the_same_letters(one, other):
    assert fold(one) == fold(other)


def test_decomposed_accents_are_the_same_as_composed_ones():
    assert fold("Orba\u0301n") == fold("Orb\u00e1n") == "orban"


def test_a_name_is_compared_word_by_word():
    assert phrase("  Kim Jong-Un ") == "kim jong un"
    assert phrase("عبد الفتاح السيسي") == "عبد الفتاح السيسي"
    assert phrase("Côte d’Ivoire") == "cote divoire"
    assert phrase("!!!") == ""


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("وبوتين", "بوتين"),
        ("لبوتين", "بوتين"),
        ("فبوتين", "بوتين"),
        ("وببغداد", "بغداد"),
        ("للولايات", "الولايات"),
        ("وللعراق", "العراق"),
        ("لليبيا", "ليبيا"),
        ("بالقاهرة", "القاهره"),
        ("كالصين", "الصين"),
    ],
)
def test_what_is_attached_to_an_arabic_word_comes_off(word, form):
    assert form in arabic_forms(word)


def test_the_word_as_it_is_comes_first_among_its_forms():
    assert arabic_forms("باريس")[0] == "باريس"
    assert arabic_forms("وليد")[0] == "وليد"


def test_short_words_are_left_whole():
    assert arabic_forms("بن") == ("بن",)
    assert arabic_forms("في") == ("في",)


def test_an_article_comes_off_only_where_there_is_one():
    assert without_article(["الصين", "مصر", "ال"]) == ["صين"]


def test_letters_of_other_scripts_are_not_arabic():
    assert is_arabic("مصر")
    assert not is_arabic("Egypt")
    assert not is_arabic("Москва")
    assert not is_arabic("東京")


@pytest.mark.parametrize(
    "text", ["", "…", "''''''", "\u0640\u0640", "a" * 300_000, "'a" * 100_000, "م\u064b" * 100_000]
)
def test_odd_and_endless_words_are_cut_all_the_same(text):
    words = read(text)

    assert len(words.gaps) == len(words) + 1
