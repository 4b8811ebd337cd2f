from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from daily8.engine.feeds import opml
from daily8.engine.feeds.opml import OpmlError, Outline

HERE = Path(__file__).parent
CREATED = datetime(2024, 5, 14, 8, 0, tzinfo=UTC)


def test_a_broken_nested_list_is_read_with_its_folders():
    assert opml.read((HERE / "opml-nested.xml").read_bytes()) == [
        Outline(
            "Nile & Delta", "https://nile.example/rss", "https://nile.example/", ("World & more", "Africa"), "ar"
        ),
        Outline("Capital X", "https://cap.example/atom", "", ("World & more", "Africa")),
        Outline("Loose", "https://loose.example/feed", "", ("Sport", "Boxing")),
    ]


def test_what_is_written_is_read_again():
    outlines = [
        Outline("أنباء & <آراء>", "https://a.example/rss?x=1&y=2", "https://a.example/", ("عربي", "أخبار"), "ar"),
        Outline("", "https://b.example/feed"),
        Outline("C", "https://c.example/feed", "", ("عربي",), "en"),
        Outline("D", "https://d.example/feed", "", ("عربي", "أخبار")),
    ]

    written = opml.write(outlines, title="My & feeds", created=CREATED)

    assert sorted(opml.read(written), key=lambda outline: outline.feed_url) == outlines


def test_a_written_list_is_opml_two_with_one_element_for_a_folder():
    outlines = [Outline("A", f"https://a.example/{number}", categories=("World",)) for number in range(3)]

    root = etree.fromstring(opml.write(outlines, title="Mine", created=CREATED))

    assert root.get("version") == "2.0"
    assert root.findtext("head/title") == "Mine"
    assert root.findtext("head/dateCreated") == "Tue, 14 May 2024 08:00:00 +0000"
    assert [folder.get("text") for folder in root.findall("body/outline")] == ["World"]
    assert len(root.findall("body/outline/outline[@type='rss']")) == 3


def test_names_with_characters_that_xml_forbids_are_written_without_them():
    written = opml.write([Outline("a\0b\ud800", "https://a.example/")], title="\x01t", created=CREATED)

    assert opml.read(written)[0].title == "ab"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"<html><body>Log in</body></html>", "an HTML page"),
        (b"<rss><channel/></rss>", "its outermost element is <rss>"),
        (b"\x89PNG", "a binary file"),
        (b"hello", "not an OPML list"),
    ],
)
def test_what_is_no_list_is_named(body, reason):
    with pytest.raises(OpmlError, match=reason):
        opml.read(body)


def test_a_list_that_is_cut_off_gives_the_feeds_before_the_cut():
    whole = opml.write(
        [Outline(f"F{number}", f"https://a.example/{number}") for number in range(9)],
        title="Mine",
        created=CREATED,
    )

    found = opml.read(whole[: whole.index(b"https://a.example/7")])

    assert [outline.title for outline in found] == [f"F{number}" for number in range(7)]


def test_a_bomb_in_a_list_does_not_go_off():
    bomb = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))
    body = f'<!DOCTYPE opml [<!ENTITY l0 "ha">{bomb}]><opml><body><outline text="&l9;" xmlUrl="https://a.example/"/></body>'

    assert [outline.feed_url for outline in opml.read(body.encode())] == ["https://a.example/"]


def test_folders_in_folders_without_end_are_survived():
    body = "<opml><body>" + '<outline text="f">' * 50_000 + '<outline text="A" xmlUrl="https://a.example/"/>'

    assert opml.read(body.encode()) == []
