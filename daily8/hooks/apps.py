"""How Django is told of hooks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HooksConfig(AppConfig):
    """Hooks."""

    name = "daily8.hooks"
    verbose_name = _("hooks")
