"""Accounts in the admin."""

from typing import Any

from django.contrib import admin
from django.contrib.auth import admin as groups
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from daily8.accounts.models import Token, User
from daily8.work.admin_pages import AdminPages, Records

# Rights are given to operators as a whole, by `daily8 operator`; nobody is in a group.
if admin.site.is_registered(Group) and isinstance(admin.site.get_model_admin(Group), groups.GroupAdmin):
    admin.site.unregister(Group)


@admin.register(User)
class UserAdmin(AdminPages):
    """Accounts: how far each is trusted, and whether it may sign in; all else is its owner's."""

    fieldsets: tuple[Any, ...] = (
        (None, {"fields": ("username", "email", "standing", "is_active", "joined_at", "last_login")}),
    )
    readonly_fields: tuple[str, ...] = ("username", "email", "joined_at", "last_login")
    list_display: tuple[str, ...] = ("username", "standing", "is_active", "is_staff", "joined_at")
    list_filter: tuple[Any, ...] = ("standing", "is_active", "is_staff")
    search_fields = ("username", "email")
    search_help_text = _("User name or e-mail address")
    ordering = ("-pk",)

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Readers sign up, operators are made by `daily8 operator`."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:  # noqa: ARG002
        """Only a reader erases the account, with all that it keeps."""
        return False


@admin.register(Token)
class TokenAdmin(Records):
    """Tokens of all accounts; deleting one revokes it, and nobody can see what it is known by."""

    list_display = ("name", "user", "may_do", "made_at", "last_used_at", "expires_at")
    list_select_related = ("user",)
    fields = ("name", "user", "may_do", "made_at", "last_used_at", "expires_at")
    search_fields = ("name", "user__username", "user__email")
    search_help_text = _("Name of the token, user name or e-mail address")
    ordering = ("-pk",)

    @admin.display(description=_("may do"))
    def may_do(self, token: Token) -> str:
        """What it opens, as programs call it."""
        return ", ".join(token.scopes)
