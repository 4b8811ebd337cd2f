"""How what django-allauth asks of a provider goes out: through the one door to the network, in its guard."""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any, Self
from urllib.parse import urlencode, urlsplit

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings

from daily8.engine import http

# What a provider says of itself and of a person is short.
_LIMITS = http.Limits(seconds=10.0, redirects=0, raw_bytes=300_000, inflated_bytes=600_000, content_types=())


class Answer:
    """What a provider answered, as django-allauth reads it."""

    def __init__(self, answer: http.Response):
        self.status_code = answer.status
        self.headers = {"content-type": "", **answer.headers}
        self.content = answer.body
        self.text = answer.body.decode("utf-8", "replace")

    def raise_for_status(self) -> None:
        """Raise OAuth2Error unless it was answered with what was asked for."""
        if self.status_code >= 300:
            raise OAuth2Error(f"the provider answered {self.status_code}")

    def json(self) -> dict[str, Any]:
        """Return what it says; raise OAuth2Error where that cannot be read."""
        try:
            said = json.loads(self.text)
        except (ValueError, RecursionError) as error:
            raise OAuth2Error(f"the provider answered no JSON: {error}") from error
        if not isinstance(said, dict):
            raise OAuth2Error("the provider answered something else than was asked")
        return said


class Door:
    """Stands in for a session of `requests`: the address that the operator named is called wherever it is, and
    addresses that the provider names only if they are of that host, or public.
    """

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask for what is at an address; raise OAuth2Error when nothing comes."""
        return self.request("GET", url, headers=headers)

    def request(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        data: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: Any = None,
    ) -> Answer:
        """Send a form to an address, or ask for what is there; raise OAuth2Error when nothing comes."""
        sent = {"Accept": "application/json", **(headers or {}), **_authorization(auth)}
        if params:
            url = f"{url}{'&' if '?' in url else '?'}{urlencode(params)}"
        told: dict[str, Any] = {
            "limits": _LIMITS,
            "user_agent": settings.USER_AGENT,
            "allowed_networks": _allowed(url),
        }
        try:
            if method == "GET":
                return Answer(http.ask(url, headers=sent, **told))
            sent |= {"Content-Type": "application/x-www-form-urlencoded"}
            return Answer(http.deliver(url, urlencode(data or {}).encode(), headers=sent, **told))
        except http.FetchError as error:
            raise OAuth2Error(f"the provider cannot be reached: {error}") from error


def _allowed(url: str) -> Sequence[Any]:
    """The private networks in which an address may be."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    named = {urlsplit(app["settings"]["server_url"]).netloc for app in apps}
    return http.ANYWHERE if urlsplit(url).netloc in named else settings.ALLOW_PRIVATE_NETWORKS


def _authorization(auth: Any) -> dict[str, str]:
    """The header of a name and a password, as `requests` would send them."""
    if auth is None:
        return {}
    return {"Authorization": f"Basic {b64encode(f'{auth.username}:{auth.password}'.encode()).decode()}"}
