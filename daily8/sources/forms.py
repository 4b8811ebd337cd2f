"""What an operator writes of publishers and feeds."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from daily8.sources import naming
from daily8.sources.models import Feed, Publisher


def _text(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=UnfoldAdminTextInputWidget, **more)


def _choice(label: Any, choices: Callable[[], naming.Choices]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=UnfoldAdminSelectWidget)


# The field for a publisher's name in each language of the interface.
NAME_FIELDS = {code: f"name_{code}" for code, _name in settings.LANGUAGES}
_Names: Any = type(
    "Names",
    (forms.ModelForm,),
    {NAME_FIELDS[code]: _text(name, required=False, max_length=200) for code, name in settings.LANGUAGES},
)


class PublisherForm(_Names):  # type: ignore[misc]
    """What an operator may change of a publisher.

    What changed is told from what the form showed: meanwhile others may have chosen, or the publisher have spoken.
    """

    country = _choice(_("Country"), naming.countries)
    language = _choice(_("Language"), naming.languages)

    class Meta:
        model = Publisher
        fields = ("rights", "ai", "keep_days", "country", "language")

    def __init__(self, *arguments: Any, **named: Any):
        super().__init__(*arguments, **named)
        self.initial["language"] = naming.language_code(self.instance.language)
        for code, field in NAME_FIELDS.items():
            self.initial[field] = self.instance.names.get(code, "")
        for field, shown in self.fields.items():
            # A program that sends the form without what it showed changes what is stored now.
            shown.show_hidden_initial = not self.is_bound or self.add_initial_prefix(field) in self.data

    def changed_names(self) -> dict[str, str]:
        """Return the names that the operator changed, by language."""
        return {
            code: self.cleaned_data[field] for code, field in NAME_FIELDS.items() if field in self.changed_data
        }


class FeedForm(forms.ModelForm):  # type: ignore[type-arg]
    """What an operator may change of a feed."""

    language = _choice(_("Language"), naming.languages)

    class Meta:
        model = Feed
        fields = ("title", "category", "language")

    def __init__(self, *arguments: Any, **named: Any):
        super().__init__(*arguments, **named)
        if self.instance.pk:
            self.initial["language"] = naming.language_code(self.instance.language)
