"""What editors write of an edition in the admin."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminIntegerFieldWidget, UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from daily8.editions.formula import SIZE
from daily8.editions.models import Edition, Entry
from daily8.stories import headlines
from daily8.stories.models import Story


class EditionForm(forms.ModelForm):  # type: ignore[type-arg]
    """A story to put in, by an address, and where."""

    pinned = forms.CharField(
        label=_("Put a story in"),
        required=False,
        max_length=500,
        widget=UnfoldAdminTextInputWidget,
        help_text=_("The address of its page, or of a report of it. It need not be on the ballot."),
    )
    at = forms.IntegerField(
        label=_("in place"), initial=1, min_value=1, max_value=SIZE, widget=UnfoldAdminIntegerFieldWidget
    )

    class Meta:
        model = Edition
        fields = ()

    def clean_pinned(self) -> Story | None:
        """Return the story that was meant."""
        words = str(self.cleaned_data["pinned"]).strip()
        if not words:
            return None
        found = list(headlines.search(Story.objects.all(), words)[:2])
        if len(found) != 1:
            raise forms.ValidationError(_("No story is found by this: copy the address of its page."))
        return found[0]


class EntryForm(forms.ModelForm):  # type: ignore[type-arg]
    """Where a story stands, and what the editors write over its own words."""

    place = forms.IntegerField(
        label=_("place"), min_value=0, max_value=SIZE, widget=UnfoldAdminIntegerFieldWidget, help_text=_("0: out")
    )

    class Meta:
        model = Entry
        fields = ("place", "title", "words")

    def __init__(self, *arguments: Any, **named: Any):
        super().__init__(*arguments, **named)
        self.fields["title"].widget = UnfoldAdminTextInputWidget()
        self.fields["words"].widget = UnfoldAdminTextareaWidget(attrs={"rows": 4})
