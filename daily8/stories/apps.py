"""How Django calls this part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StoriesConfig(AppConfig):
    """Stories."""

    name = "daily8.stories"
    verbose_name = _("Stories")
