"""What goes to services in the open is told, with the way out, and without what opens them."""

from collections.abc import Callable

import pytest

from daily8.operating.diagnosis import connections
from daily8.operating.diagnosis.findings import State

Said = Callable[..., list[tuple[State, str, str]]]


@pytest.fixture
def said(settings, monkeypatch) -> Said:
    """What is told of this database and these services."""

    def look(database: dict[str, object] | None = None, **named: object) -> list[tuple[State, str, str]]:
        for name, value in ({"HOST": "", "OPTIONS": {}} | (database or {})).items():
            monkeypatch.setitem(settings.DATABASES["default"], name, value)
        for name in ("BROKER", "MODEL", "EMBEDDING", "BUCKET"):
            setattr(settings, name, named.get(name, ""))
        return [(one.state, one.says, one.way_out) for one in connections.in_the_open()]

    return look


@pytest.mark.parametrize("host", ["", "/run/postgresql", "127.0.0.1", "localhost"])
def test_on_this_machine_nothing_is_in_the_open(said, host):
    local = {"BROKER": "amqp://me:word@localhost", "MODEL": "http://127.0.0.1:11434/v1", "EMBEDDING": "embedded"}

    [(state, says, _)] = said({"HOST": host}, **local)

    assert (state, says) == (State.OK, "services beyond this machine are reached by TLS alone")


def test_what_is_checked_is_well(said):
    given = {"HOST": "db.example", "OPTIONS": {"sslmode": "verify-full"}}

    [(state, *_)] = said(given, BROKER="rediss://:word@cache.example", BUCKET={"endpoint": ""})

    assert state == State.OK


@pytest.mark.parametrize("mode", ["disable", "prefer", "require", None])
def test_a_database_that_falls_back_is_named(said, mode):
    options = {"sslmode": mode} if mode else {}

    [(state, says, way_out)] = said({"HOST": "db.example", "PASSWORD": "word", "OPTIONS": options})

    assert state == State.WARN
    assert says.startswith("the database at db.example may be reached without TLS")
    assert "sslmode=verify-full" in way_out


def test_each_service_is_named_without_what_opens_it(said):
    found = said(
        BROKER="amqp://me:word@queue.example", MODEL="http://model.example/v1",
        BUCKET={"endpoint": "http://store.example"},
    )  # fmt: skip

    assert [says.partition(":")[0] for _, says, _ in found] == [
        "DAILY8_BROKER", "DAILY8_MODEL", "DAILY8_BUCKET_ENDPOINT",
    ]  # fmt: skip
    assert [way_out for *_, way_out in found] == ["name it as amqps://…", *["name it as https://…"] * 2]
    assert "word" not in str(found).replace("password", "")
