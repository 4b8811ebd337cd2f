"""How Django calls this part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """Articles."""

    name = "daily8.articles"
    verbose_name = _("Articles")
