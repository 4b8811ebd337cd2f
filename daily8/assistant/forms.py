"""What the admin asks an operator about models and the rules for AI."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminPasswordWidget

from daily8.assistant.abilities import MADE, Ability
from daily8.assistant.models import Conduct, Provider, default_abilities


def _choices(abilities: Any, label: Any, help_text: Any, initial: Any = None) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        choices=[(one.value, one.label) for one in abilities],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=initial,
        label=label,
        help_text=help_text,
    )


class ProviderForm(forms.ModelForm):  # type: ignore[type-arg]
    """A model: its key is written and never shown again."""

    key = forms.CharField(
        label=_("Key"),
        required=False,
        strip=True,
        max_length=500,
        widget=UnfoldAdminPasswordWidget(attrs={"autocomplete": "off"}),
        help_text=_("Leave it empty to keep the one that is known."),
    )
    no_key = forms.BooleanField(label=_("Forget the key"), required=False)
    abilities = _choices(MADE, _("Used for"), _("Without any of these it is not used."), default_abilities)

    class Meta:
        model = Provider
        fields = (
            "name",
            "address",
            "model",
            "key",
            "abilities",
            "voice",
            "languages",
            "in_use",
            "price_in",
            "price_out",
            "deadline",
            "at_once",
        )

    def clean_key(self) -> str:
        """Return the key that was written, or the one that is known."""
        written: str = self.cleaned_data["key"]
        return written or str(self.instance.key)

    def clean(self) -> dict[str, Any]:
        """Forget the key where that was asked for."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("no_key"):
            told["key"] = ""
        return told


class ConductForm(forms.ModelForm):  # type: ignore[type-arg]
    """The rules: what is off, and how much may be spent."""

    off = _choices(Ability, _("Switched off"), _("Readers do not see what is switched off."))

    class Meta:
        model = Conduct
        fields = (
            "on",
            "off",
            "calls_a_minute",
            "calls_a_day",
            "calls_a_month",
            "money_a_day",
            "money_a_month",
        )
