"""Settings: each is read once, and a wrong one is named with the way out."""

import os
import runpy
import stat
import subprocess
import sys
from io import StringIO
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from django.core import checks
from django.core.management import call_command

from daily8.config import documentation, secrets
from daily8.config import settings as present
from daily8.config.env import Environment, SettingsError

ROOT = Path(__file__).parents[2]


@pytest.fixture
def read(monkeypatch, tmp_path):
    """Read the settings with these variables and no others."""

    def run(**variables: str) -> dict[str, Any]:
        for name in [name for name in os.environ if name.startswith("DAILY8_") or name == "DATABASE_URL"]:
            monkeypatch.delenv(name)
        for name, value in ({"DAILY8_DATA": str(tmp_path / "data")} | variables).items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "daily8" / "config" / "settings.py"))

    return run


def test_with_nothing_set_it_runs(read, tmp_path):
    settings = read()

    assert settings["DATABASES"]["default"]["NAME"] == str(tmp_path / "data" / "daily8.sqlite3")
    assert (settings["HOST"], settings["PORT"], settings["DEBUG"]) == ("127.0.0.1", 8000, False)
    assert settings["ALLOW_PRIVATE_NETWORKS"] == ()
    assert len(settings["SECRET_KEY"]) >= 48


def test_every_setting_is_read_from_its_variable(read):
    settings = read(
        DAILY8_PORT="8080",
        DAILY8_HOST_DELAY="2.5",
        DAILY8_ALLOW_PRIVATE_NETWORKS="127.0.0.0/8, ::1/128",
        DAILY8_SITE_URL="https://news.example.org/",
        DAILY8_CONTACT="editor@example.org",
        DAILY8_TIME_ZONE="Africa/Cairo",
        DAILY8_PROXIES="10.0.0.0/8",
        DATABASE_URL="postgresql://reader:secret@db.example.org:6432/news",
    )

    assert (settings["PORT"], settings["HOST_DELAY"], settings["TIME_ZONE"]) == (8080, 2.5, "Africa/Cairo")
    assert settings["ALLOW_PRIVATE_NETWORKS"] == (ip_network("127.0.0.0/8"), ip_network("::1/128"))
    assert settings["PROXIES"] == (ip_network("10.0.0.0/8"),)
    assert settings["SITE_URL"] == "https://news.example.org"
    assert "news.example.org" in settings["ALLOWED_HOSTS"]
    assert "editor@example.org" in settings["USER_AGENT"]
    database = settings["DATABASES"]["default"]
    assert (database["ENGINE"], database["NAME"]) == ("django.db.backends.postgresql", "news")
    assert (database["HOST"], database["PORT"]) == ("db.example.org", 6432)


@pytest.mark.parametrize(
    ("given", "hours"),
    [("", (1.0, 6.0, 24.0)), ("none", ()), ("24, 0.5", (0.5, 24.0))],
)
def test_hours_of_reading_again_are_those_given_or_the_usual_ones_or_none(read, given, hours):
    assert read(DAILY8_READ_AGAIN=given)["READ_AGAIN"] == hours


@pytest.mark.parametrize(
    ("site", "session", "token", "secure"),
    [
        ("https://news.example.org", "__Host-sessionid", "__Host-csrftoken", True),
        ("http://news.example.org", "sessionid", "csrftoken", False),
        ("", "sessionid", "csrftoken", False),
    ],
)
def test_over_tls_cookies_belong_to_this_very_host(read, site, session, token, secure):
    settings = read(DAILY8_SITE_URL=site)

    assert (settings["SESSION_COOKIE_NAME"], settings["CSRF_COOKIE_NAME"]) == (session, token)
    assert settings["SESSION_COOKIE_SECURE"] is settings["CSRF_COOKIE_SECURE"] is secure
    assert settings["CSRF_TRUSTED_ORIGINS"] == ([site] if site else [])


@pytest.mark.parametrize(
    ("site", "choice", "seconds", "below", "preload", "silenced"),
    [
        ("https://news.example.org:8443", "", 31536000, False, False, ["security.W005", "security.W021"]),
        ("https://news.example.org:8443", "below", 31536000, True, False, ["security.W021"]),
        ("https://news.example.org:8443", "preload", 31536000, True, True, []),
        ("https://news.example.org:8443", "none", 0, False, False, ["security.W004", "security.W008"]),
        ("http://news.example.org:8443", "preload", 0, False, False, ["security.W004", "security.W008"]),
    ],
)
def test_a_site_on_https_is_reached_by_it_alone(read, site, choice, seconds, below, preload, silenced):
    settings = read(DAILY8_SITE_URL=site, DAILY8_HTTPS_ONLY=choice)

    assert settings["SECURE_HSTS_SECONDS"] == seconds
    assert (settings["SECURE_HSTS_INCLUDE_SUBDOMAINS"], settings["SECURE_HSTS_PRELOAD"]) == (below, preload)
    assert settings["SECURE_SSL_REDIRECT"] is bool(seconds)
    assert settings["SECURE_SSL_HOST"] == ("news.example.org:8443" if seconds else None)
    assert settings["SILENCED_SYSTEM_CHECKS"] == silenced


