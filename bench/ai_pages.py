"""What readers see of what a real model writes: every ability once, with what the check kept and replaced.

make bench-ai
python -m bench.ai_pages
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.llama import LlamaMissing, running_llama
from bench.search import run_in


def measure() -> dict[str, float]:
    """Return the shares of results written and of sentences kept; print what is shown."""
    with running_llama() as endpoint, tempfile.TemporaryDirectory() as folder:
        call = f"write({endpoint.address!r}, {endpoint.model!r}, {endpoint.key!r})"
        found: dict[str, dict[str, Any]] = json.loads(run_in(Path(folder) / "site", "ai_pages_site", call))
    for name, told in found.items():
        _show(name, told)
    made, kept = (sum(told[what] for told in found.values()) for what in ("made", "kept"))
    return {
        "ai_pages.written": sum(told["state"] == "written" for told in found.values()) / len(found),
        "ai_pages.sentences_made": made,
        "ai_pages.sentences_kept": kept,
        "ai_pages.sentences_replaced": made - kept,
    }


def _show(name: str, told: dict[str, Any]) -> None:
    print(f"\n==== {name}: {told['state']}; made {told['made']}, kept {told['kept']}, replaced {told['replaced']}")
    for call in told["calls"]:
        print(
            f"-- call: {call['outcome']}, {call['tokens_in']} tokens in, {call['tokens_out']} out {call['reason']}"
        )
    if told["error"]:
        print(f"-- {told['error']}")
    for made, text in told["shown"]:
        print(f"   [{made}] {text}")


def main() -> int:
    """Print everything, and the figures."""
    try:
        figures = measure()
    except LlamaMissing as error:
        print(error, file=sys.stderr)
        return 1
    print()
    for name, value in figures.items():
        print(f"{name:<36} {value:10.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
