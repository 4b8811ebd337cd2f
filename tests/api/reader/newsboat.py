"""newsboat in a terminal of its own: keys in, the screen out."""

import os
import pty
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

PROGRAM = shutil.which("newsboat")
_CONFIGURATION = """\
urls-source "feedhq"
feedhq-url "{address}"
feedhq-login "{name}"
feedhq-password "{secret}"
feedhq-flag-star "s"
feedhq-show-special-feeds no
auto-reload no
confirm-exit no
"""


class Newsboat:
    """newsboat with a folder of its own, for a reader of the site at this address."""

    def __init__(self, folder: Path, address: str, name: str, secret: str):
        self._files = {"config": folder / "config", "urls": folder / "urls", "cache": folder / "cache.db"}
        self._files["config"].write_text(_CONFIGURATION.format(address=address, name=name, secret=secret))
        self._files["urls"].touch()
        # An empty home: what its owner has set up otherwise is nobody's business.
        self._environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "xterm", "LC_ALL": "C.UTF-8"}

    @property
    def command(self) -> list[str]:
        """How it is started."""
        options = zip(("-C", "-u", "-c"), self._files.values(), strict=True)
        return [str(PROGRAM), *(str(word) for pair in options for word in pair)]

    def run(self, *commands: str) -> str:
        """Do something without a screen, and return what it says."""
        done = subprocess.run(
            [*self.command, "-x", *commands], env=self._environment, capture_output=True, text=True, timeout=60
        )
        return done.stdout + done.stderr

    def keys(self, *steps: tuple[str, str], until: Callable[[], bool] = lambda: True) -> str:
        """Press keys, each time until the screen shows some words; return all that it showed.

        It tells the site beside its screen: `until` says that this is done.
        """
        process, screen = pty.fork()
        if process == 0:
            os.execvpe(self.command[0], self.command, self._environment)
        shown = ""
        try:
            for pressed, expected in steps:
                os.write(screen, pressed.encode())
                shown += _until(screen, expected)
            _wait(until)
        finally:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            os.close(screen)
        return shown


def _until(screen: int, expected: str, *, seconds: float = 30) -> str:
    """What a screen shows until it has shown some words and then rests."""
    shown, until = "", time.monotonic() + seconds
    while time.monotonic() < until:
        ready, _, _ = select.select([screen], [], [], 0.5)
        if ready:
            shown += os.read(screen, 65536).decode(errors="replace")
        elif expected in shown:
            return shown
    raise AssertionError(f"newsboat did not show {expected!r} but {shown[-2000:]!r}")


def _wait(until: Callable[[], bool], *, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "newsboat did not tell the site"
        time.sleep(0.1)
