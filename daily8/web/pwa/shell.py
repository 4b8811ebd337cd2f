"""What a device keeps of the site itself, so that pages can be shown without a connection."""

from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse

from daily8.web.static_files import EDITION_PARTS, PARTS, SCRIPTS
from daily8.work import branding

_HERE = Path(__file__).parent
_KINDS = ("css/", "js/", "vendor/fonts/", "images/icon.svg")
_ENDINGS = (".css", ".js", ".svg", ".woff2")
# Within the stylesheets and the one script they are kept already.
_JOINED = frozenset(
    [*(f"css/{name}.css" for name in (*PARTS, *EDITION_PARTS)), *(f"js/{name}.js" for name in SCRIPTS)]
)
# Without a connection nobody signs in, moderators decide on nothing, and no account is told anything.
_OF_NO_USE = frozenset(
    {"css/account.css", "css/alerts.css", "css/changes.css", "css/moderation.css", "js/comments/queue.js"}
    | {"js/passkey-form.js", "js/alerts/device.js", "js/reading/account.js", "js/reading/shelf.js"}
    # Nor is another eight weighed, or the archive walked through.
    | {"css/archive.css", "css/ballot.css", "js/edition-weights.js", "js/when-wanted.js"}
    # And nothing is heard: the sound is too much to be kept.
    | {"css/transcript.css", "js/episode-player.js"}
)
# Every other font is of Latin letters.
_ARABIC_FONTS = ("markazi", "readex")


def files() -> list[str]:
    """Return the addresses of the styles, scripts and drawings of pages; none before they are collected."""
    look = branding.current().look
    own = [reverse("brand", args=[look, "brand.css"])] if look else []
    return [_address(stored) for name, stored in _collected() if not name.endswith(".woff2")] + own


def fonts(language: str) -> list[str]:
    """Return the addresses of the fonts that pages in this language are set in."""
    return [_address(stored) for name, stored in _collected() if _font_language(name, language)]


def version() -> str:
    """Return what changes whenever the shell does: a static file, a template, a word of the interface."""
    brand = branding.current()
    told = (brand.site_name, brand.look, *(code for code, _name in brand.offered))
    digest = blake2b(_words() + "\n".join(told).encode(), digest_size=8)
    for _, stored in _collected():
        digest.update(stored.encode())
    return digest.hexdigest()


def _collected() -> list[tuple[str, str]]:
    """Static files of pages, by name, with their hashed names."""
    stored: dict[str, str] = getattr(staticfiles_storage, "hashed_files", {})
    return sorted(
        (name, hashed)
        for name, hashed in stored.items()
        if name.startswith(_KINDS) and name.endswith(_ENDINGS) and name not in _JOINED | _OF_NO_USE
    )


def _font_language(name: str, language: str) -> bool:
    if not name.endswith(".woff2"):
        return False
    return Path(name).name.startswith(_ARABIC_FONTS) == (language == "ar")


def _address(stored: str) -> str:
    return f"{settings.STATIC_URL}{stored}"


@lru_cache(maxsize=1)
def _words() -> bytes:
    """A digest of all templates and words; they change only with a new version of the program."""
    templates = sorted((_HERE.parent / "templates").rglob("*.html"))
    words = sorted(path for folder in settings.LOCALE_PATHS for path in Path(folder).rglob("*.mo"))
    return blake2b(b"".join(path.read_bytes() for path in (*templates, *words))).digest()
