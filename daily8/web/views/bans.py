"""Where who may not write any more reads why, and asks once for another look."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from daily8.comments import bans
from daily8.web import commenting


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def own(request: HttpRequest) -> HttpResponse:
    """A reader's own ban, with the form against it; what it sends is heard once."""
    ban = bans.of(commenting.reader_of(request))
    error, typed = None, request.POST.get("words", "")
    if request.method == "POST" and ban:
        try:
            bans.appeal(ban, typed, address=commenting.address_of(request), now=timezone.now())
        except commenting.ERRORS as refusal:
            error = refusal
        else:
            return HttpResponseRedirect(request.path)
    return commenting.page(request, "pages/ban.html", {"ban": ban, "typed": typed}, error=error)
