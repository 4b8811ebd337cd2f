"""The page on which operators give the site its name and its look."""

from typing import cast

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from daily8.accounts.models import User
from daily8.operating.branding_form import BrandingForm
from daily8.work import branding
from daily8.work.models import Branding


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """The form; a look at what is typed before it is kept; or back to it, with all kept."""
    row = Branding.objects.first() or Branding()
    form = BrandingForm(request.POST or None, request.FILES or None, row=row)
    preview = None
    if request.method == "POST" and form.is_valid():
        if "preview" not in request.POST:
            form.save()
            _note(cast(User, request.user))
            messages.success(request, _("It is kept, and shown from now on."))
            return redirect("site-branding")
        preview = form.decided()
    told = {"form": form, "preview": preview, "brand_now": branding.current(), "title": _("Branding")}
    papers = {"light": branding.LIGHT_PAPERS[0], "night": branding.NIGHT}
    return render(request, "operating/branding.html", {**admin.site.each_context(request), **told, **papers})


def _note(user: User) -> None:
    """Who changed it, for the overview."""
    LogEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(Branding),
        object_id="1",
        object_repr=branding.name()[:200],
        action_flag=CHANGE,
    )
