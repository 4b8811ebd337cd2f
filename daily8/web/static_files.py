"""Static files under names that change with their content, and the one stylesheet made of many."""

import re
from collections.abc import Iterator
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
    "masthead",
    "sections",
    "buttons",
    "forms",
    "card",
    "front",
    "blocks",
    "listing",
    "article",
    "prose",
    "hashtags",
    "related",
    "sources",
    "notice",
    "footer",
    "utilities",
    "print",
)
SHEET = "css/site.css"
# For those who write the styles; browsers need not wait for them.
_COMMENT = re.compile(r"\s*/\*.*?\*/", re.DOTALL)


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Keeps each file under its hash for ever; before `collectstatic` it answers with plain names."""

    support_js_module_import_aggregation = True
    manifest_strict = False

    def post_process(self, paths: dict[str, Any], **options: Any) -> Iterator[Any]:
        """Join the parts of the stylesheet, then name and compress everything."""
        if not options.get("dry_run"):
            self._join(paths)
        yield from super().post_process(paths, **options)

    def stored_name(self, name: str) -> str:
        """Return the hashed name, or the plain one while nothing is collected."""
        return str(self.hashed_files.get(self.hash_key(self.clean_name(name)), name))

    def _join(self, paths: dict[str, Any]) -> None:
        if self.exists(SHEET):
            self.delete(SHEET)
        self._save(SHEET, ContentFile("".join(self._part(name) for name in PARTS)))
        paths[SHEET] = (self, SHEET)

    def _part(self, name: str) -> str:
        with self.open(f"css/{name}.css") as file:
            return _COMMENT.sub("", file.read().decode("utf-8"))


def sheets() -> list[str]:
    """Return the addresses of the stylesheet: one once it is joined, before that one for each part."""
    joined = static(SHEET)
    if not joined.endswith(SHEET):
        return [joined]
    return [static(f"css/{name}.css") for name in PARTS]
