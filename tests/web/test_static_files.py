import hashlib
import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

from daily8.web import static_files

WEB = Path(static_files.__file__).parent
STYLES = WEB / "static" / "css"
FONTS = WEB / "static" / "vendor" / "fonts"
PHYSICAL = re.compile(
    r"\b(?:margin|padding|border)-(?:left|right|top|bottom)\b|[^-\w](?:left|right|top|bottom|width|height)\s*:"
    r"|:\s*(?:left|right)\s*;|\b(?:min|max)-(?:width|height)\s*:"
)


# Styles that one page alone asks for.
OF_ONE_PAGE = {"error", "hashtag", "story"}


def test_every_part_of_the_stylesheet_is_in_it():
    assert {path.stem for path in STYLES.glob("*.css")} == {*static_files.PARTS, *OF_ONE_PAGE}


def test_the_parts_are_joined_in_order_under_a_name_that_changes_with_the_content(collected):
    (joined,) = collected.glob("css/site.*.css")

    words = joined.read_text()
    assert words.index("@layer reset, tokens") < words.index(".masthead") < words.index("@media print")
    assert "/*" not in words
    assert not re.search(r"url\(\"\.\./vendor/fonts/[a-z-]+\.woff2", words)
    assert all((joined.parent / match).resolve().exists() for match in re.findall(r'url\("([^"]+)"\)', words))


def test_a_page_links_one_stylesheet_once_it_is_collected(collected, db):
    staticfiles_storage._setup()
    staticfiles_storage.__init__()
    page = Client().get("/en/").content.decode()

    assert re.findall(r'rel="stylesheet" href="([^"]+)"', page) == [
        f"/static/css/{path.name}" for path in collected.glob("css/site.????????????.css")
    ]


@pytest.mark.parametrize("path", sorted(STYLES.glob("*.css")), ids=lambda path: path.stem)
def test_styles_know_no_left_and_right(path):
    found = [
        line.strip() for line in path.read_text().splitlines() if PHYSICAL.search(line) and "@media" not in line
    ]

    assert found == []


def test_vendored_fonts_are_the_files_that_were_vendored():
    listed = dict(reversed(line.split()) for line in (FONTS / "SHA256").read_text().splitlines())

    assert listed == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FONTS.glob("*.woff2")}


def test_each_font_has_its_licence_and_its_origin():
    sources = (FONTS.parent / "SOURCES.txt").read_text()

    assert all(path.name in sources for path in FONTS.glob("*.woff2"))
    assert len(list(FONTS.glob("LICENSE-*.txt"))) == 4


def test_styles_and_scripts_weigh_less_than_eight_kilobytes(collected):
    (sheet,) = collected.glob("css/site.????????????.css")
    scripts = [path for path in collected.glob("js/*.js") if path.name.count(".") == 2]

    assert len(scripts) == 5
    assert sum(len(brotli.compress(path.read_bytes())) for path in [sheet, *scripts]) < 8_000


def test_templates_are_short():
    lengths = sorted(len(path.read_text().splitlines()) for path in (WEB / "templates").rglob("*.html"))

    assert lengths[len(lengths) // 2] <= 16
    assert lengths[int(len(lengths) * 0.9)] <= 38
