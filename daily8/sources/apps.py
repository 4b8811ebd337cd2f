"""How Django calls this part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SourcesConfig(AppConfig):
    """Sources."""

    name = "daily8.sources"
    verbose_name = _("Sources")
