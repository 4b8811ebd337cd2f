"""What programs that watch the site are told, and who is told it."""

from collections import Counter
from datetime import timedelta
from ipaddress import ip_network

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from prometheus_client.parser import text_string_to_metric_families

from daily8.operating import doors, figures, metrics
from daily8.sources.models import Feed
from daily8.work import clock

TOKEN = "a token for the program that draws the graphs"


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch):
    monkeypatch.setattr(doors, "_KNOWN", set())
    monkeypatch.setattr(doors, "_FIGURES", figures.Figures())


def values(client, **more) -> dict[str, float]:
    """Every figure by its name and labels."""
    answer = client.get("/metrics", **more)
    assert answer.status_code == 200
    return {
        " ".join((sample.name, *sample.labels.values())): sample.value
        for family in text_string_to_metric_families(answer.content.decode())
        for sample in family.samples
    }


@pytest.mark.parametrize("place", ["/health", "/ready", "/metrics"])
@pytest.mark.parametrize("host", ["testserver", "10.0.0.7:8000"])
def test_the_three_say_to_browsers_what_all_answers_do(db, client, settings, place, host):
    settings.METRICS = [] if host == "testserver" else settings.METRICS

    answer = client.get(place, headers={"host": host})

    assert answer.status_code in (200, 403)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer["Cache-Control"] == "no-store"


def test_health_asks_nothing_of_the_database_and_knows_no_host(client, django_assert_num_queries):
    answer = client.get("/health", headers={"host": "10.0.0.7:8000"})

    assert (answer.status_code, answer.json()) == (200, {"daily8": "ok", "forwarded": False, "secure": False})
    assert answer["Cache-Control"] == "no-store"


def test_health_tells_whether_a_proxy_says_who_asks(client):
    told = {"x-forwarded-for": "203.0.113.9"}

    assert client.get("/health", headers=told).json()["forwarded"] is True
    assert client.get("/health", headers={"x-forwarded-for": "127.0.0.1"}).json()["forwarded"] is True
    assert client.get("/health", headers=told, REMOTE_ADDR="198.51.100.7").json()["forwarded"] is False


def test_a_site_that_can_be_served_is_ready(db, client):
    answer = client.get("/ready", headers={"host": "10.0.0.7"})

    assert (answer.status_code, answer.json()) == (200, {"ready": True, "missing": []})


def test_of_a_database_that_is_away_only_the_name_is_told(db, client, monkeypatch):
    def away(*_arguments):
        raise OperationalError("could not connect to 10.1.2.3 as user news")

    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", away)
        broken.setattr(connection, "close", lambda: None)
        answer = client.get("/ready")

    assert (answer.status_code, answer.json()) == (503, {"ready": False, "missing": ["database"]})


def test_tables_of_another_version_are_not_ready(db, client):
    MigrationRecorder(connection).record_unapplied("podcast", "0002_episode_until")

    answer = client.get("/ready")

    assert (answer.status_code, answer.json()["missing"]) == (503, ["migrations"])


@pytest.mark.parametrize(
    ("networks", "asked", "status"),
    [
        ("127.0.0.0/8", {}, 200),
        ("10.0.0.0/8", {}, 403),
        ("10.0.0.0/8", {"x-forwarded-for": "10.1.2.3"}, 200),
        ("127.0.0.0/8", {"x-forwarded-for": "203.0.113.9"}, 403),
        ("127.0.0.0/8", {"host": "news.example.org"}, 403),
        ("127.0.0.0/8", {"host": "News.Example.ORG"}, 403),
        ("127.0.0.0/8", {"host": "news.example.org.:443"}, 403),
        ("127.0.0.0/8", {"host": "news.example.org:port"}, 403),
        ("127.0.0.0/8", {"host": "[::1"}, 403),
        ("127.0.0.0/8", {"host": "127.0.0.1:8000"}, 200),
        ("10.0.0.0/8", {"authorization": f"Bearer {TOKEN}"}, 200),
        ("127.0.0.0/8", {"authorization": "Bearer another"}, 403),
        ("10.0.0.0/8", {"authorization": f"Bearer {TOKEN}", "host": "news.example.org"}, 200),
    ],
)
def test_figures_are_for_the_networks_and_for_the_token(db, client, settings, networks, asked, status):
    settings.METRICS, settings.METRICS_TOKEN = (ip_network(networks),), TOKEN
    settings.SITE_URL = "https://news.example.org"

    assert client.get("/metrics", headers=asked).status_code == status


def test_an_empty_token_is_nobody_s(db, client, settings):
    settings.METRICS, settings.METRICS_TOKEN = (), ""

    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 403


def test_figures_count_what_waits_and_what_fails(client, make_feed, publisher, make_article):
    now = clock.now()
    make_feed(publisher, due_at=now - timedelta(minutes=10), failures=2)
    make_feed(publisher, url="https://daily.example/other.xml", due_at=now + timedelta(hours=1))
    make_article(stage="fetched", due_at=now - timedelta(minutes=5))

    found = values(client)

    assert found["daily8_queue_rows feeds"] == found["daily8_queue_rows fetched"] == 1
    assert found["daily8_queue_rows enriched"] == found["daily8_queue_oldest_seconds enriched"] == 0
    assert 600 <= found["daily8_queue_oldest_seconds feeds"] < 660
    assert (found["daily8_feeds all"], found["daily8_feeds failing"]) == (2, 1)
    assert found["daily8_disk_free_bytes"] > 0
    assert found["daily8_database_up"] == 1
    if connection.vendor == "sqlite":
        assert found["daily8_sqlite_bytes database"] > 0


def test_the_tables_are_asked_once_in_a_while(db, client, publisher, make_feed, django_assert_max_num_queries):
    values(client)
    make_feed(publisher)

    with django_assert_max_num_queries(0):
        again = values(client)

    assert Feed.objects.count() == 1
    assert again["daily8_feeds all"] == 0


def test_figures_of_a_database_that_is_away_are_those_of_the_machine(db, client, monkeypatch):
    def away(*_arguments):
        raise OperationalError("gone")

    with monkeypatch.context() as broken:
        broken.setattr(figures, "_of_queue", away)
        found = values(client)

    assert found["daily8_database_up"] == 0
    assert found["daily8_disk_free_bytes"] > 0


def test_what_workers_did_is_counted(db, client):
    before = values(client).get("daily8_work_total asked fetch", 0.0)

    metrics.note_work("fetch", Counter(asked=3, failed=0))

    found = values(client)
    assert found["daily8_work_total asked fetch"] == before + 3
    assert "daily8_work_total failed fetch" not in found
