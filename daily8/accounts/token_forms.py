"""The form by which somebody makes a token."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from daily8.accounts import tokens
from daily8.accounts.models import Scope, Token, User

_LASTING = {"30": timedelta(days=30), "90": timedelta(days=90), "365": timedelta(days=365), "": None}


class TokenForm(forms.Form):
    """A name to know it by, what it may do, and for how long."""

    name = forms.CharField(
        label=_("Name"),
        max_length=Token._meta.get_field("name").max_length,
        help_text=_("Which program it is for, so that you know it again."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one thing that it may do.")},
    )
    lasting = forms.ChoiceField(
        label=_("Good for"),
        required=False,
        initial="365",
        choices=[("30", _("30 days")), ("90", _("90 days")), ("365", _("a year")), ("", _("until you revoke it"))],
    )

    def __init__(self, user: User, *arguments: Any, **named: Any):
        super().__init__(*arguments, **named)
        self.fields["scopes"].choices = [(scope.value, scope.label) for scope in tokens.allowed(user)]  # type: ignore[attr-defined]
        self.fields["scopes"].initial = [Scope.READ]

    def expires_at(self, now: datetime) -> datetime | None:
        """Return when it ends, if it does by itself."""
        lasting = _LASTING[self.cleaned_data["lasting"]]
        return now + lasting if lasting else None
