"""The page of all settings, for operators."""

import pytest
from django.conf import settings
from lxml import html

from daily8.config import told
from daily8.config.env import Environment

SECRETS = {
    "DAILY8_MAIL": "smtp://news:hunter2hunter2@mail.example:587",
    "DAILY8_SECRET_KEY": "k" * 40,
    "DAILY8_KEY": "sk-live-0123456789",
    "DATABASE_URL": "postgresql://news:hunter2hunter2@db.example/news",
}


@pytest.fixture
def _environment(monkeypatch):
    environment = Environment(SECRETS | {"DAILY8_HOST": "0.0.0.0"})
    environment.text("DAILY8_HOST", "127.0.0.1", "Address the web server listens on.")
    environment.integer("DAILY8_PORT", "8000", "Port the web server listens on.", least=1, most=65535)
    environment.secret("DAILY8_SECRET_KEY", "", "Key that signs sessions.")
    environment.token("DAILY8_KEY", "", "Key for the server of the model.")
    environment.mail("DAILY8_MAIL", "folder", "Where mail goes.", words=("folder",))
    environment.database("DATABASE_URL", "", "PostgreSQL address.")
    monkeypatch.setattr(settings, "SETTINGS_TOLD", told.all_of(environment))


def listed(client, *, language: str = "en", **query: str) -> dict[str, list[str]]:
    page = html.document_fromstring(client.get(f"/{language}/admin/settings/", query).content.decode())
    return {
        one.cssselect("h2")[0].text: [" ".join(told.text_content().split()) for told in one.cssselect("dd")]
        for one in page.cssselect(".dash__settings li")
    }


@pytest.mark.usefixtures("_environment")
def test_each_setting_has_its_value_its_source_and_its_default(admin):
    found = listed(admin)

    assert found["DAILY8_HOST"] == ["0.0.0.0", "the environment", "127.0.0.1"]
    assert found["DAILY8_PORT"] == ["8000", "the default", "8000"]


@pytest.mark.usefixtures("_environment")
def test_secrets_are_never_shown_and_not_found_by_their_words(admin):
    for query in ({}, {"q": "hunter2"}, {"q": "sk-live"}):
        text = admin.get("/en/admin/settings/", query).content.decode()
        assert not [value for value in SECRETS.values() if value in text]
        assert "mail.example" not in text
    found = listed(admin)
    assert [found[name][0] for name in SECRETS] == ["set, and not shown"] * 4
    assert listed(admin, q="hunter2") == {}


@pytest.mark.usefixtures("_environment")
def test_settings_are_found_by_words_of_name_and_help(admin):
    assert list(listed(admin, q="listens")) == ["DAILY8_HOST", "DAILY8_PORT"]
    assert list(listed(admin, q="daily8_port")) == ["DAILY8_PORT"]


@pytest.mark.usefixtures("_environment")
def test_help_is_in_the_language_of_the_page_and_found_in_it(admin):
    page = html.document_fromstring(admin.get("/ar/admin/settings/").content.decode())

    assert page.cssselect("#DAILY8_HOST p")[0].text_content() == "العنوان الذي يستمع عليه خادم الويب."
    assert list(listed(admin, language="ar", q="المنفذ")) == ["DAILY8_PORT"]
    assert listed(admin, language="ar", q="listens") == {}


def test_settings_are_found_in_arabic_however_it_is_spelled_and_whatever_code_is_in_it(admin):
    for words in ("الإدارة؛ 0", "الاداره؛ 0"):
        assert list(listed(admin, language="ar", q=words)) == ["DAILY8_KEEP_DAYS"]
    assert list(listed(admin, language="ar", q="مفتاح الخادم المحدد في DAILY8_MODEL")) == ["DAILY8_MODEL_KEY"]


def test_code_in_arabic_help_is_kept_from_being_turned_around(admin):
    page = html.document_fromstring(admin.get("/ar/admin/settings/").content.decode())

    assert "\u2066/metrics\u2069" in page.cssselect("#DAILY8_METRICS p")[0].text_content()
    assert "\u2066Harbour News <news@example.org>\u2069" in page.cssselect("#DAILY8_MAIL_FROM p")[0].text_content()


def test_every_setting_of_the_site_is_listed_in_both_languages(admin):
    assert len(listed(admin)) == len(settings.SETTINGS_TOLD) > 40
    assert admin.get("/ar/admin/settings/").status_code == 200


def test_the_pages_about_the_site_are_in_the_menu(admin):
    page = html.document_fromstring(admin.get("/en/admin/sources/feed/").content.decode())

    assert [link.get("href") for link in page.cssselect("#nav-sidebar .app-site ol ol a")] == [
        "/en/moderation",
        "/en/admin/ai/",
        "/en/admin/branding/",
        "/en/admin/settings/",
    ]
