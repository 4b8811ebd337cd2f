"""The service worker as a browser gets it: what it must know, then the files of `worker/` as one script."""

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

_SOURCES = Path(__file__).parent / "worker"
# Pages that the browser fills with what it keeps.
_OWN_PAGES = ("offline", "reading")
# In this order each uses only what stands before it.
_PARTS = ("names", "keeping", "showing", "shell", "pictures", "saved", "pages", "events")


def script() -> str:
    """Return the worker's script; any change of the shell changes it, which is how browsers learn of one."""
    return f'"use strict";\nconst SITE = {json.dumps(_site(), ensure_ascii=True)};\n{_sources()}'


def _site() -> dict[str, Any]:
    """What the worker must know of this site."""
    codes = [code for code, _name in settings.LANGUAGES]
    return {
        "name": settings.SITE_NAME,
        "version": shell.version(),
        "files": shell.files(),
        "languages": {code: _of_language(code) for code in codes},
        "defaultLanguage": settings.LANGUAGE_CODE,
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


@lru_cache(maxsize=1)
def _sources() -> str:
    return "".join((_SOURCES / f"{part}.js").read_text(encoding="utf-8") for part in _PARTS)
