"""Comments as HTML."""

import json
import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from daily8.engine.remarks import markup

SHARED = Path(os.environ.get("DAILY8_SHARED") or Path(__file__).parents[4] / "shared")
VECTORS = SHARED / "data" / "xss" / "vectors.jsonl"
ELEMENTS = {"div": set(), "a": {"href", "dir", "rel"}, "br": set(), "em": set(), "li": set()} | {
    name: {"dir"} for name in ("p", "blockquote", "ul")
}


def assert_harmless(shown: str) -> None:
    """No element, attribute or address but those that comments have."""
    for element in html.fragment_fromstring(shown, create_parent="div").iter():
        assert element.tag in ELEMENTS
        assert set(element.attrib) <= ELEMENTS[element.tag]
        if element.tag == "a":
            assert urlsplit(element.get("href")).scheme in ("http", "https")
            assert element.get("rel") == "nofollow ugc noopener"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Ships left.", '<p dir="auto">Ships left.</p>'),
        ("One\ntwo\n\nthree", '<p dir="auto">One<br>two</p><p dir="auto">three</p>'),
        ("It is *very* early", '<p dir="auto">It is <em>very</em> early</p>'),
        ("3 * 4 * 5 and 2*3*4", '<p dir="auto">3 * 4 * 5 and 2*3*4</p>'),
        ("*open", '<p dir="auto">*open</p>'),
        (
            "> They left\n> at dawn\nNo.",
            '<blockquote dir="auto"><p>They left<br>at dawn</p></blockquote><p dir="auto">No.</p>',
        ),
        ("- one\n- *two*", '<ul dir="auto"><li>one</li><li><em>two</em></li></ul>'),
        ("-5 degrees", '<p dir="auto">-5 degrees</p>'),
        ("a < b & c > d", '<p dir="auto">a &lt; b &amp; c &gt; d</p>'),
        ("", ""),
    ],
)
def test_a_comment_has_a_small_markup(typed, shown):
    assert markup.shown(typed) == shown


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("see https://daily.example/a?b=c&d=e.", "https://daily.example/a?b=c&d=e"),
        ("(http://daily.example/x)", "http://daily.example/x"),
        ("https://daily.example/Crane_(bird)", "https://daily.example/Crane_(bird)"),
        ("انظر https://daily.example/خبر؟", "https://daily.example/خبر"),
    ],
)
def test_a_bare_address_is_a_link_without_the_sentence_around_it(typed, address):
    (link,) = html.fragment_fromstring(markup.shown(typed), create_parent="div").iter("a")

    assert (link.get("href"), link.text, link.get("rel")) == (address, address, "nofollow ugc noopener")


@pytest.mark.parametrize(
    "typed",
    [
        "https://bank.example@evil.example/",
        "https://аpple.example/",
        "https:///nothing",
        "javascript:alert(1)",
        "https://[bad",
        "[x](https:x)",
        "www.daily.example",
    ],
)
def test_what_is_not_the_address_that_it_seems_to_be_stays_text(typed):
    assert "<a" not in markup.shown(typed)


def test_letters_that_turn_others_round_are_gone():
    assert markup.shown("abc\u202egnp.exe\u2066\u200b") == '<p dir="auto">abcgnp.exe</p>'


def test_a_comment_of_a_million_letters_is_told_so_at_once():
    with pytest.raises(markup.TooLong) as told:
        markup.accepted("x" * 1_000_000)

    assert told.value.length == 1_000_000


def test_a_comment_may_be_as_long_as_a_letter_to_the_editor():
    assert len(markup.accepted("x" * markup.LONGEST + "\n\n")) == markup.LONGEST
    with pytest.raises(markup.TooLong):
        markup.accepted("x" * (markup.LONGEST + 1))


@pytest.mark.skipif(not VECTORS.exists(), reason="the shared vectors are not here: set DAILY8_SHARED")
def test_every_known_vector_is_harmless():
    vectors = [json.loads(line)["payload"] for line in VECTORS.read_text("utf-8").split("\n") if line]

    assert len(vectors) > 4000
    for payload in vectors:
        assert_harmless(markup.shown(payload))
        assert_harmless(markup.shown(f"https://a.example/{payload} *{payload}*\n> {payload}\n- {payload}"))


@given(st.text(alphabet=st.sampled_from("ab *>-<\"'&;:/\n()hps.@\u0301\u202e\u064e"), max_size=80))
def test_whatever_is_typed_is_harmless_and_says_the_same_when_it_is_kept(typed):
    assert_harmless(markup.shown(typed))
    assert markup.shown(markup.accepted(typed)) == markup.shown(typed)


@pytest.mark.parametrize("piece", ["*a ", "https://", ">", "- ", "(", ")", "*", "https://a)", "<", "\u0301"])
def test_a_long_comment_of_nothing_but_signs_is_read_once(piece):
    assert_harmless(markup.shown((piece * markup.LONGEST)[: markup.LONGEST]))


def test_what_a_comment_says_itself_is_one_line_without_signs():
    text = "> never this empty\nIn *1998*  it was.\n- see https://ships.example/list."

    assert markup.spoken(text) == "In 1998 it was. - see https://ships.example/list."
    assert markup.spoken("> only a quote") == ""
