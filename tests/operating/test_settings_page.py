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


def listed(client, **query: str) -> dict[str, list[str]]:
    page = html.document_fromstring(client.get("/en/admin/settings/", query).content.decode())
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
