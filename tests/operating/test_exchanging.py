"""An exchange of files that ends at any move is ended by whoever comes next."""

from pathlib import Path

import pytest

from daily8.operating import exchanging
from daily8.operating.exchanging import Move


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def folder(settings, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    for name in ("database", "database-wal", "key", "podcast/old"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"old {name}")
    for name in ("database", "key"):
        (tmp_path / "restoring").mkdir(exist_ok=True)
        (tmp_path / "restoring" / name).write_text(f"new {name}")
    return tmp_path


def moves(folder: Path) -> list[Move]:
    def move(name: str, *, fresh: bool) -> Move:
        new = str(folder / "restoring" / name) if fresh else ""
        return Move(new, str(folder / name), str(folder / "aside" / name))

    return [
        move("database-wal", fresh=False),
        move("podcast", fresh=False),
        move("key", fresh=True),
        move("database", fresh=True),
    ]


def contents(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()
    }


EXCHANGED = {
    "aside/database": "old database",
    "aside/database-wal": "old database-wal",
    "aside/key": "old key",
    "aside/podcast/old": "old podcast/old",
    "database": "new database",
    "key": "new key",
}


def test_all_is_exchanged_and_what_was_there_is_put_aside(folder):
    exchanging.exchange(moves(folder))

    assert contents(folder) == EXCHANGED
    assert exchanging.finish() is False


@pytest.mark.parametrize("number", range(1, 8))
def test_killed_at_any_move_it_is_ended_by_the_next_start(folder, monkeypatch, number):
    rename, calls = Path.rename, []

    def until_killed(self: Path, target) -> Path:
        calls.append(self)
        if len(calls) == number:
            raise Killed
        return rename(self, target)

    with monkeypatch.context() as killed:
        killed.setattr(Path, "rename", until_killed)
        with pytest.raises(Killed):
            exchanging.exchange(moves(folder))
    finished = exchanging.finish()

    if number == 1:
        # The list was not written yet: the old site stays, and what was made ready is not used.
        assert not finished
        assert contents(folder)["database"] == "old database"
    else:
        assert finished
        assert contents(folder) == EXCHANGED


def test_what_came_after_the_exchange_is_not_put_aside(folder, monkeypatch):
    """The last thing to go is the list: without it all would be moved once more."""
    with monkeypatch.context() as killed:
        killed.setattr(exchanging, "clear", lambda: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            exchanging.exchange(moves(folder))

    exchanging.finish()

    assert contents(folder) == EXCHANGED
