"""The application of comments."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    """Comments and their moderation."""

    name = "daily8.comments"
    verbose_name = _("Comments")
