"""How Django calls this part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkConfig(AppConfig):
    """What waits for the worker."""

    name = "daily8.work"
    verbose_name = _("Mail")