@pytest.mark.parametrize(
    ("name", "value", "way_out"),
    [
        ("DAILY8_DEBUG", "yes", "write True or False"),
        ("DAILY8_PORT", "80000", "write a whole number from 1 to 65535"),
        ("DAILY8_PORT", "eighty", "write a whole number"),
        ("DAILY8_THREADS", "0", "write a whole number from 1"),
        ("DAILY8_HOST_DELAY", "-1", "write a number that is 0 or more"),
        ("DAILY8_HOST_DELAY", "nan", "write a number"),
        ("DAILY8_HOST_DELAY", "soon", "write a number"),
        ("DAILY8_ALLOW_PRIVATE_NETWORKS", "127.0.0.1/8", "write address ranges such as 10.0.0.0/8"),
        ("DAILY8_DEFAULT_RIGHTS", "all", "write one of full, excerpt, link"),
        ("DAILY8_LOG_LEVEL", "loud", "write one of DEBUG, INFO"),
        ("DAILY8_SITE_URL", "news.example.org", "write an address such as https://"),
        ("DAILY8_SITE_URL", "ftp://news.example.org", "write an address such as https://"),
        ("DAILY8_SITE_URL", "https://[news", "write an address such as https://"),
        ("DAILY8_SITE_URL", "https://news.example.org/daily", "write an address such as https://"),
        ("DAILY8_SITE_URL", "https://news.example.org?a=b", "write an address such as https://"),
        ("DAILY8_SITE_URL", "https://news.example.org:99999", "write an address such as https://"),
        ("DAILY8_TIME_ZONE", "Mars/Olympus", "write one such as Africa/Cairo"),
        ("DAILY8_TIME_ZONE", "../../etc/passwd", "write one such as Africa/Cairo"),
        ("DAILY8_DATA", "/dev/null", "name a folder that daily8 may write to"),
    ],
)
def test_a_wrong_value_is_named_with_the_way_out(read, name, value, way_out):
    with pytest.raises(SettingsError) as error:
        read(**{name: value})

    assert str(error.value).startswith(f"{name}='{value}': ")
    assert way_out in str(error.value)
    assert "\n" not in str(error.value)


def test_a_contact_of_several_lines_is_refused_as_it_goes_into_a_header(read):
    with pytest.raises(SettingsError, match=r"DAILY8_CONTACT=.*: write it on one line"):
        read(DAILY8_CONTACT="desk@news.example\nX-Other: 1")


@pytest.mark.parametrize("length", [1, 31])
def test_a_short_key_is_refused_without_repeating_it(read, length):
    with pytest.raises(SettingsError, match="DAILY8_SECRET_KEY: write 32 characters or more") as refusal:
        read(DAILY8_SECRET_KEY="z" * length)
    assert "zz" not in str(refusal.value)
    assert read(DAILY8_SECRET_KEY="z" * 32)["SECRET_KEY"] == "z" * 32


@pytest.mark.parametrize(
    "url",
    ["daily8.sqlite3", "oracle://a:secret@host/name", "mysql://a:secret@host/n", "postgresql://a:secret@h:x/n"],
)
def test_an_address_of_no_database_is_refused_without_repeating_its_password(read, url):
    with pytest.raises(SettingsError) as error:
        read(DATABASE_URL=url)

    assert str(error.value).startswith("DATABASE_URL: ")
    assert "write postgresql://" in str(error.value)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "way_out"),
    [("DAILY8_PROT", "did you mean DAILY8_PORT?"), ("DAILY8_XYZZY_PLUGH", "docs/settings.md lists them all")],
)
def test_a_name_that_is_none_is_taken_for_a_typing_error(read, name, way_out):
    with pytest.raises(SettingsError, match="there is no such setting") as error:
        read(**{name: "1"})

    assert way_out in str(error.value)


def test_a_setting_left_empty_has_its_default():
    assert Environment({"X": "  "}).integer("X", "5", "help", least=1, most=9) == 5


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    folder = tmp_path / "data"

    key = secrets.secret_key(folder)

    assert secrets.secret_key(folder) == key
    assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == ["secret_key"]


