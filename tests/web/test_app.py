"""The app as a browser is told of it: manifest, worker, what is kept private, and what is shared to it."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from PIL import Image

from daily8.web.pwa import icons, manifest, shell, worker

_GZIP = {"accept-encoding": "br, gzip"}
WEB = Path(manifest.__file__).parent.parent


def manifest_of(client, language: str) -> dict:
    return json.loads(client.get(f"/{language}/manifest.webmanifest").content)


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_manifest_speaks_the_language_of_its_page(db, client, read, language, direction):
    (address,) = read(f"/{language}/").xpath("//link[@rel='manifest']/@href")
    answer = client.get(address)
    told = json.loads(answer.content)

    assert answer["Content-Type"] == "application/manifest+json"
    assert (told["lang"], told["dir"], told["start_url"]) == (language, direction, f"/{language}/")
    assert (told["id"], told["scope"], told["display"]) == ("/", "/", "standalone")
    assert told["share_target"]["action"] == f"/{language}/share"
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_the_app_is_one_in_every_language_but_says_it_in_each(db, client):
    english, arabic = manifest_of(client, "en"), manifest_of(client, "ar")

    assert english["id"] == arabic["id"]
    assert english["description"] != arabic["description"]
    assert [one["name"] for one in arabic["shortcuts"]] != [one["name"] for one in english["shortcuts"]]


def test_the_app_bears_the_name_of_the_site(db, client, settings):
    settings.SITE_NAME = 'Daily "8"</script>'

    told = manifest_of(client, "en")

    assert told["name"] == told["short_name"] == 'Daily "8"</script>'


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_address_of_the_manifest_leads_somewhere(db, client, language):
    told = manifest_of(client, language)
    pages = [told["start_url"], told["share_target"]["action"], *(one["url"] for one in told["shortcuts"])]

    assert f"/{language}/latest" in pages
    assert [client.get(page).status_code for page in pages] == [200] * len(pages)


def test_icons_are_what_the_manifest_says_and_weigh_little():
    for icon in manifest.ICONS:
        path = WEB / "static" / icon.file
        assert path.stat().st_size < 8_000
        if icon.size:
            assert Image.open(path).size == (icon.size, icon.size)
    assert {(icon.size, icon.maskable) for icon in manifest.ICONS if icon.size} == {
        (192, False), (512, False), (192, True), (512, True),
    }  # fmt: skip


@pytest.mark.parametrize("icon", [icon for icon in manifest.ICONS if icon.size], ids=lambda icon: icon.file)
def test_icons_are_drawn_as_they_lie_in_the_repository(icon):
    drawn = icons.draw(icon.size, maskable=icon.maskable).convert("RGBA")

    assert drawn.tobytes() == Image.open(WEB / "static" / icon.file).convert("RGBA").tobytes()


def test_a_maskable_icon_loses_nothing_in_a_circle():
    icon = icons.draw(512, maskable=True).convert("RGB")
    red = icon.getpixel((0, 0))

    outside = [
        (x, y) for x in range(0, 512, 4) for y in range(0, 512, 4) if (x - 256) ** 2 + (y - 256) ** 2 > 204.8**2
    ]
    assert {icon.getpixel(point) for point in outside} == {red}


@pytest.mark.parametrize(
    ("theme", "colours"), [("", ["#fbfaf7", "#141310"]), ("light", ["#fbfaf7"]), ("dark", ["#141310"])]
)
def test_a_page_gives_the_window_the_colour_of_its_paper(db, client, read, theme, colours):
    client.cookies["theme"] = theme
    told = read("/en/").xpath("//meta[@name='theme-color']")
    tokens = (WEB / "static" / "css" / "tokens.css").read_text()

    assert [one.get("content") for one in told] == colours
    assert all((one.get("media") is None) == bool(theme) for one in told)
    assert "--paper: light-dark(#fbfaf7, #141310)" in tokens
    assert manifest.PAPER == "#fbfaf7"


def site_of(script: str) -> dict:
    return json.loads(re.search(r"^const SITE = (.*);$", script, re.MULTILINE)[1])


def test_the_worker_knows_every_file_of_the_shell_under_its_hashed_name(collected, db, client):
    answer = client.get("/service-worker.js")
    told = site_of(answer.content.decode())
    files = [*told["files"], *(font for one in told["languages"].values() for font in one["fonts"])]

    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "private, no-cache"
    assert all(re.search(r"\.[0-9a-f]{12}\.\w+$", file) for file in files)
    assert all((collected / file.removeprefix("/static/")).exists() for file in files)
    assert client.get("/service-worker.js", headers={"if-none-match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_a_page_loads_is_in_the_shell(collected, make_article, read, language):
    page = read(make_article(language=language).get_absolute_url().replace("/en/", f"/{language}/"))
    loaded = page.xpath("//link[@rel='stylesheet' or @rel='preload']/@href | //script/@src")
    known = {*shell.files(), *shell.fonts(language)}

    assert len(loaded) > 3
    assert [address for address in loaded if address not in known] == []


def test_the_fonts_of_a_language_are_not_those_of_the_other(collected):
    english, arabic = set(shell.fonts("en")), set(shell.fonts("ar"))

    assert english
    assert arabic
    assert not english & arabic


def test_the_shell_is_small_and_holds_no_file_twice(collected):
    names = [re.sub(r"\.[0-9a-f]{12}(?=\.)", "", file) for file in shell.files()]

    assert len(names) == len(set(names))
    assert "/static/css/masthead.css" not in names
    assert sum((collected / file.removeprefix("/static/")).stat().st_size for file in shell.files()) < 165_000


def test_the_worker_is_sent_small_and_is_the_same_bytes_each_time(collected, db, client):
    plain, small, again = (client.get("/service-worker.js", headers=told) for told in ({}, _GZIP, _GZIP))

    assert gzip.decompress(small.content) == plain.content
    assert len(small.content) < 9_000
    assert small["ETag"] == again["ETag"] != plain["ETag"]


def test_a_changed_file_or_word_makes_another_worker(collected, db, monkeypatch):
    before = worker.script()
    monkeypatch.setitem(staticfiles_storage.hashed_files, "css/site.css", "css/site.0123456789ab.css")
    changed_file = worker.script()
    monkeypatch.setattr(shell, "_words", lambda: b"other words")

    assert len({before, changed_file, worker.script()}) == 3


def test_before_static_files_are_collected_the_worker_keeps_pages_alone(db, client):
    staticfiles_storage.hashed_files = {}
    told = site_of(client.get("/service-worker.js").content.decode())

    assert told["files"] == []
    assert told["languages"]["ar"]["offline"] == "/ar/offline"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_without_scripts_the_offline_page_offers_nothing_that_is_dead(db, read, language):
    page = read(f"/{language}/offline")

    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert all(one.get("hidden") is not None for one in page.xpath("//main//section | //*[@class='install']"))
    assert not page.xpath("//main//a[not(ancestor::template)]")


def test_pages_of_signed_in_readers_are_marked_private(make_article, admin):
    pages = ["/en/", "/ar/latest", make_article().get_absolute_url(), "/en/share", "/en/admin/", "/en/nothing"]

    assert [page for page in pages if "private" not in admin.get(page)["Cache-Control"]] == []


def test_pages_of_everybody_are_not(make_article, client):
    pages = ["/en/", "/ar/latest", make_article().get_absolute_url(), "/en/offline"]

    assert [page for page in pages if client.get(page)["Cache-Control"] != "no-cache"] == []


def test_what_gives_a_cookie_is_private_and_what_is_public_stays_so(db, client, admin, rf):
    assert "private" in client.post("/theme", {"theme": "dark", "next": "/en/"})["Cache-Control"]
    assert "private" in admin.get("/service-worker.js")["Cache-Control"]
    picture = admin.get("/picture/480/unsigned/nothing")
    assert picture["Cache-Control"].startswith("public")


@pytest.mark.parametrize("address", ["/en/", "/ar/offline", "/service-worker.js"])
def test_workers_and_manifests_come_from_this_site_alone(db, client, address):
    policy = client.get(address)["Content-Security-Policy"]

    assert "worker-src 'self';" in f"{policy};"
    assert "manifest-src 'self';" in f"{policy};"
    assert "connect-src 'self';" in f"{policy};"


def test_the_worker_asks_the_database_nothing(db, client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/service-worker.js")
        client.get("/ar/manifest.webmanifest")
