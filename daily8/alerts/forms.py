"""How readers choose what they are told."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from daily8.alerts import zones
from daily8.alerts.models import Choice
from daily8.work import clock

# As many as a day has waking hours; nobody reads more.
MOST_A_DAY = 16


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
            "mail": _("Send me alerts by e-mail"),
            "stories": _("What is new in stories that I follow"),
            "searches": _("What is found by searches that I follow"),
            "replies": _("Answers to my comments, and what moderators decide"),
            "edition": _("The daily eight, as soon as it is out"),
            "queue": _("Comments that wait for a moderator"),
            "zone": _("Time zone"),
            "most": _("Messages a day, at most"),
        }
        widgets = {
            "zone": forms.Select,
            "most": forms.NumberInput(
                attrs={"min": 1, "max": MOST_A_DAY, "inputmode": "numeric", "required": True}
            ),
        }

    def __init__(self, *arguments: Any, **named: Any):
        super().__init__(*arguments, **named)
        self.fields["zone"].required = False
        self.fields["zone"].help_text = _("Quiet hours and days go by the clocks of this zone.")
        self.fields["zone"].widget.choices = self._zones()
        self.fields["most"].validators = []
        self.fields["most"].help_text = format_lazy(
            _("From 1 to {most}. Further alerts wait for the next day and come together in one message."),
            most=MOST_A_DAY,
        )
        if not self.instance.user.is_moderator:
            del self.fields["queue"]

    def _zones(self) -> list[Any]:
        """The zones to choose from; one that was chosen under another name stays."""
        listed: list[Any] = list(zones.groups(get_language() or "en", settings.TIME_ZONE, clock.now()))
        named = {zone for _region, group in listed[1:] for zone, _city in group}
        kept = self.instance.zone
        return [*listed, (kept, kept)] if kept and kept not in named else listed

    def clean_zone(self) -> str:
        """Return the name of a time zone, or nothing for the site's own."""
        zone: str = self.cleaned_data["zone"].strip()
        if zone and not zones.exists(zone):
            raise forms.ValidationError(_("There is no such time zone. Choose one from the list."))
        return zone

    def clean_most(self) -> int:
        """Return a number of messages."""
        most: int = self.cleaned_data["most"]
        if not 1 <= most <= MOST_A_DAY:
            raise forms.ValidationError(_("From 1 to %(most)s."), params={"most": MOST_A_DAY})
        return most
