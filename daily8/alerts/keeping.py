"""Keeps alerts."""

from collections.abc import Collection
from datetime import datetime

from daily8.alerts.models import Alert, Choice


def keep(found: Collection[Alert], now: datetime) -> None:
    """Keep alerts, each event once for each reader, and have their readers told; belongs into a transaction."""
    Alert.objects.bulk_create(found, ignore_conflicts=True)
    Choice.objects.awake({alert.user_id for alert in found}, now)
