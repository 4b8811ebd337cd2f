"""Feeds in the admin that fail for one reason."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from daily8.sources import reasons


class ReasonFilter(admin.SimpleListFilter):
    """Feeds that fail for one reason."""

    title = _("reason")
    parameter_name = "reason"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        """Every reason, in a sentence."""
        return list(reasons.all_of_them().items())

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:  # noqa: ARG002
        """Return the feeds that fail for the chosen one."""
        return reasons.because(queryset.active(), self.value() or "") if self.value() else queryset
