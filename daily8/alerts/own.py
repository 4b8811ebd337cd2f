"""What this part keeps of a reader: see `accounts.keeping`."""

from typing import Any

from daily8.accounts.models import User
from daily8.alerts.models import Alert, Choice, Device, Silence
from daily8.alerts.telling import told

_CHOSEN = (
    *("mail", "mail_since", "refused", "stories", "searches", "replies", "edition", "queue"),
    *("quiet_from", "quiet_until", "zone", "most", "language"),
)


def export(user: User) -> dict[str, Any]:
    """Return how a reader wants to be told, on what, and what he was told; without the devices' secrets."""
    silent = Silence.objects.filter(follow__user=user).values_list("follow__kind", "follow__key")
    devices = Device.objects.filter(user=user).values("endpoint", "agent", "language", "added_at")
    alerts = list(Alert.objects.of(user).with_subjects())
    # As far as it may still be told; the sentences are publishers'.
    said = {one.alert.pk: [line.text for line in one.lines] for one in told(alerts, user)}
    return {
        "alert_choice": Choice.objects.filter(pk=user.pk).values(*_CHOSEN).first(),
        "not_told_of": [{"kind": kind, "name": key} for kind, key in silent],
        "devices": list(devices),
        "alerts": [
            {name: getattr(alert, name) for name in ("kind", "words", "made_at", "told_at")}
            | {"lines": said.get(alert.pk, [])}
            for alert in alerts
        ],
    }


def erase(user: User) -> None:
    """Forget all of it."""
    for model in (Alert, Device, Choice):
        model._default_manager.filter(user=user).delete()
