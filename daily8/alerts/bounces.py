"""Mail that came back: whoever cannot be written to is written no more, and is told why."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress

from daily8.alerts.models import Choice
from daily8.work.models import Mail

# Mail is tried for four days.
_LOOKED_BACK = timedelta(days=6)


def note(now: datetime) -> int:
    """Mark those whose mail was refused since they asked for it; return how many that are."""
    lost = Mail.objects.given_up().filter(written_at__gte=now - _LOOKED_BACK).order_by("written_at")
    return sum(_mark(mail.recipients, mail.error, mail.written_at) for mail in lost.defer("data"))


def _mark(addresses: Iterable[str], error: str, written_at: datetime) -> int:
    readers = EmailAddress.objects.filter(email__in=list(addresses), verified=True).values("user")
    asked = Choice.objects.filter(user__in=readers, mail=True, refused="", mail_since__lte=written_at)
    return asked.update(refused=error[:200] or "?")
