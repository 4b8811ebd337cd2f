"""How Django calls this part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadingConfig(AppConfig):
    """What readers follow."""

    name = "daily8.reading"
    verbose_name = _("reading")
