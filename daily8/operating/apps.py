"""How Django is told of the pages for who runs the site."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperatingConfig(AppConfig):
    """The site as one that is run."""

    name = "daily8.operating"
    verbose_name = _("operating")
