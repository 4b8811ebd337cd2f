"""What browsers may load into a public page: from this site alone, and nothing that stands in the page."""

from typing import Any

from csp.constants import NONE, SELF

__all__ = ["CONTENT_SECURITY_POLICY", "WHITENOISE_ADD_HEADERS_FUNCTION"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        # Browsers take it from the first; who checks a policy looks for it by name.
        "object-src": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}


def _of_files(headers: Any, path: str, url: str) -> None:  # noqa: ARG001  (WhiteNoise's)
    """Say of a static file that is a page by itself that it loads nothing, and that no page shows it in a frame.

    Sheets, scripts and fonts are none, and each page would load half a kilobyte more.
    """
    if url.endswith((".svg", ".html", ".xml")):
        headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"


WHITENOISE_ADD_HEADERS_FUNCTION = _of_files
