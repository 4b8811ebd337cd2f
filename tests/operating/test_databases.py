"""A snapshot shows one moment while others write; schema tells which tables there are."""

import threading

import pytest
from django.db import connection, connections

from daily8.operating import databases, schema, sequences
from daily8.sources.models import Publisher
from daily8.topics.models import Hashtag
from tests.conftest import NOON

pytestmark = pytest.mark.django_db(transaction=True)


def elsewhere(work) -> None:
    """Do this over another connection, as another process would; a failure is this test's."""
    failures = []

    def do() -> None:
        try:
            work()
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=do)
    thread.start()
    thread.join(30)
    assert (failures, thread.is_alive()) == ([], False)


def add(domain: str) -> None:
    elsewhere(lambda: Publisher.objects.create(domain=domain, added_at=NOON))


def test_what_others_write_meanwhile_is_not_in_a_snapshot_and_waits_for_nothing(make_publisher):
    make_publisher("first.example")

    with databases.snapshot():
        add("second.example")
        seen = list(Publisher.objects.values_list("domain", flat=True))
        add("third.example")
        again = Publisher.objects.count()

    assert (seen, again) == (["first.example"], 1)
    assert Publisher.objects.count() == 3


def test_after_a_snapshot_that_failed_the_connection_works(make_publisher):
    with pytest.raises(RuntimeError, match="full"), databases.snapshot():
        raise RuntimeError("the disk is full")

    make_publisher("later.example")
    assert Publisher.objects.count() == 1


def test_questions_go_to_another_database_and_come_back(tmp_path, make_publisher):
    make_publisher("here.example")
    other = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "other.sqlite3")}

    with databases.pointed_at(other):
        vendor, tables = connection.vendor, connection.introspection.table_names()

    assert (vendor, tables) == ("sqlite", [])
    assert Publisher.objects.count() == 1


def test_the_name_of_a_database_holds_no_password():
    with databases.pointed_at(
        {"ENGINE": "django.db.backends.postgresql", "NAME": "news", "USER": "me", "PASSWORD": "secret"}
    ):
        assert databases.name() == "PostgreSQL database news"


def test_the_tables_of_this_version_are_known_with_parents_first():
    found = schema.tables(schema.applied())

    places = {model._meta.db_table: place for place, model in enumerate(found)}
    late = [
        (model._meta.db_table, field.name)
        for model in found
        for field in model._meta.local_concrete_fields
        if field.is_relation
        if places[field.related_model._meta.db_table] > places[model._meta.db_table]
    ]
    assert not late
    there = set(connection.introspection.table_names())
    assert places.keys() <= there
    left_out = there - places.keys() - {"django_migrations"}
    # The index of words is made anew.
    assert {name for name in left_out if not name.startswith("search_words")} == set()


def test_nothing_is_missing_and_nothing_unknown():
    assert schema.missing() == []
    assert schema.unknown(schema.applied()) == []
    assert schema.unknown([("articles", "0999_dreams"), ("articles", "0001_initial")]) == [
        ("articles", "0999_dreams")
    ]


def test_a_key_that_was_given_once_is_given_to_nothing_else(make_hashtag):
    gone = make_hashtag("Gone")
    key = gone.pk
    gone.delete()
    last = sequences.last(Hashtag)
    assert last >= key

    sequences.continue_after(Hashtag, last + 10)

    assert make_hashtag("Next").pk == last + 11


def test_keys_go_on_after_those_there_are(make_hashtag):
    make_hashtag("Far", pk=50_000)

    sequences.continue_after(Hashtag, 0)

    assert make_hashtag("Next").pk == 50_001
