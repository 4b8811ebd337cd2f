import pytest
from lxml import html

from daily8.articles import safe_html
from daily8.engine import sanitizing


def shown(source: str) -> html.HtmlElement:
    return html.fragment_fromstring(safe_html.body(source), create_parent="div")


def test_pictures_in_a_body_come_through_this_site():
    (picture,) = shown('<p>a</p><img src="https://x.example/1.jpg" width="800" height="600">').iter("img")

    assert picture.get("src").startswith("/picture/960/")
    assert (picture.get("width"), picture.get("height")) == ("800", "600")
    assert (picture.get("loading"), picture.get("alt")) == ("lazy", "")


def test_a_picture_keeps_what_it_shows_in_words():
    (picture,) = shown('<img src="https://x.example/1.jpg" alt="A ship">').iter("img")

    assert picture.get("alt") == "A ship"


@pytest.mark.parametrize("source", ['<img src="data:image/png;base64,AA">', "<img>", '<img src="/1.jpg">'])
def test_a_picture_from_nowhere_is_left_out_and_the_words_after_it_stay(source):
    assert safe_html.body(f"<p>before {source}after</p>") == "<p>before after</p>"


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (["h1"], ["h2"]),
        (["h3", "h5", "h3"], ["h2", "h3", "h2"]),
        (["h2", "h3"], ["h2", "h3"]),
        (["h1", "h2", "h3", "h4", "h5", "h6"], ["h2", "h3", "h4", "h5", "h6", "h6"]),
    ],
)
def test_headings_go_on_from_the_headline_without_gaps(tags, expected):
    source = "".join(f"<{tag}>words</{tag}>" for tag in tags)

    assert [heading.tag for heading in shown(source)] == expected


def test_links_and_headings_without_words_are_taken_out():
    source = '<h2> </h2><p>a<a href="https://x.example"></a>b</p>'

    assert "<a" not in safe_html.body(source)
    assert "<h2" not in safe_html.body(source)
    assert "ab" in safe_html.body(source)


def test_a_link_around_a_picture_stays():
    source = '<a href="https://x.example"><img src="https://x.example/1.jpg" alt="A ship"></a>'

    assert shown(source).find("a/img") is not None


def test_wide_tables_scroll_by_themselves_and_with_the_keyboard():
    root = shown("<p>a</p><table><tr><td>1</td></tr></table>b<p>c</p>")

    (frame,) = root.find_class("scroll")
    assert frame.get("tabindex") == "0"
    assert frame.find("table") is not None
    assert frame.tail == "b"


@pytest.mark.parametrize("source", ["", "  ", "<p></p>"])
def test_nothing_stays_nothing(source):
    assert not shown(source).text_content().strip() if source.strip() else safe_html.body(source) == ""


def test_text_that_looks_like_a_tag_stays_text():
    source = sanitizing.clean(
        '<p title="&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;">1 &lt; 2 &amp; <i>3</i></p>',
        base="https://x.example",
    )

    result = safe_html.body(source)

    assert "<script" not in result
    assert "1 &lt; 2 &amp; <i>3</i>" in result


def test_an_empty_item_does_not_swallow_what_follows():
    assert safe_html.body("<ul><li></li></ul><p>after</p>") == "<ul><li></li></ul><p>after</p>"
    assert safe_html.body("<li></li>") == "<li></li>"
