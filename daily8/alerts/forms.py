"""How readers choose what they are told."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from daily8.alerts.models import Choice

# As many as a day has waking hours; nobody reads more.
MOST_A_DAY = 16


# What the system's list of zones has beside zones.
_NO_ZONES = {"localtime", "Factory"}


def _time(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "required": True})
    return forms.TimeField(label=label, input_formats=["%H:%M"], widget=widget)


class ChoiceForm(forms.ModelForm):  # type: ignore[type-arg]
    """Of what, where and when."""

    quiet_from = _time(_("Quiet from"))
    quiet_until = _time(_("Quiet until"))

    class Meta:
        model = Choice
        fields = (
            "mail", "stories", "searches", "replies", "edition", "queue",
            "quiet_from", "quiet_until", "zone", "most",
        )  # fmt: skip
        labels = {
            "mail": _("Send me letters"),
            "stories": _("What is new in stories that I follow"),
            "searches": _("What is found by searches that I follow"),
            "replies": _("Answers to my comments"),
            "edition": _("The daily eight, as soon as it is there"),
            "queue": _("Comments that wait for a moderator"),
            "zone": _("Time zone"),
            "most": _("Messages a day, at most"),
        }
        widgets = {
            "zone": forms.TextInput(
                attrs={"list": "zones", "dir": "ltr", "autocomplete": "off", "spellcheck": "false"}
            ),
            "most": forms.NumberInput(
                attrs={"min": 1, "max": MOST_A_DAY, "inputmode": "numeric", "required": True}
            ),
        }

    def __init__(self, *arguments: Any, **named: Any):
        super().__init__(*arguments, **named)
        self.fields["zone"].required = False
        self.fields["most"].validators = []
        if not self.instance.user.is_moderator:
            del self.fields["queue"]

    def clean_zone(self) -> str:
        """Return the name of a time zone, or nothing for the site's own."""
        zone: str = self.cleaned_data["zone"].strip()
        if zone and zone not in available_timezones() - _NO_ZONES:
            raise forms.ValidationError(_("There is no time zone of this name. Choose one of the list."))
        return zone

    def clean_most(self) -> int:
        """Return a number of messages."""
        most: int = self.cleaned_data["most"]
        if not 1 <= most <= MOST_A_DAY:
            raise forms.ValidationError(_("From 1 to %(most)s."), params={"most": MOST_A_DAY})
        return most
