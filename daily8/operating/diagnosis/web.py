"""The door to readers: port, address, static files."""

import asyncio
import errno
import json
import os
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from daily8.engine import http
from daily8.operating import ports, standing
from daily8.operating.diagnosis.findings import Finding, fail, ok, warn

_SHORT = http.Limits(seconds=5.0, redirects=0, raw_bytes=65_536, inflated_bytes=65_536, content_types=())
_LOCAL = ("localhost", "127.0.0.1", "[::1]", "::1")


def port() -> Iterator[Finding]:
    """Whether the port is free, or daily8's own already."""
    name = f"port {settings.PORT} on {settings.HOST}"
    try:
        asyncio.run(ports.listen(settings.HOST, settings.PORT))
    except OSError as error:
        yield _used(name) if error.errno == errno.EADDRINUSE else _unusable(name, error)
        return
    yield ok("port", f"{name} is free")


def _used(name: str) -> Finding:
    host = "127.0.0.1" if settings.HOST in ("0.0.0.0", "") else settings.HOST  # noqa: S104  # nosec
    if _health(f"http://{f'[{host}]' if ':' in host else host}:{settings.PORT}") is None:
        return fail(
            "port", f"{name} is used by another program", "end that one, or set DAILY8_PORT to another port"
        )
    if not standing.is_running():
        return fail("port", f"{name} is used by another site of daily8", "set DAILY8_PORT to another port")
    return ok("port", f"{name}: daily8 answers there")


def _unusable(name: str, error: OSError) -> Finding:
    setting = "DAILY8_PORT" if error.errno == errno.EACCES else "DAILY8_HOST"
    words = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
    return fail("port", f"{name} cannot be used: {words}", f"set {setting} to another one")


def _health(origin: str) -> dict[str, object] | None:
    """What daily8 answers there; None where it is not daily8 that answers, or nobody does."""
    try:
        answer = http.ask(
            f"{origin}/health",
            headers={},
            limits=_SHORT,
            user_agent=settings.USER_AGENT,
            allowed_networks=http.ANYWHERE,
        )
        told = json.loads(answer.body)
    except (http.FetchError, ValueError):
        return None
    return told if isinstance(told, dict) and "daily8" in told else None


def address() -> Iterator[Finding]:
    """Whether readers reach the site under its address, and are told apart behind a proxy."""
    if not settings.SITE_URL:
        if settings.HOST in _LOCAL:
            yield ok("address", "DAILY8_SITE_URL is empty: the site answers on this machine")
        else:
            yield warn(
                "address", f"DAILY8_SITE_URL is empty, so only {settings.HOST} itself is answered",
                "set DAILY8_SITE_URL=https://news.example.org",
            )  # fmt: skip
        return
    parts = urlsplit(settings.SITE_URL)
    if parts.scheme == "http" and not _is_private(str(parts.hostname)):
        yield warn(
            "address", f"{settings.SITE_URL} is not encrypted: passwords can be read on the way",
            "put a web server with TLS in front (deploy/) and set DAILY8_SITE_URL=https://…",
        )  # fmt: skip
    yield _reached()


def _reached() -> Finding:
    told = _health(settings.SITE_URL)
    if told is None:
        return warn(
            "address", f"daily8 does not answer at {settings.SITE_URL}, as seen from this machine",
            "start it, and see that the name leads here and the web server in front passes requests on",
        )  # fmt: skip
    if told.get("forwarded") is not True and settings.SITE_URL.startswith("https://"):
        return warn(
            "address", f"requests to {settings.SITE_URL} come without X-Forwarded-For, as if from one reader",
            "let the web server in front set it (deploy/), and name its network in DAILY8_PROXIES",
        )  # fmt: skip
    if told.get("secure") is False and settings.SECURE_SSL_REDIRECT:
        return warn(
            "address", f"{settings.SITE_URL} leads to itself: a web server in front calls readers' https http",
            "let it say `X-Forwarded-Proto: https` (deploy/), or set DAILY8_HTTPS_ONLY=none",
        )  # fmt: skip
    return ok("address", f"{settings.SITE_URL} answers")


def _is_private(host: str) -> bool:
    if host in _LOCAL or host.endswith((".localhost", ".local")):
        return True
    try:
        return ip_address(host).is_private
    except ValueError:
        return False


def static_files() -> Iterator[Finding]:
    """Whether styles and scripts were collected."""
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        yield warn("static files", "not collected yet", "`daily8 up` or `daily8 upgrade` does it")
        return
    yield ok("static files", f"in {settings.STATIC_ROOT}")
