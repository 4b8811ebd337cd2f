import re
import unicodedata

import pytest

from daily8.engine.words import Term, spelled, terms
from daily8.engine.words.terms import stem


def found(text):
    return [term.text for term in terms(text)]


@pytest.mark.parametrize(
    "forms",
    [
        "election elections Elections ELECTION election's election’s",
        "run running runs",
        "Élysée élysée Elysee ELYSÉE",
        "Straße Strasse strasse",
        "O’Neil O'Neil oneil",
        "выборы выборов выборам",
        "انتخاب انتخابات الانتخابات والانتخابات بالانتخابات للانتخابات",
        "المغرب بالمغرب للمغرب مغربي المغربية المغربيات",
        "مصر لمصر بمصر ومصر مصري المصريون المصريين",
        "فلسطين فلسطيني الفلسطينية للفلسطينيين",
        "وزارة الوزارة وزارات والوزارات",
        "ولاية الولاية ولايات الولايات",
        "ألمانيا المانيا أَلْمَانِيَا ألـمـانيا",
        "مستشفى مستشفي المستشفى",
        "مؤتمر موتمر المؤتمر",
        "2026 ٢٠٢٦ ۲۰۲۶ ２０２６",
    ],
)
def test_all_forms_of_a_word_are_one_term(forms):
    assert len(set(found(forms))) == 1


@pytest.mark.parametrize(
    "words",
    [
        "لبنان لبن",
        "بيروت يروت",
        "والد لد",
        "وزير زير",
        "ليبيا بيا",
        "باريس ريس",
        "ولد لد",
        "فيروس روس",
        "كورونا رونا",
        "universe run union",
        "19 2019",
    ],
)
def test_words_that_only_look_alike_are_terms_of_their_own(words):
    assert len(set(found(words))) == len(words.split())


def test_each_term_says_where_its_word_stands():
    text = "«الانتخابات» were held, don’t ask."

    assert [(term.text, text[term.start : term.end]) for term in terms(text)] == [
        ("انتخاب", "الانتخابات"),
        ("were", "were"),
        ("held", "held"),
        ("dont", "don’t"),
        ("ask", "ask"),
    ]


def test_a_sign_between_words_parts_them():
    assert found("COVID-19, AC/DC; snake_case") == ["covid", "19", "ac", "dc", "snake", "case"]


def test_where_words_are_not_spaced_neighbours_are_terms():
    assert list(terms("北京 上")) == [Term("北京", 0, 2), Term("上", 3, 4)]
    assert found("北京大学") == ["北京", "京大", "大学"]


def test_terms_are_of_letters_and_digits_alone_whatever_the_text():
    alphabet = [chr(code) for code in range(0x3000) if unicodedata.category(chr(code)) != "Cs"]
    text = " ".join("".join(alphabet[place : place + 7]) for place in range(0, len(alphabet), 3))

    assert [term for term in found(text) if not re.fullmatch(r"[^\W_]+", term)] == []


def test_a_word_with_signs_between_its_letters_is_one_term():
    assert len(found("हिन्दी समाचार")) == 2


def test_a_word_without_end_is_cut_and_a_text_without_words_has_no_terms():
    (term,) = terms("a" * 1_000_000)
    assert len(term.text) <= 60
    assert found(" ـ ،؛ ... \u200f “” 🙂 _") == []
    assert stem("") == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The storms' 26,750 coasts: COVID-19!",
        "والانتخابات في مصر ٢٠٢٦",
        "東京オリンピック 2020",
        "Ærø, naïve; ‘quoted’ words",
    ],
)
def test_terms_without_their_places_are_the_same(text):
    assert spelled(text) == [term.text for term in terms(text)]
