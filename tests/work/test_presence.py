"""A process that has died is known to be dead, however it died, and a live one never is."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from daily8.work import presence

ROOT = Path(__file__).parents[2]
STAY = """
import sys, time
from pathlib import Path
from daily8.work import presence
with presence.present(Path(sys.argv[1])) as name:
    print(name, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def other(tmp_path) -> Iterator[subprocess.Popen]:
    """Another process that is present, with its `name`."""
    process = subprocess.Popen(
        [sys.executable, "-c", STAY, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    process.name = process.stdout.readline().strip()
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_process_at_work_is_not_dead(tmp_path, other):
    assert other.name
    assert presence.dead(tmp_path) == []


def test_a_process_that_was_killed_is_dead_until_buried(tmp_path, other):
    os.kill(other.pid, signal.SIGKILL)
    other.wait()

    assert presence.dead(tmp_path) == [other.name]
    assert presence.dead(tmp_path) == [other.name]
    presence.bury(tmp_path, other.name)
    assert presence.dead(tmp_path) == []


def test_a_process_that_ended_by_itself_leaves_nothing_behind(tmp_path):
    with presence.present(tmp_path):
        assert len(list(tmp_path.iterdir())) == 1

    assert list(tmp_path.iterdir()) == []


def test_an_error_ends_the_presence_too(tmp_path):
    with pytest.raises(RuntimeError), presence.present(tmp_path):
        raise RuntimeError

    assert list(tmp_path.iterdir()) == []


def test_to_ask_who_is_dead_does_not_disturb_the_living(tmp_path, other):
    with presence.present(tmp_path) as own:
        assert presence.dead(tmp_path) == []
        assert {path.stem for path in tmp_path.iterdir()} == {own, other.name}


def test_nobody_has_ever_been_at_work(tmp_path):
    assert presence.dead(tmp_path / "workers") == []
    presence.bury(tmp_path / "workers", "nobody")


def test_a_process_that_leaves_while_it_is_looked_at_is_not_dead(tmp_path, monkeypatch):
    (tmp_path / "gone.lock").touch()
    opened = Path.open

    def leave_first(path, *arguments, **named):
        path.unlink()
        return opened(path, *arguments, **named)

    monkeypatch.setattr(Path, "open", leave_first)

    assert presence.dead(tmp_path) == []


def test_many_may_come_and_go_at_once(tmp_path):
    names: set[str] = set()

    def come_and_go() -> None:
        for _ in range(20):
            with presence.present(tmp_path) as name:
                names.add(name)
                assert name not in presence.dead(tmp_path)

    threads = [threading.Thread(target=come_and_go) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(names) == 80
    assert list(tmp_path.iterdir()) == []
