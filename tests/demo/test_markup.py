import pytest

from daily8.demo import markup


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One line\nof text.", "<p>One line of text.</p>"),
        ("Fish & <chips>", "<p>Fish &amp; &lt;chips&gt;</p>"),
        ("## Results", "<h2>Results</h2>"),
        ("> So it is.", "<blockquote><p>So it is.</p></blockquote>"),
        ("- one\n- two", "<ul><li>one</li><li>two</li></ul>"),
        ("1. first\n2. second", "<ol><li>first</li><li>second</li></ol>"),
        (
            "| | A |\n|---|---|\n| shots | 9 |",
            "<table><thead><tr><th></th><th>A</th></tr></thead>"
            "<tbody><tr><td>shots</td><td>9</td></tr></tbody></table>",
        ),
    ],
)
def test_each_kind_of_block_becomes_its_html(text, html):
    assert markup.to_html(text, pictures="/pictures/", name="x") == html


def test_an_inline_picture_has_an_address_of_its_own_and_a_caption():
    html = markup.to_html("![Ribs & planks](boats)", pictures="/pictures/", name="a yard")
    assert 'src="/pictures/boats/inline/a%20yard.jpg"' in html
    assert "<figcaption>Ribs &amp; planks</figcaption>" in html


def test_blocks_are_parted_by_an_empty_line():
    html = markup.to_html("One.\n\n- two\n\nThree.", pictures="", name="")
    assert html == "<p>One.</p>\n<ul><li>two</li></ul>\n<p>Three.</p>"
