"""What the admin is told."""

from django.utils.translation import gettext_lazy as _

__all__ = ["ADMIN_PAGES", "UNFOLD"]

UNFOLD = {"DASHBOARD_CALLBACK": "daily8.operating.dashboard.overview.add"}
# Pages about the site as a whole, by the names of their addresses, before those of its parts.
ADMIN_PAGES = {
    "moderation": _("Moderation"),
    "ai-costs": _("What AI cost"),
    "site-branding": _("Branding"),
    "site-settings": _("Settings"),
}
