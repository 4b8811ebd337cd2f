"""Every setting of daily8, each read once, with its default and one line of help."""

from pathlib import Path
from urllib.parse import urlsplit

from daily8 import __version__
from daily8.config import env, secrets, sqlite, told
from daily8.config.admin import *  # noqa: F403
from daily8.config.api import rates
from daily8.config.bodies import *  # noqa: F403
from daily8.config.keeping import keep_days
from daily8.config.machines import broker, bucket
from daily8.config.mail import mail
from daily8.config.podcast import podcast
from daily8.config.policy import *  # noqa: F403
from daily8.config.readers import *  # noqa: F403
from daily8.config.readers import openid_connect
from daily8.config.rereading import read_again
from daily8.config.sessions import lasting, office_lock
from daily8.config.transport import transport
from daily8.config.watching import watching

sqlite.prefer_bundled()
environment = env.from_process()
HOME = Path(__file__).resolve().parent.parent

# -- where things are

DATA = Path(environment.text("DAILY8_DATA", "data", "Folder that holds the database, pictures and keys."))
_DATABASE = environment.database(
    "DATABASE_URL", "", "PostgreSQL address (postgresql://…); empty means one SQLite file in DAILY8_DATA."
)
DATABASES = {"default": sqlite.database(_DATABASE, data=DATA)}
BROKER, BUCKET = broker(environment, DATABASES["default"]), bucket(environment)

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
PROXIES = environment.networks(
    "DAILY8_PROXIES",
    "127.0.0.0/8, ::1/128",
    "Addresses of your web servers in front of daily8, whose X-Forwarded-For says where a request comes from.",
)
TRANSPORT = transport(environment, SITE_URL)
DEBUG = environment.boolean("DAILY8_DEBUG", "False", "Show error details in the browser; for development only.")
SECRET_KEY, SECRET_KEY_BEFORE = secrets.keys(environment, DATA)
TIME_ZONE = environment.time_zone("DAILY8_TIME_ZONE", "UTC", "Time zone of the dates that readers see.")
LOG_LEVEL = environment.choice(
    "DAILY8_LOG_LEVEL", "WARNING", "Least severity that is logged.", of=("DEBUG", "INFO", "WARNING", "ERROR")
)

METRICS, METRICS_TOKEN, ACCESS_LOG = watching(environment)

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
READ_AGAIN, KEEP_DAYS = read_again(environment), keep_days(environment)
DEFAULT_RIGHTS = environment.choice(
    "DAILY8_DEFAULT_RIGHTS",
    "full",
    "What may be shown of a publisher that an operator adds: full text, excerpt or link.",
    of=("full", "excerpt", "link"),
)
PICTURES_MB = environment.integer(
    "DAILY8_PICTURES_MB", "1024", "Megabytes that kept pictures may fill.", least=16, most=1_000_000
)

# -- understanding articles

EMBEDDING = environment.service(
    "DAILY8_EMBEDDING",
    "embedded",
    "What tells texts of one meaning: the embedded model, none, or the address of an OpenAI-compatible server.",
    words=("embedded", "none"),
)
EMBEDDING_MODEL = environment.text(
    "DAILY8_EMBEDDING_MODEL", "", "Model that the server at DAILY8_EMBEDDING is asked for."
)
EMBEDDING_KEY = environment.token("DAILY8_EMBEDDING_KEY", "", "Key for the server at DAILY8_EMBEDDING.")
if EMBEDDING not in ("embedded", "none"):
    environment.refuse_missing("DAILY8_EMBEDDING_MODEL", because="name the model of DAILY8_EMBEDDING")

# -- AI

AI = environment.boolean("DAILY8_AI", "True", "Summaries, answers and all else of AI, for the whole site.")
MODEL = environment.service(
    "DAILY8_MODEL",
    "none",
    "Model that words summaries and answers: the address of an OpenAI-compatible server, or none.",
    words=("none",),
)
MODEL_NAME = environment.text("DAILY8_MODEL_NAME", "", "Model that the server at DAILY8_MODEL is asked for.")
MODEL_KEY = environment.token("DAILY8_MODEL_KEY", "", "Key for the server at DAILY8_MODEL.")
if MODEL != "none":
    environment.refuse_missing("DAILY8_MODEL_NAME", because="name the model of DAILY8_MODEL")

# -- editions

EDITION_TIME = environment.clock(
    "DAILY8_EDITION_TIME", "06:00", "Time of day, by DAILY8_TIME_ZONE, at which the daily edition appears."
)
PODCAST_DAYS, PODCAST_OWNER = podcast(environment)

