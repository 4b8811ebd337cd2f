"""How Django is told of accounts and of the admin."""

from django.apps import AppConfig
from django.contrib.admin.apps import SimpleAdminConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "daily8.accounts"
    verbose_name = _("accounts")
    default = True


class AdminConfig(SimpleAdminConfig):
    """The admin with our own site; its pages are found when the addresses are, not in every command."""

    default_site = "daily8.accounts.site.Site"
    default = False
