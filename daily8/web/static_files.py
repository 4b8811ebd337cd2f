"""Static files under names that change with their content; the one stylesheet and the one script made of many."""

import fnmatch
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.core.files.base import ContentFile
from django.templatetags.static import static
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

# In the order of the cascade; the first file names the layers.
PARTS = (
    "layers",
    "reset",
    "fonts",
    "tokens",
    "base",
    "page",
    "reading-choices",
    "masthead",
    "sections",
    "buttons",
    "card",
    "front",
    "blocks",
    "listing",
    "save",
    "article",
    "prose",
    "hashtags",
    "related",
    "notice",
    "footer",
    "utilities",
    "print",
)
SHEET = "css/site.css"
# What an edition adds to that, in one as well: it is read on a phone each morning.
EDITION_PARTS = ("edition", "eight", "listen")
EDITION_SHEET = "css/paper.css"
# What every page does; each stands in js/ and shares nothing with the others but the module of what is kept.
SCRIPTS = (
    "theme-switch",
    "language-link",
    "lost-pictures",
    "share-link",
    "copy-link",
    "save-button",
    "reading-place",
    "load-more",
    "unseen-marks",
    "new-since",
    "keys",
    "app",
    "ai-card",
    "reader",
)
SCRIPT = "js/site.js"
SHARED = "js/reading/store.js"
# For those who write styles and scripts; browsers need not wait for them. In scripts, lines of their own only.
_COMMENT = re.compile(r"\s*/\*.*?\*/", re.DOTALL)
_SCRIPT_COMMENT = re.compile(r"^[ \t]*(?:/\*\*.*?\*/|//[^\n]*)\n", re.DOTALL | re.MULTILINE)
_INDENT = re.compile(r"\n\s+")
_IMPORT = re.compile(r'^import \* as store from ".*?";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const (\w+))", re.MULTILINE)


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Keeps each file under its hash for ever; before `collectstatic` it answers with plain names."""

    support_js_module_import_aggregation = True
    manifest_strict = False

    def post_process(self, paths: dict[str, Any], **options: Any) -> Iterator[Any]:
        """Join the parts of the stylesheet and of the script, then name and compress everything."""
        if not options.get("dry_run"):
            for sheet, styles in ((SHEET, PARTS), (EDITION_SHEET, EDITION_PARTS)):
                self._put(paths, sheet, "".join(self._style(name) for name in styles))
            parts = [self._read(f"js/{name}.js") for name in SCRIPTS]
            self._put(paths, SCRIPT, _one_script(self._read(SHARED), parts))
            for name in fnmatch.filter(paths, "js/*.js"):
                self._put(paths, name, _bare(self._read(name)))
        yield from super().post_process(paths, **options)

    def compress_files(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Compress each file once: under the name that pages ask for."""
        asked_for = set(self.hashed_files.values())
        yield from super().compress_files([name for name in names if name in asked_for])

    def stored_name(self, name: str) -> str:
        """Return the hashed name, or the plain one while nothing is collected."""
        return str(self.hashed_files.get(self.hash_key(self.clean_name(name)), name))

    def _put(self, paths: dict[str, Any], name: str, content: str) -> None:
        if self.exists(name):
            self.delete(name)
        self._save(name, ContentFile(content))
        paths[name] = (self, name)

    def _style(self, name: str) -> str:
        return _INDENT.sub("\n", _COMMENT.sub("", self._read(f"css/{name}.css")))

    def _read(self, name: str) -> str:
        with self.open(name) as file:
            return str(file.read().decode("utf-8"))


def _one_script(shared: str, parts: Sequence[str]) -> str:
    """Join modules: each keeps its names to itself in a block; the one that they share becomes an object."""
    names = ", ".join(_EXPORT.findall(shared))
    store = f"const store = (() => {{\n{_bare(_EXPORT.sub('', shared))}return {{ {names} }};\n}})();\n"
    return store + "".join(f"{{\n{_IMPORT.sub('', _bare(part)).strip()}\n}}\n" for part in parts)


def _bare(script: str) -> str:
    return _INDENT.sub("\n", _SCRIPT_COMMENT.sub("", script))


def sheets() -> list[str]:
    """Return the addresses of the stylesheet: one once it is joined, before that one for each part."""
    return _joined(SHEET) or [static(f"css/{name}.css") for name in PARTS]


def edition_sheets() -> list[str]:
    """Return the addresses of the stylesheet of editions, in the same way."""
    return _joined(EDITION_SHEET) or [static(f"css/{name}.css") for name in EDITION_PARTS]


def scripts() -> list[str]:
    """Return the addresses of the script that every page has, in the same way."""
    return _joined(SCRIPT) or [static(f"js/{name}.js") for name in SCRIPTS]


def _joined(name: str) -> list[str]:
    address = static(name)
    return [] if address.endswith(name) else [address]
