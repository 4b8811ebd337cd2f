"""How Django calls this part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditionsConfig(AppConfig):
    """Editions."""

    name = "daily8.editions"
    verbose_name = _("Editions")
