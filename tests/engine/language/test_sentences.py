"""Where sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daily8.engine.language.sentences import sentences

CUT = [
    ("He met Dr. Smith. J. K. Rowling spoke.", ["He met Dr. Smith.", "J. K. Rowling spoke."]),
    ("It began at 5 p.m. Tuesday. The U.S. Army left.", ["It began at 5 p.m. Tuesday.", "The U.S. Army left."]),
    ("They live in the U.S. They came in May.", ["They live in the U.S.", "They came in May."]),
    ("On Feb. 11 prices rose 3.5 per cent.", ["On Feb. 11 prices rose 3.5 per cent."]),
    ('"Is it safe?" he asked. Nobody knew.', ['"Is it safe?" he asked.', "Nobody knew."]),
    ("Acme Inc. said so. Acme Inc. It is gone.", ["Acme Inc. said so.", "Acme Inc.", "It is gone."]),
    ("Rain!! Why? Nobody knows…", ["Rain!!", "Why?", "Nobody knows…"]),
    ("A headline without a point\nThen the text.", ["A headline without a point", "Then the text."]),
    ("قال د. محمد علي إن 3.5 مليون تأثروا. وغادر.", ["قال د. محمد علي إن 3.5 مليون تأثروا.", "وغادر."]),
    ("«هل نحن مستعدون؟» قالت الوزيرة. لا أحد يعرف.", ["«هل نحن مستعدون؟» قالت الوزيرة.", "لا أحد يعرف."]),
    ("ماذا حدث؟ لا أحد يعرف.", ["ماذا حدث؟", "لا أحد يعرف."]),
    ("今天下雨。明天晴。", ["今天下雨。", "明天晴。"]),
    ("", []),
    (" \n ", []),
    ("...", ["..."]),
]


@pytest.mark.parametrize(("text", "expected"), CUT)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert [one.text for one in sentences(text)] == expected


@given(st.text(alphabet="ab Cd.!?؟«»\"'\n٣3،", max_size=80))
def test_sentences_have_all_of_a_text_in_its_order_but_the_blanks_between(text: str) -> None:
    found = sentences(text)
    assert all(text[one.start : one.end] == one.text for one in found)
    edges = [0, *(place for one in found for place in (one.start, one.end)), len(text)]
    assert edges == sorted(edges)
    assert "".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)).strip() == ""


def test_a_point_inside_a_long_text_costs_no_more_than_the_text_is_long() -> None:
    text = "A.B.C. Xy " * 30_000
    assert sentences(text)[-1].end == len(text.rstrip())
