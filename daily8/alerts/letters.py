"""Alerts as mail: plain text with every link, and a way out with one click."""

import uuid
from collections.abc import Iterator, Sequence

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from daily8.accounts.models import User
from daily8.alerts.models import Choice
from daily8.alerts.telling import Told
from daily8.work import branding
from daily8.work.mail import QuietMessage

_SALT = "daily8.alerts.stop"
_OURS = "alerts-"
# The rest stands on the page of alerts.
_MOST = 40


def address_of(user: User) -> str:
    """Return the address that a reader has shown to be his, or nothing."""
    found = EmailAddress.objects.filter(user=user, verified=True).order_by("-primary", "pk").first()
    return found.email if found else ""


def new_token() -> str:
    """Return what names a letter, and tells it from other mail."""
    return f"{_OURS}{uuid.uuid4().hex[: 32 - len(_OURS)]}"


def is_ours(token: str) -> bool:
    """Whether it names a letter with alerts."""
    return token.startswith(_OURS)


def letter(choice: Choice, address: str, told: Sequence[Told], token: str) -> QuietMessage:
    """Return a letter with these alerts, in the present language."""
    stop = absolute(stop_path(choice.user))
    message = QuietMessage(subject(told), "\n".join(_text(told, stop)), to=[address])
    message.extra_headers = {
        "Auto-Submitted": "auto-generated",
        # RFC 2369 and RFC 8058: mail programs offer to stop these letters, and do so without opening a page.
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    message.quiet, message.token = str(choice.quiet), token
    return message


def subject(told: Sequence[Told]) -> str:
    """Return what one alert is about, or how many there are."""
    if len(told) == 1:
        # A line of its own in a letter: nothing in it may begin another.
        return " ".join(told[0].title.split())
    return ngettext("%(count)s alert", "%(count)s alerts", len(told)) % {"count": len(told)}


def _text(told: Sequence[Told], stop: str) -> Iterator[str]:
    for one in told[:_MOST]:
        yield from (one.title, absolute(one.path), "")
        for line in one.lines:
            yield f"– {line.text}"
            if line.article:
                name = line.article.publisher.name_in(get_language() or "")
                yield f"  {name}: {absolute(line.article.get_absolute_url())}"
        if one.lines:
            yield ""
    if len(told) > _MOST:
        yield _("All of them: %(address)s") % {"address": absolute(reverse("alerts"))}
    yield from (
        "--",
        _("You get this message from %(site)s because you asked for alerts.") % {"site": branding.name()},
    )
    yield _("Choose of what: %(address)s") % {"address": absolute(reverse("alerts-choose"))}
    yield _("Stop these messages: %(address)s") % {"address": stop}
    yield ""


def absolute(path: str) -> str:
    """Return the public address of a page."""
    return f"{settings.SITE_URL or f'http://{settings.HOST}:{settings.PORT}'}{path}"


def stop_path(user: User) -> str:
    """Return the path of the page on which a reader, signed in or not, stops these letters."""
    return reverse("alerts-stop", args=[signing.Signer(salt=_SALT).sign(str(user.pk))])


def reader_of(token: str) -> Choice | None:
    """Return the choice of the reader that a letter was to, or None for a token that is none of ours."""
    try:
        number = signing.Signer(salt=_SALT).unsign(token)
    except signing.BadSignature:
        return None
    return Choice.objects.select_related("user").filter(pk=int(number)).first()


def stop(choice: Choice) -> None:
    """Send no more letters."""
    Choice.objects.filter(pk=choice.pk).update(mail=False)
