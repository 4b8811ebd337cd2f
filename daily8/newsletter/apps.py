"""How Django calls this part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsletterConfig(AppConfig):
    """The newsletter."""

    name = "daily8.newsletter"
    verbose_name = _("newsletter")
