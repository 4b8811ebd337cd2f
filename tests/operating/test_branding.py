"""Operators give the site its name, its look, its languages and its menu."""

import io
import re
from email import message_from_bytes, policy

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMessage
from django.urls import reverse
from lxml import html
from PIL import Image

from daily8.articles.categories import CATEGORIES
from daily8.config.env import Environment
from daily8.config.mail import mail
from daily8.work import branding
from daily8.work.mail import Outbox
from daily8.work.models import PAGES, Branding, Mail, Version

PAGE = "/en/admin/branding/"
PLACES = {f"category_{category.id}": str(place) for place, category in enumerate(CATEGORIES, 1)}
TYPED = {"languages": "en ar", **PLACES}


@pytest.fixture(autouse=True)
def _asked_each_time(db):
    branding.forget()


def picture(size=(900, 300), form="PNG") -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGBA", size, "#124488").save(drawn, form)
    return SimpleUploadedFile("logo.png", drawn.getvalue())


def decide(client, **typed):
    answer = client.post(PAGE, TYPED | typed)
    assert answer.status_code == 302, html.document_fromstring(answer.content.decode()).text_content()
    return Branding.objects.get()


def refused(client, **typed) -> str:
    answer = client.post(PAGE, TYPED | typed)
    assert answer.status_code == 200
    assert not Branding.objects.exists()
    return " ".join(html.document_fromstring(answer.content.decode()).text_content().split())


def test_the_name_is_shown_at_once_on_pages_feeds_manifest_letters_and_the_admin(admin, client, settings):
    settings.DEFAULT_FROM_EMAIL = f"{settings.SITE_NAME} <news@site.example>"
    before = Version.current(PAGES)

    decide(admin, name="The  Harbour Post")

    assert Version.current(PAGES) > before
    for address in (
        "/en/", "/ar/about", "/en/latest/feed.rss", "/en/latest/feed.json", "/en/manifest.webmanifest",
        "/en/admin/", "/llms.txt", "/service-worker.js",
    ):  # fmt: skip
        assert "The Harbour Post" in client.get(address).content.decode(), address
    Outbox().send_messages([EmailMessage("Hello", "…", to=["yara@post.example"])])
    assert b"From: The Harbour Post <news@site.example>" in bytes(Mail.objects.get().data)


@pytest.mark.parametrize("name", ["بريد الميناء", "Le Courrier du Port d'été", 'The "Port", daily'])
def test_letters_come_under_the_new_name_whatever_the_old_one_was(admin, settings, name):
    settings.SITE_NAME = name
    _carrier, settings.DEFAULT_FROM_EMAIL = mail(Environment({}), site_name=name, site_url="https://site.example")

    decide(admin, name="صحيفة المرفأ")
    Outbox().send_messages([EmailMessage("Hello", "…", to=["yara@post.example"])])

    read = message_from_bytes(bytes(Mail.objects.get().data), policy=policy.default)
    assert read["From"] == "صحيفة المرفأ <news@site.example>"


def test_letters_of_a_sender_with_a_name_of_its_own_keep_it(admin, settings):
    settings.DEFAULT_FROM_EMAIL = "مكتب التحرير <desk@site.example>"

    decide(admin, name="The Harbour Post")
    Outbox().send_messages([EmailMessage("Hello", "…", to=["yara@post.example"])])

    read = message_from_bytes(bytes(Mail.objects.get().data), policy=policy.default)
    assert read["From"] == "مكتب التحرير <desk@site.example>"


def test_what_is_empty_is_as_the_settings_say(admin, settings):
    settings.SITE_NAME = "Set by its operator"

    assert decide(admin).site_name == "Set by its operator"


def test_a_colour_that_cannot_be_read_is_refused_with_the_nearest_that_can(admin):
    said = refused(admin, accent="#ffcc00")

    nearest = said.split("The nearest colour that can be read is ")[1][:7]
    row = decide(admin, accent=nearest)
    assert row.accent == nearest
    # For the dark one was found that can be read there.
    assert row.accent_dark != nearest
    assert branding.current().look


@pytest.mark.parametrize("typed", ["red", "#12345", "#zzzzzz", "#fff;}", "orange"])
def test_what_is_no_colour_is_refused(admin, typed):
    assert "six digits" in refused(admin, accent=typed)


def test_the_colours_are_a_style_sheet_that_every_page_has(admin, client):
    page = client.get("/en/").content.decode()
    assert "brand.css" not in page

    decide(admin, accent="#1d4ed8", accent_dark="#93b4ff")

    sheet = html.document_fromstring(client.get("/en/").content.decode()).cssselect("link[href$='brand.css']")[0]
    answer = client.get(sheet.get("href"))
    assert "--accent:light-dark(#1d4ed8,#93b4ff)" in answer.content.decode()
    assert "immutable" in answer["Cache-Control"]
    assert "immutable" not in client.get("/brand/old-look/brand.css")["Cache-Control"]


