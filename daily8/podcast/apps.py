"""How Django calls this part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PodcastConfig(AppConfig):
    """The podcast."""

    name = "daily8.podcast"
    verbose_name = _("podcast")
