"""Compiles the translations when the package is built, and puts them inside it."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TranslationsHook(BuildHookInterface[Any]):
    """Makes the .mo files beside their .po; an editable install reads them there, a wheel carries them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every catalogue."""
        folder = Path(self.root) / "locale"
        for source in sorted(folder.glob("*/LC_MESSAGES/django.po")):
            with source.open("rb") as read, source.with_suffix(".mo").open("wb") as written:
                write_mo(written, read_po(read))
        if version != "editable":
            build_data["force_include"][str(folder)] = "daily8/locale"
