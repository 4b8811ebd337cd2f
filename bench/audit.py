"""Are there known holes in a library that is locked? `make audit`, or `python -m bench.audit`.

pip-audit says "No known vulnerabilities found" where it could ask about nothing, too. This counts what was asked:
the exit code is 0 only where every library was, and none has a known hole; 1 where one has; 2 where some could not
be asked about.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-model.lock")
# Asked one after the other: the second where the first knows nothing of a library.
SERVICES = ("pypi", "osv")
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Audit:
    """What became of the libraries of one lock file."""

    asked: int
    unknown: tuple[str, ...]
    holes: tuple[str, ...]

    @property
    def code(self) -> int:
        """What a program is told."""
        return 1 if self.holes else 2 if self.unknown or not self.asked else 0


def of(dependencies: Iterable[Mapping[str, Any]]) -> Audit:
    """Return what a report of pip-audit says: a library that it skipped was not looked at."""
    asked, unknown, holes = 0, [], []
    for one in dependencies:
        if "skip_reason" in one:
            unknown.append(one["name"])
            continue
        asked += 1
        for hole in one["vulns"]:
            fixed = ", ".join(hole.get("fix_versions", ())) or "no version yet"
            holes.append(f"{one['name']} {one['version']}: {hole['id']}, mended in {fixed}")
    return Audit(asked, tuple(unknown), tuple(holes))


def words(lock: str, audit: Audit) -> str:
    """Return it in words, with the way out."""
    lines = [f"{lock}: {audit.asked} of {audit.asked + len(audit.unknown)} libraries looked up"]
    lines += [f"  HOLE  {hole}" for hole in audit.holes]
    if audit.unknown or not audit.asked:
        some = ", ".join(audit.unknown[:_NAMED]) + (", …" if len(audit.unknown) > _NAMED else "")
        lines.append(f"  NOT LOOKED UP  {some or 'anything'}")
        lines.append(
            "  This says nothing about them. Run it where https://pypi.org or https://api.osv.dev is reached."
        )
    elif not audit.holes:
        lines.append("  no known holes")
    return "\n".join(lines)


def measure(lock: str) -> Audit:
    """Ask about every library of a lock file."""
    best = Audit(0, (), ())
    for service in SERVICES:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pip_audit", "-r", str(ROOT / lock), "--no-deps", "--disable-pip"),
                *("-f", "json", "-s", service, "--progress-spinner", "off", "--timeout", "10"),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        try:
            audit = of(json.loads(done.stdout)["dependencies"])
        except (ValueError, KeyError):
            # Its own errors end it with a traceback: the service is away.
            continue
        if audit.asked > best.asked or not best.asked:
            best = audit
        if not audit.unknown:
            break
    return best


def main() -> int:
    """Look at every lock file; return the worst that was found."""
    codes = []
    for lock in LOCKS:
        audit = measure(lock)
        print(words(lock, audit), flush=True)
        codes.append(audit.code)
    return 1 if 1 in codes else max(codes)


if __name__ == "__main__":
    sys.exit(main())
