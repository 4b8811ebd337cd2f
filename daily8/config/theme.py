"""How the admin looks: django-unfold's settings."""

from typing import Any

UNFOLD: dict[str, Any] = {
    "SITE_SYMBOL": "newspaper",
    "SITE_URL": "/",
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": True,
}
