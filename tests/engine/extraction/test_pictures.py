"""Which pictures of a page belong to its article."""

import pytest

from daily8.engine.extraction import extract
from daily8.engine.extraction.pictures import same_picture

PARAGRAPH = (
    "<p>The harbour bridge will close to cars for six weeks, the city's engineers said on Tuesday morning.</p>"
)


def html_of(between: str) -> str:
    head = '<head><meta property="og:image" content="/a/lead.jpg"></head>'
    article = f"<h1>Bridge</h1>{PARAGRAPH}{between}{PARAGRAPH.replace('bridge', 'ferry')}"
    page = f"<html>{head}<body><article>{article}</article></body></html>"
    return extract(page, url="https://gazette.example/city/bridge").html


@pytest.mark.parametrize(
    ("image", "address"),
    [
        ('<img src="/a/pier-seven.jpg">', "https://gazette.example/a/pier-seven.jpg"),
        (
            '<img src="data:image/gif;base64,x" data-src="/a/pier-seven.jpg">',
            "https://gazette.example/a/pier-seven.jpg",
        ),
        ('<img srcset="/a/s.jpg 300w, /a/large.jpg 1200w, /a/m.jpg 600w">', "https://gazette.example/a/large.jpg"),
        (
            '<picture><source srcset="/a/wide.webp 2x"><img src=""></picture>',
            "https://gazette.example/a/wide.webp",
        ),
    ],
)
def test_the_real_address_of_a_picture_is_found(image, address):
    assert f'<img src="{address}"' in html_of(f"<figure>{image}</figure>")


@pytest.mark.parametrize(
    "image",
    [
        '<img src="/pixel.gif" width="1" height="1">',
        '<img src="https://tracking.example/beacon?id=1">',
        '<img src="/icons/share.png" width="24" height="24">',
        '<img src="/logo.svg">',
        '<img src="javascript:alert(1)">',
        '<div class="related"><img src="/a/other.jpg"></div>',
        '<div class="ad-slot"><figure><img src="/a/buy.jpg"></figure></div>',
        '<a href="/other"><img src="/a/teaser.jpg"></a>',
    ],
)
def test_pixels_icons_advertisements_and_teasers_are_no_pictures_of_the_article(image):
    assert "<img" not in html_of(image)


def test_a_picture_is_shown_once():
    large, small = (f'<figure><img src="/a/pier-seven-{size}.jpg"></figure>' for size in ("800x450", "400x225"))

    assert html_of(large + small).count("<img") == 1


def test_a_caption_goes_with_a_picture_that_goes():
    assert "Buy now" not in html_of(
        '<figure><img src="/logo.png"><figcaption>Buy now and save</figcaption></figure>'
    )


def test_a_description_cannot_break_out_of_its_attribute():
    html = html_of('<figure><img src="/a/pier.jpg" alt="&quot;><script>x</script>"></figure>')

    assert html.count("<figure>") == 1
    assert "<script" not in html.replace('alt="&quot;><script>x</script>"', "")


def test_the_first_picture_of_the_body_leads_where_the_page_offers_none():
    figure = '<figure><img src="/a/pier.jpg"><figcaption>Pier seven</figcaption></figure>'

    found = extract(f"<h1>Bridge</h1>{figure}{PARAGRAPH}", url="https://gazette.example/city/bridge")

    assert (found.image, found.caption) == ("https://gazette.example/a/pier.jpg", "Pier seven")
    assert "<img" not in found.html


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/x/bridge-800x450.jpg", "https://cdn.a.example/y/bridge.webp?w=3", True),
        ("https://a.example/bridge.jpg", "https://a.example/ferry.jpg", False),
        ("https://a.example/1.jpg", "https://b.example/1.jpg", False),
        ("", "https://a.example/bridge.jpg", False),
    ],
)
def test_renditions_of_one_picture_are_known_by_the_name_of_the_file(one, other, same):
    assert same_picture(one, other) is same
