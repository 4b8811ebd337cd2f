"""A site at https://news.example at noon, and its feeds as programs read them."""

from collections.abc import Callable
from typing import Any

import feedparser
import pytest
from django.test import Client

from tests.api.json_feeds import complaints
from tests.web.conftest import noon, pytest_configure, read  # noqa: F401

SITE = "https://news.example"


@pytest.fixture(autouse=True)
def site(settings: Any) -> None:
    """Where the site stands."""
    settings.SITE_URL = SITE
    settings.ALLOWED_HOSTS = ["testserver", "news.example"]


@pytest.fixture
def fetch(client: Client) -> Callable[[str], Any]:
    """Get a feed as programs do; neither of the two that read it may complain."""

    def get(address: str) -> Any:
        response = client.get(address)
        assert response.status_code == 200, f"{address} answers {response.status_code}"
        if response["Content-Type"].startswith("application/feed+json"):
            assert complaints(response.content) == []
            return response.json()
        parsed = feedparser.parse(response.content)
        assert not parsed.bozo, parsed.bozo_exception
        return parsed

    return get
