"""Sentences of an archive that say what something is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daily8.engine.defining import Definition, SentenceOf, definitions


def found(name: str, *texts: str, spellings: tuple[str, ...] = (), language: str = "") -> list[Definition]:
    sentences = [SentenceOf(str(place), place, text, _language(text)) for place, text in enumerate(texts)]
    return definitions(name, spellings, sentences, language)


def _language(text: str) -> str:
    return "ar" if any("\u0620" <= letter <= "\u064a" for letter in text) else "en"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Pieter Maas", "Pieter Maas, a hydrologist at Delft, warned of floods.", "a hydrologist at Delft"),
        ("Pieter Maas", "Pieter Maas, 44, a hydrologist, warned of floods.", "a hydrologist"),
        ("Lena Holm", "Lena Holm, director of the museum, said so on Monday.", "director of the museum"),
        ("Waterstaat", "The readings come from Waterstaat, the Dutch water agency.", "the Dutch water agency"),
        ("Waterstaat", "It was told by the Dutch water agency Waterstaat on Monday.", "the Dutch water agency"),
        ("Orvane", "A jury in Texas ordered the chip maker Orvane on Friday to pay.", "the chip maker"),
        ("Trier", "Thieves broke into a museum in the German city of Trier on Sunday.", "the German city"),
        ("Lena Holm", "Health Minister Lena Holm opened the clinic.", "Health Minister"),
        ("Rui Alva", "That was told by Porto Velho coach Rui Alva.", "Porto Velho coach"),
        ("Kalmar", "Kalmar is a town on the coast of Sweden.", "a town on the coast of Sweden"),
        ("Ana Reyes", "Professor Ana Reyes of the Lima clinic, led.", "Professor Ana Reyes of the Lima clinic"),
        ("فؤاد العسالي", "وأوضح فؤاد العسالي، مدير مركز المخاطر، أن الرياح قوية.", "مدير مركز المخاطر"),
        ("زينب محمد", "قالت زينب محمد، وهي بائعة شاي من حي توتي، إنها خسرت.", "وهي بائعة شاي من حي توتي"),
        ("نبيل الغربي", "قضت محكمة بسجن وزير البيئة السابق نبيل الغربي ثماني سنوات.", "وزير البيئة السابق"),
        ("باسل الخطيب", "وقال الرئيس التنفيذي للشركة باسل الخطيب إن الطائرة ستصل.", "الرئيس التنفيذي للشركة"),
        ("سيمنس", "وتنفذ شركة سيمنس الألمانية المشروع في مصر.", "شركة سيمنس الألمانية"),
        ("القرعون", "نفقت الأسماك في بحيرة القرعون شرقي لبنان يوم الخميس.", "بحيرة القرعون شرقي لبنان"),
        ("صفاقس", "صفاقس هي ثاني أكبر مدن تونس.", "ثاني أكبر مدن تونس"),
    ],
)  # fmt: skip
def test_the_part_of_a_sentence_that_says_what_something_is(name: str, text: str, words: str):
    (definition, *_) = found(name, text)

    assert definition.words == words
    assert definition.sentence.text == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Lena Holm", "Lena Holm, the agency said, will not come."),
        ("Lena Holm", "On Monday Lena Holm opened the clinic."),
        ("Kalmar", "In Kalmar, the mayor, Lena Holm, opened a clinic."),
        ("Oman", "The fact that Oman agreed came late."),
        ("Holm", "Lena Holmes, a baker, sells bread."),
        ("Kalmar", "They met in Kalmar, and left."),
        ("شفشاون", "نقلوا إلى مستشفى محمد الخامس في شفشاون أمس."),
        ("زينب", "وقالت زينب، أمس، إنها فقدت متجرها."),
        ("", "Nothing, a word, is here."),
    ],
)
def test_a_sentence_that_only_names_something_says_nothing_of_it(name: str, text: str):
    assert found(name, text) == []


def test_what_says_most_comes_first_and_each_thing_once():
    texts = (
        "Governor Ingrid Dahl spoke on Monday.",
        "Ingrid Dahl, an economist who has led the bank since 2022, spoke.",
        "Ingrid Dahl, an economist who has led the bank since 2022, resigned.",
    )

    assert [each.sentence.article for each in found("Ingrid Dahl", *texts)] == ["1", "0"]


def test_other_spellings_are_found_and_the_language_asked_for_comes_first():
    texts = ("قال رئيس البلدية خالد منصور إن الجسر أغلق.", "Khaled Mansour, the mayor of Sfax, closed the bridge.")

    arabic = found("Khaled Mansour", *texts, spellings=("خالد منصور",), language="ar")
    english = found("Khaled Mansour", *texts, spellings=("خالد منصور",), language="en")

    assert [each.sentence.language for each in arabic] == ["ar", "en"]
    assert [each.sentence.language for each in english] == ["en", "ar"]


def test_a_name_is_no_pattern():
    assert found("C++ (a+)+", "They use C++ (a+)+ daily.") == []
    assert found("a" * 5_000, "a" * 600) == []


@given(st.text(alphabet='aA b,.،، وهو()"مدير-', max_size=200))
def test_any_sentence_is_read(text: str):
    for definition in found("A b", text) + found("مدير", text):
        assert definition.words == text[definition.start : definition.end] != ""
