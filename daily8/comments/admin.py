"""Comments in the admin: modes are chosen here; all else is to be looked at, and decided on by moderators."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import Field, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget

from daily8.accounts.models import User
from daily8.articles.categories import CATEGORIES
from daily8.comments.models import Act, Comment, Discussion, Policy
from daily8.comments.people_admin import PeopleAdmin
from daily8.work.admin_pages import AdminPages, Records
from daily8.work.models import PAGES, Version

# Accounts know of no comments; here they are shown with what moderators decided.
admin.site.unregister(User)
admin.site.register(User, PeopleAdmin)


@admin.register(Policy)
class PolicyAdmin(AdminPages):
    """Publishers and categories whose comments wait by another rule than the site's."""

    list_display = ("__str__", "publisher", "category", "mode")
    list_select_related = ("publisher",)
    autocomplete_fields = ("publisher",)
    ordering = ("pk",)

    def formfield_for_dbfield(self, db_field: "Field[Any, Any]", request: HttpRequest, **named: Any) -> Any:
        """Offer the categories that there are."""
        if db_field.name != "category":
            return super().formfield_for_dbfield(db_field, request, **named)
        choices = [("", "—"), *((category.id, category.name) for category in CATEGORIES)]
        return forms.TypedChoiceField(
            choices=choices,
            empty_value=None,
            required=False,
            label=str(db_field.verbose_name),
            widget=UnfoldAdminSelectWidget,
        )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        """Pages say from now on what may be said."""
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            Version.bump(PAGES)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """The site's mode holds again."""
        with transaction.atomic():
            super().delete_model(request, obj)
            Version.bump(PAGES)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """The site's mode holds again."""
        with transaction.atomic():
            super().delete_queryset(request, queryset)
            Version.bump(PAGES)


class _Kept(Records):
    """What is not deleted by hand: the moderators' page leaves a trace of what it does."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Nobody."""
        return False


@admin.register(Discussion)
class DiscussionAdmin(_Kept):
    """What was discussed."""

    fields = list_display = ("title", "subject", "opened_at", "closed_at", "count")
    ordering = ("-pk",)


@admin.register(Comment)
class CommentAdmin(_Kept):
    """What was said."""

    fields = ("about", "writer", "state", "written_at", "edited_at", "votes_count", "reports_count", "text")
    list_display = ("__str__", "about", "state", "written_at", "votes_count", "reports_count")
    list_select_related = ("writer", "discussion")
    list_filter = ("state",)
    ordering = ("-pk",)

    @admin.display(description=_("discussion"))
    def about(self, comment: Comment) -> str:
        """What is discussed."""
        return str(comment.discussion)


@admin.register(Act)
class ActAdmin(_Kept):
    """What moderators did."""

    fields = ("name", "deed", "grounds", "grounds_words", "at", "undone", "words")
    list_display = ("at", "name", "deed", "words", "undone")
    list_filter = ("deed",)
    ordering = ("-pk",)
