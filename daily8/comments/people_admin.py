"""Accounts in the admin with what moderators decided of them: banned from their own page, and let in again."""

from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget, UnfoldBooleanWidget

from daily8.accounts.admin import UserAdmin
from daily8.accounts.models import User
from daily8.comments import bans, moderating
from daily8.comments.models import Ban, Grounds
from daily8.work import clock


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    """An account, and the ban of it."""

    ban_grounds = forms.ChoiceField(
        label=gettext_lazy("Ban because of"),
        required=False,
        choices=[("", "—"), *Grounds.choices],
        widget=UnfoldAdminSelectWidget,
        help_text=gettext_lazy("The reader is told; comments that wait are refused."),
    )
    ban_words = forms.CharField(
        label=gettext_lazy("in own words"), required=False, max_length=500, widget=UnfoldAdminTextInputWidget
    )
    let_in = forms.BooleanField(label=gettext_lazy("Lift the ban"), required=False, widget=UnfoldBooleanWidget)

    class Meta:
        model = User
        fields = ("standing", "is_active")

    def clean(self) -> dict[str, Any]:
        """Find the reason of a ban that is asked for, or say what is missing."""
        told: dict[str, Any] = self.cleaned_data
        grounds, words = told.get("ban_grounds", ""), told.get("ban_words", "")
        if not grounds and words:
            self.add_error("ban_grounds", _("Choose a reason."))
        if grounds:
            try:
                told["why"] = moderating.why(grounds, words)
            except moderating.Unexplained:
                self.add_error("ban_words", _("Say why: the reader is told the reason."))
            if self.instance.is_moderator:
                self.add_error("ban_grounds", _("Moderators are not banned."))
        return told


class BannedFilter(admin.SimpleListFilter):
    """Those who may not write."""

    title = gettext_lazy("may not write")
    parameter_name = "banned"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        """Either or."""
        return [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:  # noqa: ARG002
        """Those of the chosen state."""
        if self.value() not in ("yes", "no"):
            return queryset
        return queryset.filter(ban__isnull=self.value() == "no")


class PeopleAdmin(UserAdmin):
    """Accounts: trust, signing in, and who may not write; all else is its owner's."""

    form = PersonForm
    fieldsets = (
        (None, {"fields": ("username", "email", "standing", "is_active")}),
        (gettext_lazy("Comments"), {"fields": ("ban_now", "ban_grounds", "ban_words", "let_in", "said")}),
        (gettext_lazy("State"), {"fields": ("second_lock", "joined_at", "last_login")}),
    )
    readonly_fields = ("username", "email", "ban_now", "said", "second_lock", "joined_at", "last_login")
    list_display = (
        *("username", "standing", "banned", "second_lock", "is_active", "is_staff", "joined_at", "last_login"),
    )
    list_filter = (BannedFilter, "standing", "is_active", "is_staff")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Return them with whether each is banned, and has a second lock."""
        people: QuerySet[User] = super().get_queryset(request)
        locks = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
        return people.annotate(
            is_banned=Exists(Ban.objects.filter(reader=OuterRef("pk"))), is_locked_twice=Exists(locks)
        )

    @admin.display(description=gettext_lazy("may not write"), boolean=True)
    def banned(self, user: Any) -> bool:
        """Whether it may not write."""
        return bool(user.is_banned)

    @admin.display(description=gettext_lazy("second lock"), boolean=True)
    def second_lock(self, user: Any) -> bool:
        """Whether a password alone opens it not."""
        return bool(user.is_locked_twice)

    @admin.display(description=gettext_lazy("Banned"))
    def ban_now(self, user: User) -> str:
        """Why it may not write."""
        ban = bans.of(user)
        return (ban.because or _("Yes")) if ban else _("No")

    @admin.display(description=gettext_lazy("What was said"))
    def said(self, user: User) -> SafeString:
        """Its comments, and what was decided of them."""
        address = reverse("moderation-reader", args=[user.pk])
        return format_html('<a href="{}">{}</a>', address, _("All comments, and what was decided"))

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001
        """Write what was changed, and ban or let in."""
        super().save_model(request, obj, form, change)
        told, moderator, now = form.cleaned_data, User.objects.get(pk=request.user.pk), clock.now()
        if told.get("let_in") and moderating.unban(obj, moderator, now):
            messages.success(request, _("The ban is lifted."))
        elif told.get("why"):
            if moderating.ban(obj, moderator, now, why=told["why"]):
                messages.success(request, _("The reader is banned, and is told why."))
            else:
                messages.warning(request, _("The reader was banned already."))
