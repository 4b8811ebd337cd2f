"""How Django calls this part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TopicsConfig(AppConfig):
    """Topics."""

    name = "daily8.topics"
    verbose_name = _("Topics")
