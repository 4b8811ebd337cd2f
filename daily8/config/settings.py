"""Every setting of daily8, each read once, with its default and one line of help."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from daily8 import __version__
from daily8.config import env, secrets, sqlite

sqlite.prefer_bundled()
environment = env.from_process()
HOME = Path(__file__).resolve().parent.parent

# -- where things are

DATA = Path(environment.text("DAILY8_DATA", "data", "Folder that holds the database, pictures and keys."))
DATABASES = {
    "default": environment.database(
        "DATABASE_URL", "", "PostgreSQL address (postgresql://…); empty means one SQLite file in DAILY8_DATA."
    )
    or {"ENGINE": "django.db.backends.sqlite3", "NAME": str(DATA / "daily8.sqlite3")}
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = sqlite.OPTIONS
    DATABASES["default"]["CONN_MAX_AGE"] = None

# -- the site

SITE_NAME = environment.text("DAILY8_SITE_NAME", "daily8", "Name of the site in its header and titles.")
SITE_URL = environment.address(
    "DAILY8_SITE_URL", "", "Public address of the site (https://news.example.org); its host is then answered."
)
HOST = environment.text("DAILY8_HOST", "127.0.0.1", "Address the web server listens on.")
PORT = environment.integer("DAILY8_PORT", "8000", "Port the web server listens on.", least=1, most=65535)
THREADS = environment.integer(
    "DAILY8_THREADS", "16", "Threads that answer requests in one web process.", least=1, most=256
)
DEBUG = environment.boolean("DAILY8_DEBUG", "False", "Show error details in the browser; for development only.")
SECRET_KEY = environment.secret(
    "DAILY8_SECRET_KEY", "", "Key that signs picture addresses; empty means one is made and kept in DAILY8_DATA."
) or secrets.secret_key(DATA)
TIME_ZONE = environment.time_zone("DAILY8_TIME_ZONE", "UTC", "Time zone of the dates that readers see.")
LOG_LEVEL = environment.choice(
    "DAILY8_LOG_LEVEL", "WARNING", "Least severity that is logged.", of=("DEBUG", "INFO", "WARNING", "ERROR")
)

# -- reading publishers

CONTACT = environment.text(
    "DAILY8_CONTACT",
    "",
    "E-mail or address where publishers reach the operator; it is part of the User-Agent.",
)
USER_AGENT = f"daily8/{__version__} (+{CONTACT or SITE_URL or 'self-hosted news reader'})"
ALLOW_PRIVATE_NETWORKS = environment.networks(
    "DAILY8_ALLOW_PRIVATE_NETWORKS", "", "Private address ranges that may be fetched from, such as 127.0.0.0/8."
)
HOST_DELAY = environment.number(
    "DAILY8_HOST_DELAY", "0.5", "Least seconds between two requests to one host of a publisher."
)
CONNECTIONS = environment.integer(
    "DAILY8_CONNECTIONS", "48", "Requests that may be under way at once.", least=1, most=1000
)
PARSERS = environment.integer(
    "DAILY8_PARSERS", "1", "Child processes that parse feeds and pages.", least=1, most=64
)
DEFAULT_RIGHTS = environment.choice(
    "DAILY8_DEFAULT_RIGHTS",
    "full",
    "What may be shown of a publisher that an operator adds: full text, excerpt or link.",
    of=("full", "excerpt", "link"),
)
PICTURES_MB = environment.integer(
    "DAILY8_PICTURES_MB", "1024", "Megabytes that kept pictures may fill.", least=16, most=1_000_000
)
environment.refuse_unknown()

# -- Django

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", HOST]
if SITE_URL:
    ALLOWED_HOSTS.append(str(urlsplit(SITE_URL).hostname))
INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "csp",
    "daily8.work",
    "daily8.sources",
    "daily8.topics",
    "daily8.articles",
    "daily8.stories",
    "daily8.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "daily8.web.headers.HeadersMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    # Refuses names that are not the site's own, on every page, and says how long an answer is.
    "django.middleware.common.CommonMiddleware",
    "django.middleware.locale.LocaleMiddleware",
]
APPEND_SLASH = False
ROOT_URLCONF = "daily8.config.urls"
WSGI_APPLICATION = "daily8.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "daily8.web.context.site"]
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
USE_I18N = True
LANGUAGES = [("en", "English"), ("ar", "العربية")]
LANGUAGE_CODE = "en"
# Inside an installed package, beside the package in a checkout.
LOCALE_PATHS = [HOME / "locale", HOME.parent / "locale"]
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "daily8.web.static_files.HashedFiles"},
}
WHITENOISE_MAX_AGE = 60
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
LOGGING_CONFIG = None
SILENCED_SYSTEM_CHECKS: list[str] = []
