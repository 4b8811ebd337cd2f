"""How Django calls this part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssistantConfig(AppConfig):
    """The assistant."""

    name = "daily8.assistant"
    verbose_name = _("AI")
