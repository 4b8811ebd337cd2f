from datetime import UTC, datetime, timedelta

import pytest

from daily8.demo.opening import opening

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def site(tmp_path):
    """The folder of a demo that opened at NOW and has read its papers."""
    folder = tmp_path / "demo"
    opening(folder, now=NOW)
    (folder / "daily8.sqlite3").write_text("rows")
    (folder / "pictures").mkdir()
    (folder / "secret_key").write_text("key")
    return folder


def test_a_world_opens_at_its_first_start(tmp_path):
    first = opening(tmp_path / "new" / "demo", now=NOW)
    assert (first.at, first.new) == (NOW, True)


def test_a_second_start_goes_on_in_the_same_world(site):
    again = opening(site, now=NOW + timedelta(hours=11))
    assert (again.at, again.new) == (NOW, False)
    assert (site / "daily8.sqlite3").exists()


@pytest.mark.parametrize("later", [timedelta(hours=13), timedelta(days=400), timedelta(hours=-1)])
def test_a_world_of_another_day_begins_anew_with_its_site(site, later):
    again = opening(site, now=NOW + later)
    assert (again.at, again.new) == (NOW + later, True)
    assert not (site / "daily8.sqlite3").exists()
    assert not (site / "pictures").exists()
    assert (site / "secret_key").exists()


@pytest.mark.parametrize("damaged", ["", "[]", '{"opened_at": 5}', '{"opened_at": "2026-03-01T09:30:00"}', "null"])
def test_a_damaged_note_of_the_opening_begins_anew(site, damaged):
    (site / "world.json").write_text(damaged)
    assert opening(site, now=NOW).new
    assert not (site / "daily8.sqlite3").exists()


def test_a_folder_that_no_demo_made_loses_nothing(tmp_path):
    (tmp_path / "daily8.sqlite3").write_text("a real site")
    opening(tmp_path, now=NOW)
    assert (tmp_path / "daily8.sqlite3").read_text() == "a real site"
