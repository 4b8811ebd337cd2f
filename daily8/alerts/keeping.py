"""Keeps alerts."""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from daily8.alerts.models import Alert, Choice, Kind

# What programs are told of too; the others are about one reader.
_OF_EVERYBODY = (Kind.STORY, Kind.QUEUE)


def keep(found: Collection[Alert], now: datetime) -> None:
    """Keep alerts, each event once for each reader, and have their readers told; belongs into a transaction."""
    Alert.objects.bulk_create(found, ignore_conflicts=True)
    Choice.objects.awake({alert.user_id for alert in found}, now)
    events = {alert.event: alert.story_key for alert in found if alert.kind in _OF_EVERYBODY}
    for event, story in events.items():
        for watcher in settings.ALERT_WATCHERS:
            import_string(watcher)(event, story, now)
