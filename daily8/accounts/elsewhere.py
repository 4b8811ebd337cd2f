"""The way to a provider and back; what the provider does wrong is told on a page."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from allauth.account.utils import get_request_param
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect import views
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect

from daily8.accounts import id_tokens

View = Callable[[HttpRequest, str], HttpResponseBase]


class Provider(views.OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The provider that an operator named, and nobody else under its name."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Return what the provider says of itself; raise OAuth2Error where it says to be another one."""
        said: dict[str, Any] = super().openid_config
        named = address_of(self.get_provider())
        if str(said["issuer"]).rstrip("/") != named:
            raise OAuth2Error(f"it says to be {said['issuer']!r}, while DAILY8_OPENID is {named!r}")
        return said

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        """Return who somebody is there, by a token that is signed, and tied to the issuer that says so."""
        config = self.openid_config
        said: dict[str, Any] = {"id_token": self._vouched(request, app, config, kwargs["response"])}
        subject = said["id_token"]["sub"]
        if "userinfo_endpoint" in config:
            said["userinfo"] = self._fetch_user_info(token.token)
            if said["userinfo"].get("sub") != subject:
                raise OAuth2Error("it tells of somebody else than its ID token")
        login = self.get_provider().sociallogin_from_response(request, said)
        login.account.uid = uid(config["issuer"], subject)
        login.account.extra_data = said | {"issuer": config["issuer"]}
        return login

    def _vouched(
        self, request: HttpRequest, app: SocialApp, config: dict[str, Any], response: dict[str, Any]
    ) -> dict[str, Any]:
        with get_adapter().get_requests_session() as door:
            answer = door.get(config["jwks_uri"])
            answer.raise_for_status()
        return id_tokens.read(
            response.get("id_token"),
            keys=answer.json(),
            issuer=config["issuer"],
            client=app.client_id,
            nonce=id_tokens.nonce(get_request_param(request, "state")),
        )


def uid(issuer: str, subject: str) -> str:
    """Return what an account is found by: one subject of two issuers is two people."""
    return sha256(f"{issuer}\n{subject}".encode()).hexdigest()


def address_of(provider: Any) -> str:
    """Return the issuer that an operator named, without a slash at its end."""
    address: str = provider.app.settings["server_url"]
    return address.partition("/.well-known/")[0].rstrip("/")


def is_of(account: SocialAccount, provider: Any) -> bool:
    """Whether an account was connected by this very provider, and not by an earlier one of its name."""
    return str(account.extra_data.get("issuer", "")).rstrip("/") == address_of(provider)


def _told(view: View) -> View:
    @wraps(view)
    def wrapped(request: HttpRequest, provider_id: str) -> HttpResponseBase:
        try:
            return view(request, provider_id)
        except SocialApp.DoesNotExist as error:
            raise Http404 from error
        except (OAuth2Error, KeyError) as error:
            # A provider that leaves out what it has to say is met as a missing key.
            provider = get_adapter(request).get_provider(request, provider_id)
            answer: HttpResponseBase = render_authentication_error(request, provider, exception=error)
            return answer

    return wrapped


def _go(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Lead to the provider, with what its answer has to carry."""
    answer: HttpResponseBase = views.login(request, provider_id)
    asked = parse_qs(urlsplit(answer.get("Location", "")).query)
    if "state" not in asked:
        return answer
    return HttpResponseRedirect(f"{answer['Location']}&{urlencode({'nonce': id_tokens.nonce(asked['state'][0])})}")


def _back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    answer: HttpResponseBase = OAuth2CallbackView.adapter_view(Provider(request, provider_id))(request)
    return answer


go, back = _told(_go), _told(_back)
