"""The way to a provider and back; what the provider does wrong is told on a page."""

import logging
from collections.abc import Callable
from functools import wraps

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect import views
from django.http import HttpRequest, HttpResponseBase

logger = logging.getLogger(__name__)
View = Callable[[HttpRequest, str], HttpResponseBase]


def _told(view: View) -> View:
    @wraps(view)
    def wrapped(request: HttpRequest, provider_id: str) -> HttpResponseBase:
        try:
            return view(request, provider_id)
        except (OAuth2Error, KeyError) as error:
            # A provider that leaves out what it has to say is met as a missing key.
            logger.warning("the provider %s failed: %r", provider_id, error)
            provider = get_adapter(request).get_provider(request, provider_id)
            answer: HttpResponseBase = render_authentication_error(request, provider, exception=error)
            return answer

    return wrapped


go = _told(views.login)
back = _told(views.callback)
