"""What the web server calls: ready pages first, Django behind them."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from daily8.config import logs
from daily8.engine import processes
from daily8.operating.watching import Watch
from daily8.web.page_cache import PageCache
from daily8.web.schemes import Schemes

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daily8.config.settings")
# The server's workers would outlive a server that is killed.
processes.end_with_parent()
django = get_wsgi_application()
# Where the server's workers are begun anew, nobody else has told them how to log.
logs.set_up(settings.LOG_LEVEL, requests=settings.ACCESS_LOG)
application = Watch(
    Schemes(
        PageCache(
            django,
            languages=[code for code, _ in settings.LANGUAGES],
            session_cookie=settings.SESSION_COOKIE_NAME,
        )
    )
)