# -- mail

MAIL, DEFAULT_FROM_EMAIL = mail(environment, site_name=SITE_NAME, site_url=SITE_URL)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_BACKEND = "daily8.work.mail.Outbox"

# -- programs

API_RATE, API_RATE_WITH_TOKEN = rates(environment)

# -- comments

COMMENTS = environment.choice(
    "DAILY8_COMMENTS",
    "newcomers",
    "Whose comments wait for a moderator: open (nobody's but suspicious ones), newcomers, all; off means none.",
    of=("open", "newcomers", "all", "off"),
)
COMMENTS_DAYS = environment.integer(
    "DAILY8_COMMENTS_DAYS",
    "14",
    "Days after which nobody may comment any more; 0 means never.",
    least=0,
    most=36500,
)
DISCUSSIONS = environment.choice(
    "DAILY8_DISCUSSIONS",
    "article",
    "What comments are about: each article, or each story with one discussion for all its reports.",
    of=("article", "story"),
)
GUESTS = environment.boolean(
    "DAILY8_GUESTS", "False", "Comments without an account, each confirmed by a link that is mailed to its writer."
)
COMMENTS_OPINION = environment.boolean(
    "DAILY8_COMMENTS_OPINION",
    "False",
    "Ask the model what it thinks of comments that wait; moderators see its opinion and decide.",
)
# -- readers' accounts

SOCIALACCOUNT_PROVIDERS = openid_connect(environment)
SESSION, OFFICE = lasting(environment)
OFFICE_LOCK = office_lock(environment)
environment.refuse_unknown()
SETTINGS_TOLD = told.all_of(environment)

# -- Django

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", HOST]
if SITE_URL:
    ALLOWED_HOSTS.append(str(urlsplit(SITE_URL).hostname))
INSTALLED_APPS = [
    # In this order their templates stand in front of each other.
    "daily8.operating",
    "daily8.accounts",
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "daily8.accounts.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "daily8.work",
    "daily8.sources",
    "daily8.topics",
    "daily8.articles",
    "daily8.stories",
    "daily8.search",
    "daily8.comments",
    "daily8.editions",
    "daily8.reading",
    "daily8.assistant",
    "daily8.alerts",
    "daily8.newsletter",
    "daily8.podcast",
    "daily8.hooks",
    "daily8.web",
]
MIDDLEWARE = [
    "daily8.operating.doors.Doors",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "daily8.web.headers.HeadersMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    # Refuses names that are not the site's own, on every page, and says how long an answer is.
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "daily8.web.offering.OfferedLanguages",
    "django.middleware.locale.LocaleMiddleware",
    "daily8.web.bodies.BodiesMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "daily8.accounts.lasting.WhoIsThere",
    "daily8.accounts.turned_away.Refusals",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
APPEND_SLASH = False
ROOT_URLCONF = "daily8.config.urls"
WSGI_APPLICATION = "daily8.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "daily8.web.context.site",
            ]
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = "daily8.config.formats"
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
# Nobody else uses these files; the header would be sent with each.
WHITENOISE_ALLOW_ALL_ORIGINS = False
# A cookie with the prefix __Host- is taken from this very host over TLS, and from nobody else.
_SECURE = SITE_URL.startswith("https://")
_PREFIX = "__Host-" if _SECURE else ""
SESSION_COOKIE_NAME = f"{_PREFIX}sessionid"
SESSION_COOKIE_SECURE = _SECURE
SESSION_COOKIE_AGE = int(SESSION.idle.total_seconds())
CSRF_COOKIE_NAME = f"{_PREFIX}csrftoken"
CSRF_COOKIE_SECURE = _SECURE
CSRF_COOKIE_HTTPONLY = True
# Behind a web server that speaks TLS the request does not know the address that forms are sent from.
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL else []
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# -- accounts

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "account_login"
# Of the admin; readers are sent on by ACCOUNT_ADAPTER.
LOGIN_REDIRECT_URL = "admin:index"
# Browsers themselves give passkeys to no page without TLS but those of localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _SECURE
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if _SECURE else "http"
LOGGING_CONFIG = None
SECURE_SSL_REDIRECT, SECURE_SSL_HOST = TRANSPORT.host is not None, TRANSPORT.host
SECURE_HSTS_SECONDS = TRANSPORT.seconds
SECURE_HSTS_INCLUDE_SUBDOMAINS, SECURE_HSTS_PRELOAD = TRANSPORT.below, TRANSPORT.preload
SILENCED_SYSTEM_CHECKS = TRANSPORT.silenced
