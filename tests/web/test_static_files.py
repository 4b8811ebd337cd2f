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
OF_ONE_PAGE = {
    "account", "alerts", "app", "archive", "assistant", "ballot", "changes", "comments", "edition", "eight",
    "error", "feeds", "following", "forms", "hashtag", "keys", "listen", "moderation", "reading", "search",
    "sheet", "sources", "story", "styleguide", "told", "transcript",
}  # fmt: skip


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


def test_a_page_asks_for_one_script_that_does_what_all_parts_do(collected, db):
    staticfiles_storage._setup()
    staticfiles_storage.__init__()
    page = Client().get("/en/").content.decode()

    (joined,) = collected.glob("js/site.????????????.js")
    assert re.findall(r'<script type="module" src="([^"]+)"', page) == [f"/static/js/{joined.name}"]
    words = joined.read_text()
    assert not re.search(r"^\s*(?://|/\*)", words, re.MULTILINE)
    for name in static_files.SCRIPTS:
        defined = re.findall(r'customElements\.define\("([a-z-]+)"', (WEB / f"static/js/{name}.js").read_text())
        assert all(f'define("{element}"' in words for element in defined)


def test_what_the_scripts_share_is_an_object_within_them_and_their_names_stay_apart():
    shared = "/** Words. */\nconst hidden = 1;\nexport const one = () =>\n  hidden;\nexport const two = 2;\n"
    first = 'import * as store from "./reading/store.js";\n/** Words. */\nconst name =\n    store.one();\n'
    second = 'import * as store from "./reading/store.js";\n// Words.\nconst name = store.two("// kept");\n'

    assert static_files._one_script(shared, [first, second]) == (
        "const store = (() => {\nconst hidden = 1;\nconst one = () =>\nhidden;\nconst two = 2;\n"
        "return { one, two };\n})();\n"
        '{\nconst name =\nstore.one();\n}\n{\nconst name = store.two("// kept");\n}\n'
    )


@pytest.mark.parametrize("name", static_files.SCRIPTS)
def test_a_script_of_every_page_asks_for_nothing_but_what_is_shared(name):
    lines = (WEB / f"static/js/{name}.js").read_text().splitlines()

    assert {line for line in lines if line.startswith(("import ", "export "))} <= {
        'import * as store from "./reading/store.js";'
    }


def test_styles_and_scripts_of_every_page_weigh_less_than_fourteen_kilobytes(collected):
    (sheet,) = collected.glob("css/site.????????????.css")
    (script,) = collected.glob("js/site.????????????.js")

    assert sum(len(brotli.compress(path.read_bytes())) for path in (sheet, script)) < 14_000


def test_templates_are_short():
    lengths = sorted(len(path.read_text().splitlines()) for path in (WEB / "templates").rglob("*.html"))

    assert lengths[len(lengths) // 2] <= 16
    assert lengths[int(len(lengths) * 0.9)] <= 38
