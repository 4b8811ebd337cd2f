"""The daily eight, for those who want to be told when it is there."""

from datetime import datetime, timedelta

from django.db import transaction

from daily8.alerts.keeping import keep
from daily8.alerts.models import Alert, Choice, Kind
from daily8.editions.models import Edition, Rhythm

# An edition that is older is on its page.
_YOUNG = timedelta(hours=12)
_AT_ONCE = 1000


def tell(now: datetime) -> int:
    """Make an alert of each new edition for those who read in its language; return how many were made."""
    young = Edition.objects.filter(rhythm=Rhythm.DAILY, made_at__gte=now - _YOUNG, made_at__lte=now)
    return sum(_tell(edition, now) for edition in young.exclude(entries__worded_at=None).order_by("pk"))


def _tell(edition: Edition, now: datetime) -> int:
    event = f"edition:{edition.pk}"
    told = Alert.objects.filter(event=event).values("user")
    waiting = Choice.objects.filter(edition=True, user__is_active=True).exclude(pk__in=told).order_by("pk")
    readers = [choice.pk for choice in waiting if choice.spoken == edition.language][:_AT_ONCE]
    if readers:
        alerts = [
            Alert(user_id=reader, kind=Kind.EDITION, event=event, edition=edition, made_at=now)
            for reader in readers
        ]
        with transaction.atomic():
            keep(alerts, now)
    return len(readers)
