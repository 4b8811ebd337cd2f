"""Mail that came back: whoever cannot be written to is written no more, and is told why."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress

from daily8.alerts.models import Choice
from daily8.work.mail import envelope, shown
from daily8.work.models import Mail

# Mail is tried for four days.
_LOOKED_BACK = timedelta(days=6)


def note(now: datetime) -> int:
    """Mark those whose mail was refused since they asked for it; return how many that are."""
    lost = Mail.objects.returned().filter(written_at__gte=now - _LOOKED_BACK).order_by("written_at")
    returned = {
        address: (written_at, error)
        for recipients, written_at, error in lost.values_list("recipients", "written_at", "error")
        for address in recipients
    }
    if not returned:
        return 0
    names = {*returned, *map(shown, returned)}
    asked = EmailAddress.objects.filter(email__in=names, verified=True, user__alert_choice__mail=True)
    found = asked.filter(user__alert_choice__refused="").values_list(
        "user", "email", "user__alert_choice__mail_since"
    )
    return sum(_mark(user, since, *returned[envelope(email)]) for user, email, since in found)


def _mark(user: int, since: datetime | None, written_at: datetime, error: str) -> int:
    if since is None or written_at < since:
        return 0
    return Choice.objects.filter(pk=user, refused="").update(refused=error[:200] or "?")