def test_a_logo_is_made_anew_with_icons_of_all_sizes(admin, client):
    row = decide(admin, logo=picture())

    assert Image.open(io.BytesIO(bytes(row.logo))).format == "WEBP"
    page = html.document_fromstring(client.get("/en/").content.decode())
    [logo] = page.cssselect(".masthead__logo")
    assert (logo.get("alt"), logo.get("width")) == ("daily8", "900")
    icons = {one["src"]: one["sizes"] for one in client.get("/en/manifest.webmanifest").json()["icons"]}
    icons[page.cssselect("link[rel='apple-touch-icon']")[0].get("href")] = "180x180"
    icons[branding.icon("podcast.png")] = "1400x1400"
    assert len(icons) == 6
    for address, sizes in icons.items():
        made = Image.open(io.BytesIO(client.get(address).content))
        assert (made.format, "{}x{}".format(*made.size)) == ("PNG", sizes)
    assert "/brand/" in page.cssselect("[property='og:image']")[0].get("content")
    assert client.get(logo.get("src"))["Content-Type"] == "image/webp"


def test_a_square_logo_stands_beside_the_name(admin, client):
    decide(admin, logo=picture((300, 300)), name="Harbour")

    page = html.document_fromstring(client.get("/en/").content.decode())
    assert page.cssselect(".masthead__name")[0].text_content().strip() == "Harbour"


@pytest.mark.parametrize(
    "body",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"\x89PNG\r\n\x1a\n broken",
        b"\x00" * 2_000_001,
    ],
)
def test_what_is_no_safe_picture_is_refused(admin, body):
    said = refused(admin, logo=SimpleUploadedFile("logo.png", body))

    assert "SVG is not taken" in said or "larger than 2 MB" in said


def test_a_logo_is_kept_until_it_is_removed(admin):
    decide(admin, logo=picture())
    assert decide(admin, name="Harbour").logo_digest
    assert not decide(admin, no_logo="on").logo_digest


def test_pages_in_a_language_that_is_not_offered_lead_to_the_first_one(admin, client):
    decide(admin, languages="ar")

    answer = client.get("/en/latest?text=full")
    assert (answer.status_code, answer["Location"]) == (302, "/ar/latest?text=full")
    page = html.document_fromstring(client.get("/ar/").content.decode())
    assert [link.get("hreflang") for link in page.cssselect("link[hreflang]")] == ["ar", "x-default"]
    assert not page.cssselect("language-link")
    assert client.get("/en/admin/").status_code == 200
    assert client.get("/", headers={"accept-language": "en"})["Location"] == "/ar/"


def test_sitemaps_list_pages_in_the_languages_that_are_offered_alone(admin, client, make_article):
    make_article()
    make_article(language="ar")
    decide(admin, languages="ar", **dict.fromkeys(PLACES, "") | {"category_sports": "1"})

    parts = re.findall(r"<loc>(.*?)</loc>", client.get(reverse("sitemap_index")).content.decode())
    assert len(parts) > 2
    for address in parts:
        part = client.get(address).content.decode()
        assert "/en/" not in part, address
        assert "/category/world" not in part


def test_the_first_language_is_for_readers_who_ask_for_none(admin, client):
    decide(admin, languages="ar en")

    assert client.get("/", headers={"accept-language": "de"})["Location"] == "/ar/"
    assert client.get("/", headers={"accept-language": "en-GB, de"})["Location"] == "/en/"


def test_categories_are_shown_in_the_order_of_their_places(admin, client):
    places = dict.fromkeys(PLACES, "")
    row = decide(admin, **places | {"category_sports": "1", "category_world": "2"})

    assert row.categories == ["sports", "world"]
    menu = html.document_fromstring(client.get("/en/").content.decode()).cssselect(".sections a")
    assert [link.text for link in menu[2:]] == ["Sports", "World"]
    assert client.get("/en/category/politics").status_code == 200


def test_no_category_at_all_is_refused(admin):
    assert "at least one category" in refused(admin, **dict.fromkeys(PLACES, ""))


def test_a_preview_keeps_nothing(admin):
    said = refused(admin, preview="", name="Harbour", accent="#1d4ed8")

    assert "it is not kept yet" in said


def test_who_is_no_operator_sees_none_of_it(client):
    assert client.post(PAGE, TYPED).status_code == 302
    assert not Branding.objects.exists()


def test_a_change_is_heard_of_before_a_ready_page_is_made_anew(db):
    branding.hold(Branding(name="Old"), seconds=60)
    turn_before = branding._memory.turn

    branding.forget()
    branding.hold(Branding(name="Read before the change"), seconds=60, turn=turn_before)

    Branding.objects.create(pk=1, name="New")
    assert branding.name() == "New"


@pytest.mark.parametrize("page", ["branding", "settings", "ai"])
def test_who_may_enter_the_admin_for_a_part_of_it_changes_nothing_about_the_site(admin, operator, page):
    operator.is_superuser = False
    operator.save(update_fields=["is_superuser"])

    assert admin.post(f"/en/admin/{page}/", TYPED | {"name": "Theirs"}).status_code == 404
    assert admin.get(f"/en/admin/{page}/").status_code == 404
    assert not Branding.objects.exists()
