"""What is asked on the pages of the admin on which an operator decides something about rows."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Field, QuerySet
from django.forms.models import ModelChoiceField
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from unfold.widgets import UnfoldAdminRadioSelectWidget

Words = str | Promise
# What tells rows apart, by primary key.
Labels = Callable[[Sequence[Any]], dict[int, str]]


class FindingSelect(AutocompleteSelect):
    """A select that asks the rows' own pages for what fits the letters typed so far."""

    def __init__(self, field: "Field[Any, Any]", site: Any, *, address: str, invitation: str):
        super().__init__(field, site, attrs={"class": "unfold-admin-autocomplete"})
        self.address = address
        self.invitation = invitation

    def get_url(self) -> str:
        """Where to ask."""
        return self.address

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        """Invite to type."""
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": self.invitation}

    @property
    def media(self) -> forms.Media:
        """What the select of the admin needs, and its name."""
        after = ("admin/js/jquery.init.js", "admin/js/autocomplete.js")
        return super().media + forms.Media(js=(*after, "articles/name-finding-selects.js"))


class Found(ModelChoiceField):  # type: ignore[type-arg]
    """A row, shown under the label by which it was found."""

    def __init__(self, rows: QuerySet[Any], *, labels: Labels, **named: Any):
        self.labels = labels
        super().__init__(rows, **named)

    def label_from_instance(self, obj: Any) -> str:
        """As it was found."""
        return self.labels([obj])[obj.pk]


class OneOfThem(forms.Form):
    """Which of the chosen rows stays, when they become one."""

    into = forms.TypedChoiceField(coerce=int, widget=UnfoldAdminRadioSelectWidget)

    def __init__(self, *arguments: Any, label: Words, choices: dict[int, SafeString | str], **named: Any):
        super().__init__(*arguments, **named)
        into: Any = self.fields["into"]
        into.label = label
        into.choices = list(choices.items())
        self.initial.setdefault("into", next(iter(choices)))


class Another(forms.Form):
    """A row that is decided about together with the one that was chosen first."""

    def __init__(self, *, chosen: int, other: forms.Field):
        super().__init__(auto_id="id_other_%s")
        self.fields["chosen"] = other
        self.first = chosen
