"""The house rules that a machine can check; imports between packages are lint-imports' part."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field

ROOT = Path(__file__).parents[1]
SOURCES = sorted(
    path for path in (ROOT / "daily8").rglob("*.py") if "migrations" not in path.parts and path.stat().st_size
)
LONGEST_FILE = 300
LONGEST_FUNCTION = 50
Function = ast.FunctionDef | ast.AsyncFunctionDef


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    """Every source file of the product, read, by its name."""
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}


def depth_of_packages() -> dict[str, int]:
    """How far down each package is, by the list that lint-imports reads."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = next(contract["layers"] for contract in contracts["contracts"] if contract["type"] == "layers")
    return {name: depth for depth, layer in enumerate(layers) for name in re.findall(r"\w+", layer)}


def functions(trees: dict[str, ast.Module]) -> Iterator[tuple[str, Function]]:
    for name, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, Function):
                yield name, node


def test_foreign_keys_point_down():
    depth = depth_of_packages()
    upward = [
        f"{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for model in apps.get_models()
        if model.__module__.startswith("daily8.")
        for field in model._meta.get_fields()
        if isinstance(field, Field) and field.is_relation
        if not _is_below(field.related_model, model, depth)
    ]
    assert not upward


def _is_below(related: type, model: type, depth: dict[str, int]) -> bool:
    """Whether a model may point at another: from the same application, from below, or from outside daily8."""
    theirs, ours = (one.__module__.split(".") for one in (related, model))
    return theirs[0] != "daily8" or theirs[1] == ours[1] or depth[theirs[1]] > depth[ours[1]]


def test_every_package_has_its_layer():
    packages = {path.name for path in (ROOT / "daily8").iterdir() if (path / "__init__.py").exists()}

    assert packages <= depth_of_packages().keys()


def test_imports_stand_at_the_top(trees):
    inside = [
        f"{name}:{node.lineno} in {function.name}"
        for name, function in functions(trees)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not inside


def test_nobody_listens_for_signals(trees):
    listening = [
        f"{name}:{node.lineno}"
        for name, tree in trees.items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _connects_signal(node.func))
        or (isinstance(node, Function) and any("receiver" in ast.unparse(one) for one in node.decorator_list))
    ]
    assert not listening


def _connects_signal(function: ast.Attribute) -> bool:
    owner = ast.unparse(function.value).rpartition(".")[2]
    return (
        function.attr == "connect"
        and re.search(r"^(pre|post|m2m)_|signal|_(started|finished|changed)$", owner) is not None
    )


def test_files_are_about_one_noun():
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in SOURCES}

    assert not {name: length for name, length in lengths.items() if length > LONGEST_FILE}


def test_functions_are_short(trees):
    lengths = {
        f"{name}:{function.name}": (function.end_lineno or function.lineno) - function.lineno + 1
        for name, function in functions(trees)
    }
    assert not {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION}


def test_every_part_says_what_it_is_for(trees):
    silent = [name for name, tree in trees.items() if not ast.get_docstring(tree)]

    assert not silent