def test_processes_that_make_the_key_at_once_agree_on_it(tmp_path):
    program = "import sys; from pathlib import Path; from daily8.config import secrets;"
    program += "print(secrets.secret_key(Path(sys.argv[1])))"
    together = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path / "data")], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]

    assert len({process.communicate()[0] for process in together}) == 1


def test_the_page_of_settings_is_up_to_date():
    written = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")

    assert written == documentation.page(present.environment), "make docs writes it anew"


def test_every_setting_has_a_line_of_help():
    for setting in present.environment.settings.values():
        assert setting.help.endswith("."), setting.name
        assert "\n" not in setting.help


def test_django_finds_nothing_amiss_with_models_settings_and_admin():
    assert checks.run_checks() == []


@pytest.mark.django_db
def test_migrations_are_what_the_models_say():
    told = StringIO()

    call_command("makemigrations", dry_run=True, stdout=told)

    assert told.getvalue() == "No changes detected\n"


def test_mail_through_a_server_needs_the_address_of_the_site(read):
    with pytest.raises(SettingsError, match=r"DAILY8_SITE_URL: mail through a server .DAILY8_MAIL. needs it"):
        read(DAILY8_MAIL="smtp://mail.example.org")

    settings = read(DAILY8_MAIL="smtp://mail.example.org", DAILY8_SITE_URL="https://news.example.org")
    assert settings["MAIL"] == "smtp://mail.example.org"
    assert settings["DEFAULT_FROM_EMAIL"] == settings["SERVER_EMAIL"] == "daily8 <news@news.example.org>"


@pytest.mark.parametrize("owner", ["samia", "samia@", "Samia <samia@news.example>", "a@b.example c@d.example"])
def test_whose_podcast_it_is_is_an_address(read, owner):
    with pytest.raises(SettingsError, match=r"DAILY8_PODCAST_OWNER=.*: write an e-mail address"):
        read(DAILY8_PODCAST_OWNER=owner)

    assert read(DAILY8_PODCAST_OWNER="samia@news.example")["PODCAST_OWNER"] == "samia@news.example"
    assert read()["PODCAST_OWNER"] == ""


@pytest.mark.parametrize("address", ["amqp://reader:secret@queue.example:5672/news", "redis://queue.example/0"])
def test_a_broker_goes_with_postgresql(read, address):
    settings = read(DAILY8_BROKER=address, DATABASE_URL="postgresql://db.example/news")

    assert settings["BROKER"] == address


@pytest.mark.parametrize("database", ["", "sqlite:///tmp/other.sqlite3"])
def test_a_broker_without_postgresql_is_refused(read, database):
    with pytest.raises(SettingsError, match=r"DAILY8_BROKER: .*PostgreSQL.*DATABASE_URL"):
        read(DAILY8_BROKER="amqp://queue.example", DATABASE_URL=database)


@pytest.mark.parametrize("address", ["queue.example", "http://queue.example", "amqp://:secret@", "amqp://q:0/"])
def test_what_is_no_broker_is_refused_without_its_password(read, address):
    with pytest.raises(SettingsError, match=r"DAILY8_BROKER.*amqp://") as refused:
        read(DAILY8_BROKER=address, DATABASE_URL="postgresql://db.example/news")
    assert "secret" not in str(refused.value)


def test_a_bucket_is_named_with_its_folder_and_what_opens_it(read):
    opened = {"DAILY8_BUCKET_KEY": "key", "DAILY8_BUCKET_SECRET": "secret"}

    settings = read(DAILY8_BUCKET="s3://news/site", DAILY8_BUCKET_ENDPOINT="https://s3.example.org", **opened)

    assert settings["BUCKET"] == {
        "name": "news", "prefix": "site", "endpoint": "https://s3.example.org", "region": "us-east-1",
        "key": "key", "secret": "secret",
    }  # fmt: skip
    assert read()["BUCKET"] is None


@pytest.mark.parametrize("bucket", ["news", "s3://", "s3://N", "https://s3.example.org/news"])
def test_what_is_no_bucket_is_refused(read, bucket):
    with pytest.raises(SettingsError, match=r"DAILY8_BUCKET.*s3://name"):
        read(DAILY8_BUCKET=bucket)


def test_a_bucket_without_a_key_is_refused(read):
    with pytest.raises(SettingsError, match="DAILY8_BUCKET_SECRET"):
        read(DAILY8_BUCKET="s3://news", DAILY8_BUCKET_KEY="key")
