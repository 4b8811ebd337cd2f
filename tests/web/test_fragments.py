"""Addresses of sentences, read as a browser reads them."""

from urllib.parse import unquote

import pytest

from daily8.web.fragments import fragment

# Longer than twice as many words as stand at an end.
LONG = "The harbour of Port Amal was closed on Tuesday after a crane fell into the water."
ARABIC = "أعلنت وزارة النقل، الثلاثاء، إغلاق جسر النور في مدينة أمل ثلاثة أسابيع لإصلاح أعمدته."


def read(address: str) -> list[str]:
    """The words at both ends, as the specification cuts them out of an address."""
    parts = address.removeprefix("#:~:text=").split(",")
    # A part with a hyphen at an end would be context, not the text that is looked for.
    assert not any("-" in part for part in parts)
    assert "&" not in address
    return [unquote(part) for part in parts]


@pytest.mark.parametrize("sentence", [LONG, ARABIC], ids=["English", "Arabic"])
def test_a_long_sentence_is_told_by_the_words_at_its_ends(sentence: str) -> None:
    first, last = read(fragment(sentence))

    assert sentence.startswith(first)
    assert sentence.endswith(last)
    assert (len(first.split()), len(last.split())) == (5, 5)


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody was hurt.",
        "Rain.",
        "A so-called ‘well-to-do’ man, aged 51, left - at last.",
        "لم تقع إصابات، بحسب الوزارة.",
        "R&D costs 5% more, #1 in ten years?",
        "Bread &amp; <b>butter</b>",
        "𝒜 😀 crane",
    ],
)
def test_a_short_sentence_is_told_by_all_its_words(sentence: str) -> None:
    assert read(fragment(sentence)) == [sentence]


def test_commas_within_a_long_sentence_are_none_between_its_ends() -> None:
    sentence = "Ships, boats, rafts, canoes, tugs, ferries, barges, yachts, dinghies, punts, kayaks, liners."

    assert read(fragment(sentence)) == [
        "Ships, boats, rafts, canoes, tugs,",
        "yachts, dinghies, punts, kayaks, liners.",
    ]


def test_a_very_long_sentence_has_a_short_address() -> None:
    assert len(fragment(" ".join(f"word{number}" for number in range(30_000)))) < 200


@pytest.mark.parametrize("sentence", ["", " ", "長" * 30_000, f"See {'x' * 5000}."])
def test_a_sentence_of_endless_words_is_told_by_its_article_alone(sentence: str) -> None:
    assert fragment(sentence) == ""


def test_half_a_character_is_no_fault() -> None:
    assert fragment("A broken \ud83d sign.") == "#:~:text=A%20broken%20%3F%20sign."


def test_white_space_of_all_sorts_is_one_blank_as_in_a_page() -> None:
    assert read(fragment("Two\u00a0 ships\n sank.")) == ["Two ships sank."]
