import sys
from pathlib import Path

from daily8.commands import words


def test_the_program_is_named_as_a_shell_finds_it(monkeypatch, tmp_path):
    monkeypatch.setattr(words.shutil, "which", lambda _name: "/usr/bin/daily8")
    assert words.program() == "daily8"

    monkeypatch.setattr(words.shutil, "which", lambda _name: None)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "a venv" / "bin" / "python"))
    monkeypatch.chdir(tmp_path)
    assert words.program() == "'a venv/bin/daily8'"
    assert not Path(words.program().strip("'")).is_absolute()
