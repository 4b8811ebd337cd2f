"""Arabic words ready to use, static files collected, and a clock that stands still."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client
from django.utils import timezone
from lxml import html

from tests import prepared
from tests.comments.conftest import article, leila, make_reader, moderator, omar, say, talk  # noqa: F401

LOCALE = Path(__file__).parents[2] / "locale"
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=timezone.get_fixed_timezone(0))
Page = Callable[[str], html.HtmlElement]


def pytest_configure() -> None:
    """Compile the words as `make` does, so that these tests can also be run by themselves."""
    for source in LOCALE.glob("*/LC_MESSAGES/django.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            draft = target.with_name(f"{target.name}.{os.getpid()}")
            with source.open("rb") as words, draft.open("wb") as compiled:
                write_mo(compiled, read_po(words))
            draft.rename(target)


pytest_configure()


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """It is noon on 25 November 2026 in every page."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    return NOON


@pytest.fixture
def read(client: Client) -> Page:
    """Get a page as a reader's browser reads it."""

    def get(address: str) -> html.HtmlElement:
        response = client.get(address)
        assert response.status_code == 200, f"{address} answers {response.status_code}"
        return html.document_fromstring(response.content.decode())

    return get


@pytest.fixture
def collected(settings, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Static files as the running site has them, and answers with them."""
    prepared.put(tmp_path, tmp_path_factory.getbasetemp())
    settings.STATIC_ROOT = tmp_path / "static"
    staticfiles_storage._setup()
    staticfiles_storage.__init__()
    yield settings.STATIC_ROOT
    staticfiles_storage.hashed_files = {}
