"""How a page falls into blocks."""

from lxml import etree

from daily8.engine.extraction.blocks import Block, segment


def blocks_of(html: str) -> list[Block]:
    root = etree.fromstring(f"<html><body>{html}</body></html>", etree.HTMLParser())
    return segment(root.find("body"))


def texts_of(html: str) -> list[str]:
    return [block.text for block in blocks_of(html)]


def test_each_paragraph_heading_and_item_is_a_block():
    blocks = blocks_of("<h2>One</h2><p>Two</p><ul><li>Three</li><li>Four</li></ul>")

    assert [(block.tag, block.text) for block in blocks] == [
        ("h2", "One"),
        ("p", "Two"),
        ("li", "Three"),
        ("li", "Four"),
    ]


def test_inline_elements_do_not_break_a_block():
    assert texts_of("<p>The <b>old</b> <span>harbour</span> <a href='/b'>bridge</a></p>") == [
        "The old harbour bridge"
    ]


def test_text_beside_a_block_is_a_block_of_its_own():
    assert texts_of("<div>before<p>inside</p>after</div>") == ["before", "inside", "after"]


def test_two_line_breaks_part_paragraphs_and_one_does_not():
    assert texts_of("<div>one<br>still one<br> <br>two</div>") == ["one still one", "two"]


def test_a_link_around_blocks_is_counted_in_each():
    blocks = blocks_of("<a href='/x'><h3>Headline</h3><p>Teaser</p></a><p>Plain</p>")

    assert [(block.text, block.linked, block.links) for block in blocks] == [
        ("Headline", 8, 1),
        ("Teaser", 6, 1),
        ("Plain", 0, 0),
    ]


def test_scripts_forms_and_drawings_have_no_words():
    assert texts_of(
        "<script>x()</script><style>p{}</style><svg><text>y</text></svg><button>Go</button><p>Words</p>"
    ) == ["Words"]


def test_a_picture_is_a_block_without_words():
    picture = blocks_of("<figure><img src='a.jpg'><figcaption>Night</figcaption></figure>")[0]

    assert picture.picture is not None
    assert picture.text == ""
    assert picture.place.nearest("figure") is not None


def test_a_chinese_character_weighs_more_than_a_letter():
    latin, chinese = blocks_of("<p>abcd</p><p>港口大桥</p>")

    assert (latin.size, chinese.size) == (4, 10)


def test_places_deeper_than_any_publisher_nests_count_as_one():
    block = blocks_of("<div>" * 200 + "<p>Deep</p>" + "</div>" * 200)[0]

    assert block.text == "Deep"
    assert block.place.depth <= 120
