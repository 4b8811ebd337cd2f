"""What has to be there before the site can be served."""

import logging
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.staticfiles import finders
from django.core.management import call_command

from daily8 import __version__
from daily8.accounts import second_locks
from daily8.articles.models import Article
from daily8.commands.migrate import bring_up_to_date
from daily8.operating import noted, reprocessing
from daily8.work import presence

logger = logging.getLogger(__name__)


def prepare() -> None:
    """Bring the database and the collected static files to this version, and drop sessions that are over."""
    bring_up_to_date()
    noted.note_key()
    if not Article.objects.exists():
        reprocessing.note_versions()
    SessionStore.clear_expired()
    lost = second_locks.renew_seals()
    if lost:
        logger.error("%s second locks were sealed with another key: set DAILY8_SECRET_KEY_BEFORE to it", lost)
    _collect_static_files()


def _collect_static_files() -> None:
    """Collect the static files, unless they are the ones collected last."""
    stamp = settings.STATIC_ROOT / ".collected"
    state = _state_of_static_files()
    with presence.alone(settings.DATA / "collecting.lock"):
        if stamp.exists() and stamp.read_text(encoding="utf-8") == state:
            return
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        stamp.write_text(state, encoding="utf-8")


def _state_of_static_files() -> str:
    files = [Path(storage.path(path)) for finder in finders.get_finders() for path, storage in finder.list([])]
    newest = max((file.stat().st_mtime_ns for file in files), default=0)
    return f"{__version__} {len(files)} {newest}"
