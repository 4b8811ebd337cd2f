"""How Django calls this part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlertsConfig(AppConfig):
    """What readers are told."""

    name = "daily8.alerts"
    verbose_name = _("alerts")
