"""What an operator writes of hashtags."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from daily8.articles import tags
from daily8.topics.models import Hashtag, HashtagKind
from daily8.work import clock

# The field for a hashtag's name in each language of the interface.
NAME_FIELDS = {code: f"name_{code}" for code, _name in settings.LANGUAGES}
_LONGEST_NAME = 120


def _names(*, required: bool = False) -> dict[str, forms.CharField]:
    return {
        NAME_FIELDS[code]: forms.CharField(
            label=name,
            required=required,
            max_length=_LONGEST_NAME,
            widget=UnfoldAdminTextInputWidget(attrs={"lang": code, "dir": "auto"}),
        )
        for code, name in settings.LANGUAGES
    }


_HashtagNames: Any = type("_HashtagNames", (forms.ModelForm,), _names())
_NewNames: Any = type("_NewNames", (forms.Form,), _names())


class HashtagForm(_HashtagNames):  # type: ignore[misc]
    """Its names, and the spellings that an operator tied to it."""

    spellings = forms.CharField(
        label=gettext_lazy("Spellings that always mean it"),
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 4, "dir": "auto"}),
        help_text=gettext_lazy("One in a line, in any language. They go before what articles taught."),
    )

    class Meta:
        model = Hashtag
        fields: Sequence[str] = ()

    def __init__(self, *arguments: Any, **named: Any):
        super().__init__(*arguments, **named)
        for code, field in NAME_FIELDS.items():
            self.initial[field] = self.instance.names.get(code, "")
        ours = sorted(spelling.text for spelling in self.instance.spellings.all() if not spelling.learned)
        self.initial["spellings"] = "\n".join(ours)

    def clean(self) -> dict[str, Any]:
        """Write what was changed, or say why that cannot be."""
        told: dict[str, Any] = self.cleaned_data
        if self.errors:
            return told
        with transaction.atomic():
            self._write("spellings", self._spell)
            self._write(NAME_FIELDS[settings.LANGUAGE_CODE], self._rename)
            transaction.set_rollback(bool(self.errors))
        return told

    def _write(self, field: str, write: Any) -> None:
        try:
            write()
        except tags.TagError as error:
            self.add_error(field, str(error))

    def _spell(self) -> None:
        if "spellings" in self.changed_data:
            tags.spell(self.instance, self.cleaned_data["spellings"].splitlines(), now=clock.now())

    def _rename(self) -> None:
        if set(NAME_FIELDS.values()) & set(self.changed_data):
            given = {code: self.cleaned_data[field] for code, field in NAME_FIELDS.items()}
            tags.rename(self.instance, self.instance.names | given)


class SplitForm(_NewNames):  # type: ignore[misc]
    """A spelling, and what it means: a hashtag that there is, or a new one."""

    spelling = forms.CharField(
        label=gettext_lazy("Spelling"),
        max_length=200,
        widget=UnfoldAdminTextInputWidget(attrs={"dir": "auto"}),
        help_text=gettext_lazy("As articles write it."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of the new hashtag"),
        required=False,
        choices=HashtagKind.choices,
        widget=UnfoldAdminSelectWidget,
    )

    def __init__(self, *arguments: Any, hashtag: Hashtag, to: forms.Field, **named: Any):
        super().__init__(*arguments, **named)
        self.hashtag = hashtag
        self.fields["to"] = to
        for code, name in settings.LANGUAGES:
            self.fields[NAME_FIELDS[code]].label = _("Name of a new hashtag (%(language)s)") % {"language": name}
        self.order_fields(["spelling", "to", *NAME_FIELDS.values(), "kind"])

    def clean(self) -> dict[str, Any]:
        """Ask for one of both."""
        told: dict[str, Any] = self.cleaned_data
        if not self.errors and bool(told["to"]) == bool(self._new_names()):
            self.add_error("to", _("Choose the hashtag that is meant, or write the name of a new one."))
        return told

    def decide(self) -> Hashtag | None:
        """Split the spelling off; return what it means now, or nothing where the form says why not."""
        try:
            to: Hashtag = self.cleaned_data["to"] or tags.make(self._new_names(), self.cleaned_data["kind"])
            tags.split(self.hashtag, spelling=self.cleaned_data["spelling"], to=to, now=clock.now())
        except tags.TagError as error:
            self.add_error(None, str(error))
            return None
        return to

    def _new_names(self) -> dict[str, str]:
        given = {code: self.cleaned_data[field] for code, field in NAME_FIELDS.items()}
        return {code: name for code, name in given.items() if name}
