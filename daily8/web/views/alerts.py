"""What a reader was told, and what he wants to be told."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from daily8.accounts.models import User
from daily8.alerts import choosing, devices, letters, pushes, telling
from daily8.alerts.forms import ChoiceForm
from daily8.alerts.models import Alert, Choice

# The newest of what is kept for sixty days.
_SHOWN = 100


@require_safe
@login_required
def show(request: HttpRequest) -> HttpResponse:
    """The newest alerts, whether they were sent or not."""
    assert isinstance(request.user, User)
    newest = Alert.objects.of(request.user).with_subjects()[:_SHOWN]
    told = telling.told(list(newest), request.user)
    context = {"told": told, "choice": choosing.choice_of(request.user), "devices": devices.of(request.user)}
    return render(request, "pages/alerts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """Of what, where and when a reader is told."""
    assert isinstance(request.user, User)
    choice = choosing.choice_of(request.user)
    followed = choosing.followed(request.user)
    form = ChoiceForm(request.POST or None, instance=choice)
    if request.method == "POST" and form.is_valid():
        choice.language = get_language() or ""
        listed = [one for one in followed if one.pk in _numbers(request, "listed")]
        choosing.choose(choice, listed, _numbers(request, "told"), timezone.now())
        messages.success(request, _("Kept."))
        return HttpResponseRedirect(reverse("alerts-choose"))
    context = {
        "form": form,
        "choice": choice,
        "followed": followed,
        "address": letters.address_of(request.user),
        "devices": devices.of(request.user),
        "key": pushes.signer().public_key,
    }
    return render(request, "pages/alerts_choose.html", context)


def _numbers(request: HttpRequest, name: str) -> set[int]:
    """The primary keys that a form sent under a name."""
    sent = request.POST.getlist(name)
    return {int(value) for value in sent if value.isascii() and value.isdigit() and len(value) < 19}


# Mail programs send this form by themselves (RFC 8058); whoever has the letter may stop it.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to send no more letters, or send no more; for who has a letter, signed in or not."""
    choice: Choice | None = letters.reader_of(token)
    if choice is None:
        raise Http404("no letter of ours")
    if request.method == "POST":
        letters.stop(choice)
    return render(request, "pages/alerts_stop.html", {"stopped": request.method == "POST" or not choice.mail})
