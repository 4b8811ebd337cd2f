"""The service worker as a browser gets it: what it must know, then the files of `worker/` as one script."""

import gzip
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from daily8.web import dates
from daily8.web.pwa import shell
from daily8.work import branding

_SOURCES = Path(__file__).parent / "worker"
# Pages that the browser fills with what it keeps.
_OWN_PAGES = ("offline", "reading")
# In this order each uses only what stands before it.
_PARTS = ("names", "keeping", "showing", "shell", "pictures", "saved", "pages", "telling", "events")


def script() -> str:
    """Return the worker's script; any change of the shell changes it, which is how browsers learn of one."""
    return _script(shell.version())


def compressed() -> bytes:
    """Return the script as gzip, the same bytes every time."""
    return _compressed(script())


@lru_cache(maxsize=1)
def _script(version: str) -> str:
    """Make it once: browsers that have the site open ask for it with every page."""
    told = json.dumps(_site(version), ensure_ascii=True)
    return f'"use strict";\nconst SITE = {told};\n{_sources()}'


@lru_cache(maxsize=1)
def _compressed(words: str) -> bytes:
    return gzip.compress(words.encode(), mtime=0)


def _site(version: str) -> dict[str, Any]:
    """What the worker must know of this site."""
    codes = [code for code, _name in branding.current().offered]
    return {
        "name": branding.name(),
        "version": version,
        "files": shell.files(),
        "languages": {code: _of_language(code) for code in codes},
        "defaultLanguage": branding.current().language,
        "icon": branding.icon("app-192.png"),
        "renew": reverse("alerts-renew"),
        "languageCookie": settings.LANGUAGE_COOKIE_NAME,
    }


def _of_language(language: str) -> dict[str, Any]:
    """What differs by language: the page shown without a connection, its fonts, and what is said on kept pages."""
    with override(language):
        return {
            "offline": reverse("offline"),
            "pages": [reverse(page) for page in _OWN_PAGES],
            "fonts": shell.fonts(language),
            "locale": f"{str(dates.locale_of(language)).replace('_', '-')}-u-nu-latn",
            "nothing": "",
            "kept": render_to_string("parts/kept.html"),
            "away": render_to_string("parts/away.html"),
            "head": render_to_string("parts/kept_head.html"),
        }


def _sources() -> str:
    return "".join((_SOURCES / f"{part}.js").read_text(encoding="utf-8") for part in _PARTS)
