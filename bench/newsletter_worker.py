"""The part of the worker that sends editions: `python -m bench.newsletter_worker`, for `bench.newsletter`."""

import asyncio
import os
import sys

import django
from django.conf import settings


def main() -> None:
    """Send until killed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daily8.config.settings")
    django.setup()
    # Only now can the parts be imported that have tables.
    from daily8.newsletter import sending  # noqa: PLC0415
    from daily8.pipeline import carrying, embedded, posting  # noqa: PLC0415
    from daily8.pipeline.mailing import Mailing  # noqa: PLC0415
    from daily8.work import presence  # noqa: PLC0415

    # Few at once, so that there is much to be killed in the midst of.
    sending._AT_ONCE, posting.Posting.pause_seconds, carrying.LOOK_SECONDS = 4, 0.01, 0.01
    with presence.present(settings.DATA / "workers") as name:
        embedded.free_rows_of_the_dead()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        asyncio.run(_work(posting.Posting(), Mailing(name)))


async def _work(*parts: object) -> None:
    await asyncio.gather(*(part.run() for part in parts))  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
