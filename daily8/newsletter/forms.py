"""What is asked of who wants the newsletter."""

from typing import Any

import idna
from django import forms
from django.utils.translation import gettext_lazy as _

from daily8.editions.models import Rhythm

_CHOICES = ((Rhythm.DAILY, _("Every morning")), (Rhythm.WEEKLY, _("On Saturdays, the week’s eight")))


class RhythmForm(forms.Form):
    """How often."""

    rhythm = forms.ChoiceField(
        label=_("How often"), choices=_CHOICES, widget=forms.RadioSelect, initial=Rhythm.DAILY
    )


class AskForm(RhythmForm):
    """Where to, and how often."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        error_messages={"invalid": _("That is no e-mail address."), "required": _("Type an e-mail address.")},
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "email"}),
    )
    field_order = ("email", "rhythm")

    def clean_email(self) -> str:
        """An address whose domain servers can read (RFC 5891)."""
        address: str = self.cleaned_data["email"]
        try:
            idna.encode(address.rpartition("@")[2], uts46=True)
        except idna.IDNAError as error:
            raise forms.ValidationError(_("That is no e-mail address.")) from error
        return address

    def __init__(self, *arguments: Any, **named: Any):
        super().__init__(*arguments, **named)
        if self.is_bound and self.errors.get("email"):
            self.fields["email"].widget.attrs["aria-invalid"] = "true"
