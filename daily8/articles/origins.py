"""The address under which the world sees this site."""

from django.conf import settings
from django.http import HttpRequest


def origin(request: HttpRequest) -> str:
    """Return the site's address: behind a proxy the request does not know the one that readers see."""
    return settings.SITE_URL or request.build_absolute_uri("/").rstrip("/")
