"""The marks that the code holds itself to (docs/architecture.md)."""

import ast
import re
import statistics
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [path for path in sorted((ROOT / "daily8").rglob("*.py")) if "migrations" not in path.parts]
PHYSICAL = re.compile(
    r"(?:margin|padding|border)-(?:left|right)|float:\s*(?:left|right)|text-align:\s*(?:left|right)|(?<![-\w])(?:left|right):"
)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def measure() -> dict[str, float]:
    """Return the marks as numbers."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}
    functions = [node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, Function)]
    lengths = sorted(_length(function) for function in functions)
    lines = sum(_code_lines(path) for path in SOURCES)
    tests = sum(_code_lines(path) for path in sorted((ROOT / "tests").rglob("*.py")))
    templates = sorted(_code_lines(path) for path in (ROOT / "daily8/web/templates").rglob("*.html"))
    styles = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "daily8/web/static").rglob("*.css"))
    return {
        "marks.lines": lines,
        "marks.functions": len(functions),
        "marks.function_median": statistics.median(lengths),
        "marks.function_p90": lengths[int(len(lengths) * 0.9)],
        "marks.function_longest": lengths[-1],
        "marks.file_longest": max(len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES),
        "marks.inner_imports": sum(_inner_imports(function) for function in functions),
        "marks.annotated_share": sum(map(_annotated, functions)) / len(functions),
        "marks.test_lines_a_line": tests / lines,
        "marks.template_median": statistics.median(templates),
        "marks.template_p90": templates[int(len(templates) * 0.9)],
        "marks.physical_directions": len(PHYSICAL.findall(styles)),
    }


def _length(function: Function) -> int:
    """Lines of a function's body, without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 1


def _code_lines(path: Path) -> int:
    return sum(bool(line.strip()) for line in path.read_text(encoding="utf-8").splitlines())


def _inner_imports(function: Function) -> int:
    return sum(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(function))


def _annotated(function: Function) -> bool:
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    named = [argument for argument in arguments if argument.arg not in ("self", "cls")]
    return all(argument.annotation for argument in named)


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:<36} {value:10.2f}")
