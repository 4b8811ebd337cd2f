"""The part of the worker that tells readers, by the clock of `bench.alerts`."""

import asyncio
import os
import sys
from datetime import datetime
from ipaddress import ip_network
from pathlib import Path

import django
from django.conf import settings

LOOPBACK = (ip_network("127.0.0.0/8"),)


def main(folder: Path) -> None:
    """Tell readers until killed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daily8.config.settings")
    django.setup()
    # Only now can the parts be imported that have tables.
    from daily8.pipeline import alerting, carrying, embedded, pushing  # noqa: PLC0415
    from daily8.pipeline.mailing import Mailing  # noqa: PLC0415
    from daily8.work import presence  # noqa: PLC0415

    follow_clock(folder)
    settings.PUSH_NETWORKS = LOOPBACK
    alerting.Alerting.pause_seconds = carrying.LOOK_SECONDS = 0.02
    alerting._SELDOM_SECONDS = 0.5
    with presence.present(folder / "workers") as name:
        embedded.free_rows_of_the_dead()
        asyncio.run(_work([alerting.Alerting(), Mailing(name), pushing.Pushing(name)]))


async def _work(parts: list[object]) -> None:
    await asyncio.gather(*(part.run() for part in parts))  # type: ignore[attr-defined]


def follow_clock(folder: Path) -> None:
    """Let this process have the time that stands in a file."""
    from daily8.work import clock  # noqa: PLC0415

    path = folder / "clock"
    clock.now = lambda: datetime.fromisoformat(path.read_text(encoding="ascii"))


def set_clock(folder: Path, now: datetime) -> None:
    """Set the clock of this process and of the worker; whoever reads it finds a whole moment at any instant."""
    draft = folder / "clock.new"
    draft.write_text(now.isoformat(), encoding="ascii")
    draft.replace(folder / "clock")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
