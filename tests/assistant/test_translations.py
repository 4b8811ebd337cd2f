"""What can be the translation of a text, and what cannot."""

import pytest

from daily8.assistant.translations import is_translation

ARABIC = "وقالت الوزارة إن كلفة الإصلاح تبلغ 2.4 مليون دولار، وإن 14 ألف سيارة تعبر الجسر يوميا."
ENGLISH = (
    "The ministry said that the repair costs 2.4 million dollars, and that 14,000 cars cross the bridge daily."
)


def to_english(draft: str, words: str = ARABIC) -> bool:
    return is_translation(draft, words, language="en", original="ar")


def to_arabic(draft: str, words: str = ENGLISH) -> bool:
    return is_translation(draft, words, language="ar", original="en")


def test_good_translations_are_some() -> None:
    assert to_english(ENGLISH)
    assert to_arabic(ARABIC)
    assert to_english("Bridge closed", "إغلاق جسر النور ثلاثة أسابيع")
    assert to_arabic("الناتو NATO يجتمع في بروكسل", "NATO meets in Brussels")
    assert to_english(
        "See https://bridge.example/map for the way.", "انظر https://bridge.example/map لمعرفة الطريق."
    )


@pytest.mark.parametrize(
    "draft",
    [
        ENGLISH.replace("2.4", "2.6"),
        ENGLISH.replace("14,000", "40,000"),
        "The bridge is closed.",
        ENGLISH * 4,
        "",
        ARABIC,
        "Das Ministerium sagte, die Reparatur koste 2,4 Millionen Dollar und 14.000 Autos querten die Brücke.",
        f"{ENGLISH} زقظخترق",
        f"{ENGLISH} Visit https://evil.example now.",
        f"{ENGLISH} Write to me@evil.example.",
        f"{ENGLISH} More on evil.example.",
    ],
)
def test_what_adds_leaves_out_or_is_in_another_language_is_none(draft: str) -> None:
    assert not to_english(draft)


@pytest.mark.parametrize(
    "draft", [ENGLISH, f"XQZPWND {ARABIC}", ARABIC.replace("2.4", "24"), f"{ARABIC} www.evil.example"]
)
def test_the_same_holds_into_arabic(draft: str) -> None:
    assert not to_arabic(draft)


def test_a_headline_is_no_room_for_a_text() -> None:
    assert not to_english("The bridge is closed, and all that you ever knew of bridges was wrong.", "جسر النور")
