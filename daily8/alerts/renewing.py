"""Letters with alerts that waited for a mail server tell what is still so when it is there."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import override

from daily8.alerts import letters, of_decisions, wanting
from daily8.alerts.models import Alert, Choice, Kind
from daily8.alerts.telling import told
from daily8.work import renewing
from daily8.work.mail import QuietMessage
from daily8.work.models import Mail

# What is hidden by a moderator or an operator may be shown again.
_COMING_BACK = (Kind.STORY, Kind.SEARCH, Kind.REPLY)


def renew(mails: Sequence[Mail], now: datetime) -> list[Mail]:
    """Write anew those of these mails that tell alerts and may be sent now; return what is to be carried."""
    return renewing.renew(mails, now, is_ours=letters.is_ours, write=_written)


def _written(mail: Mail) -> QuietMessage | None:
    """What a letter says now, to its reader's present address; what is hidden is told once it comes back."""
    alerts = list(Alert.objects.filter(letter=mail.token).with_subjects().order_by("made_at", "pk"))
    readers = [alert.user_id for alert in alerts[:1]]
    choice = Choice.objects.filter(pk__in=readers, user__is_active=True).select_related("user").first()
    address = letters.address_of(choice.user) if choice and choice.by_mail else ""
    if choice is None or not address:
        return None
    wanted = wanting.still(choice, alerts)
    with override(choice.spoken):
        said = told(wanted, choice.user)
        message = letters.letter(choice, address, said, mail.token) if said else None
    kept = {one.alert.pk for one in said}
    hidden = [alert.pk for alert in wanted if alert.pk not in kept and alert.kind in _COMING_BACK]
    Alert.objects.filter(pk__in=hidden).update(letter="", told_at=None)
    # Whoever reported it is told of the next decision.
    past = [alert.pk for alert in of_decisions.past(alerts) if of_decisions.is_report(alert)]
    if past:
        Alert.objects.filter(pk__in=past).delete()
    return message
