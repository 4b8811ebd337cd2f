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


def test_what_is_no_feed_is_told_with_its_line():
    body = b"""<?xml version="1.0"?>
<!DOCTYPE opml [
  <!ENTITY name "value">
]>
<opml><body>
  <outline text="Folder">
    <outline text="Old" xmlUrl="gopher://old.example/"/>
    <outline text="New"
             xmlUrl="https://new.example/feed"/>
  </outline>
  <outline text="Odd" type="rss" url="javascript:alert(1)"/>
</body></opml>"""

    found = opml.read_all(body)

    assert [(one.line, one.feed_url) for one in found.outlines] == [(9, "https://new.example/feed")]
    assert [(one.line, one.reason.partition(" is ")[0]) for one in found.refused] == [
        (7, "'gopher://old.example/'"),
        (11, "'javascript:alert(1)'"),
    ]
    assert not found.more


def test_a_list_without_end_is_read_as_far_as_anybody_needs(monkeypatch):
    monkeypatch.setattr(opml, "MOST", 3)
    body = "<opml><body>" + "".join(f'<outline xmlUrl="https://a.example/{n}"/>' for n in range(5))

    found = opml.read_all(body.encode())

    assert (len(found.outlines), found.more) == (3, True)


def test_a_hundred_thousand_outlines_are_read():
    lines = "".join(f'<outline xmlUrl="https://a.example/{number}"/>\n' for number in range(100_000))

    found = opml.read_all(f"<opml><body>\n{lines}</body></opml>".encode())

    assert (len(found.outlines), found.refused, found.more) == (100_000, [], False)
    # So far down the parser may be one off.
    assert found.outlines[-1].line in (100_001, 100_002)


def test_what_is_too_large_is_not_looked_at():
    with pytest.raises(OpmlError, match="larger than 5 MB"):
        opml.read(b"<opml>" + b" " * opml.LARGEST)


def test_what_a_document_names_outside_is_not_fetched(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("https://secret.example/")
    body = f"""<!DOCTYPE opml [<!ENTITY f SYSTEM "file://{secret}"><!ENTITY % p SYSTEM "http://127.0.0.1:1/"> %p;]>
    <opml><body><outline text="&f;" xmlUrl="https://a.example/&f;"/><outline xmlUrl="&f;"/></body></opml>"""

    assert "secret" not in str(opml.read_all(body.encode()))
