"""The admin: one site for every part's pages, with a policy of its own for the browser."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from unfold.dataclasses import Favicon
from unfold.sites import UnfoldAdminSite

from daily8.accounts import offices
from daily8.accounts.turned_away import NotTheirs
from daily8.work import branding

View = Callable[..., HttpResponseBase]

# What the theme of the admin needs beyond a public page: its Alpine.js reads expressions out of attributes, and it
# writes sizes into style attributes. Scripts and style sheets still come from this site alone.
_POLICY = {
    "script-src": [SELF, UNSAFE_EVAL],
    "script-src-attr": ["'none'"],
    "style-src-attr": [UNSAFE_INLINE],
}
_ACTIONS_SHOWN = 10


class Site(UnfoldAdminSite):  # type: ignore[misc]
    """What operators see of the site."""

    index_title = _("Overview")

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Add the site's name, and its colours as a style sheet where the theme would write them into the page."""
        told = super().each_context(request)
        return {
            **told,
            "available_apps": [*_pages(request), *told["available_apps"]],
            "site_title": branding.name(),
            "site_header": branding.name(),
            "site_symbol": "newspaper",
            "site_favicons": [_favicon()],
            "styles": [static("accounts/admin.css")],
            "colors": {},
        }

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take pages of ours only: sessions, keys and addresses of readers are no operator's business."""
        models = model_or_iterable if isinstance(model_or_iterable, Iterable) else [model_or_iterable]
        ours = [model for model in models if not model.__module__.startswith("allauth.")]
        super().register(ours, admin_class, **options)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponseBase:
        """Show what there is, and what was done last, whoever did it."""
        actions = LogEntry.objects.select_related("user", "content_type")[:_ACTIONS_SHOWN]
        told = {"actions": actions, "app_list": [*_pages(request), *self.get_app_list(request)]}
        response: HttpResponseBase = super().index(request, {**(extra_context or {}), **told})
        return response

    def admin_view(self, view: View, cacheable: bool = False) -> View:  # noqa: FBT001, FBT002  (Django's)
        """Wrap a page for operators."""
        return _with_policy(_with_lock(_without_nulls(super().admin_view(view, cacheable))))

    def site_view(self, view: View) -> View:
        """Wrap a page about the site as a whole, which is not for who may enter the admin for a part of it."""
        return self.admin_view(_of_operators(view))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponseBase:  # noqa: ARG002
        """Lead to where everybody signs in, by whatever locks the account has, and back."""
        return _to_the_door(request, may_enter=self.has_permission(request))

    def password_change(self, *_request: Any, **_named: Any) -> HttpResponseBase:
        """Lead to where everybody changes a password: there attempts are counted, and a letter tells of it."""
        return redirect("account_change_password")


def _pages(request: HttpRequest) -> list[dict[str, Any]]:
    """The pages about the site as a whole, as the admin lists what a part has."""
    if not getattr(request.user, "is_operator", False):
        return []
    pages = [
        {"name": words, "object_name": name, "admin_url": reverse(name), "view_only": True}
        for name, words in settings.ADMIN_PAGES.items()
    ]
    return [{"name": _("The site"), "app_label": "site", "app_url": reverse("admin:index"), "models": pages}]


def _favicon() -> Favicon:
    if branding.current().logo_digest:
        return Favicon(href=branding.icon("icon-32.png"), rel="icon", type="image/png")
    return Favicon(href=static("images/icon.svg"), rel="icon", type="image/svg+xml")


@never_cache
def _to_the_door(request: HttpRequest, *, may_enter: bool) -> HttpResponseBase:
    index = reverse("admin:index")
    if may_enter:
        return redirect(index)
    if request.user.is_authenticated:
        raise NotTheirs("operators only")
    # Where it leads is looked at when somebody has signed in.
    return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME, index))


def _of_operators(view: View) -> View:
    @wraps(view)
    def wrapped(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        if not getattr(request.user, "is_operator", False):
            raise NotTheirs("operators only")
        return view(request, *arguments, **named)

    return wrapped


def _with_lock(view: View) -> View:
    @wraps(view)
    def wrapped(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        return offices.lock_first(request) or view(request, *arguments, **named)

    return wrapped


def _without_nulls(view: View) -> View:
    """Refuse a question with a character that no column holds: PostgreSQL takes none that has it."""

    @wraps(view)
    def wrapped(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("a null character in the address")
        return view(request, *arguments, **named)

    return wrapped


def _with_policy(view: View) -> View:
    @wraps(view)
    def wrapped(*arguments: Any, **named: Any) -> HttpResponseBase:
        response: HttpResponseBase = csp_replace(_POLICY)(view)(*arguments, **named)
        # A form sent under "no-referrer" has no origin that the check against forged requests could compare.
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return wrapped
