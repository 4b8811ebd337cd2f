"""What operators decide about the name, the look, the languages and the menu of the site."""

from collections.abc import Iterator
from hashlib import blake2b
from itertools import permutations
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import (
    UnfoldAdminFileFieldWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from daily8.articles.categories import CATEGORIES
from daily8.engine import colours, pictures
from daily8.work import branding
from daily8.work.models import PAGES, Branding, Version

_LARGEST_LOGO = 2_000_000
_LOGO_WIDTH = 1024
_OF_CATEGORY = {category.id: f"category_{category.id}" for category in CATEGORIES}
_MOST = 99


def _colour(label: Any, **more: Any) -> forms.CharField:
    widget = UnfoldAdminTextInputWidget(attrs={"dir": "ltr", "placeholder": "#b3330b"})
    return forms.CharField(label=label, required=False, max_length=7, widget=widget, **more)


class BrandingForm(forms.Form):
    """All of it; what is left empty is as the settings say."""

    name = forms.CharField(
        label=gettext_lazy("Name of the site"), required=False, max_length=40, widget=UnfoldAdminTextInputWidget
    )
    logo = forms.FileField(
        label=gettext_lazy("Logo"),
        required=False,
        widget=UnfoldAdminFileFieldWidget,
        help_text=gettext_lazy(
            "A picture (PNG, WebP or JPEG) of 2 MB at most. Icons of all sizes are made of it; one that is twice"
            " as wide as it is high stands in the header without the name."
        ),
    )
    no_logo = forms.BooleanField(label=gettext_lazy("Remove the logo"), required=False, widget=UnfoldBooleanWidget)
    accent = _colour(
        gettext_lazy("Accent colour"), help_text=gettext_lazy("Of links and marks on the light page; empty: red.")
    )
    accent_dark = _colour(
        gettext_lazy("Accent colour in the dark"),
        help_text=gettext_lazy("Empty: the nearest to the other one that can be read there."),
    )
    languages = forms.ChoiceField(
        label=gettext_lazy("Languages"),
        widget=UnfoldAdminSelectWidget,
        help_text=gettext_lazy("The first one is for readers who ask for none of them."),
    )

    def __init__(self, *arguments: Any, row: Branding, **named: Any):
        named["initial"] = _initial(row)
        super().__init__(*arguments, **named)
        self._row = row
        self._made: tuple[bytes, tuple[int, int]] | None = None
        self.fields["name"].widget.attrs["placeholder"] = settings.SITE_NAME
        self.fields["languages"].choices = list(_choices_of_languages())  # type: ignore[attr-defined]
        for category in CATEGORIES:
            self.fields[_OF_CATEGORY[category.id]] = forms.IntegerField(
                label=str(category.name), required=False, min_value=1, max_value=_MOST,
                widget=UnfoldAdminIntegerFieldWidget,
            )  # fmt: skip

    @property
    def main(self) -> list[forms.BoundField]:
        """The fields but those of categories."""
        return [self[name] for name in self.fields if name not in _OF_CATEGORY.values()]

    @property
    def places(self) -> list[forms.BoundField]:
        """The place of each category."""
        return [self[name] for name in _OF_CATEGORY.values()]

    def clean_name(self) -> str:
        """Without what would make two lines of it, or no name at all."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if not name.isprintable():
            raise forms.ValidationError(_("Write letters, digits and signs only."))
        return name

    def clean_logo(self) -> None:
        """Make a picture of our own out of it, or say why that cannot be."""
        file: UploadedFile[Any] | None = self.cleaned_data["logo"]
        if file is None:
            return
        body = file.read(_LARGEST_LOGO + 1)
        if len(body) > _LARGEST_LOGO:
            raise forms.ValidationError(_("It is larger than 2 MB."))
        try:
            made = pictures.resized(body, width=_LOGO_WIDTH, quality=92)
            self._made = (made, pictures.size(made))
        except pictures.PictureError as error:
            words = _("This is no picture that can be taken; write it as PNG (a drawing in SVG is not taken).")
            raise forms.ValidationError(words) from error

    def clean_accent(self) -> str:
        """One that can be read on light pages."""
        return _readable(self.cleaned_data["accent"], branding.LIGHT_PAPERS)

    def clean_accent_dark(self) -> str:
        """One that can be read on dark pages."""
        return _readable(self.cleaned_data["accent_dark"], branding.DARK_PAPERS)

    def clean(self) -> dict[str, Any]:
        """Find the colour for the dark where none is named, and see that the menu is not empty."""
        told: dict[str, Any] = self.cleaned_data
        accent, dark = told.get("accent", ""), told.get("accent_dark", "")
        if dark and not accent and "accent" not in self.errors:
            self.add_error("accent", _("Write the colour for light pages, too."))
        if accent and not dark and "accent_dark" not in self.errors:
            told["accent_dark"] = colours.nearest_readable(accent, branding.DARK_PAPERS)
        if not any(told.get(name) for name in _OF_CATEGORY.values()):
            self.add_error(None, _("Give at least one category a place."))
        return told

    def decided(self) -> Branding:
        """Return what was decided, unsaved; the logo as it is where none was chosen."""
        row, told = self._row, self.cleaned_data
        row.pk = 1
        row.name, row.accent, row.accent_dark = told["name"], told["accent"], told["accent_dark"]
        row.languages = told["languages"].split()
        row.categories = self._categories()
        if told["no_logo"]:
            row.logo, row.logo_digest, row.logo_width, row.logo_height = b"", "", 0, 0
        elif self._made:
            row.logo, (row.logo_width, row.logo_height) = self._made
            row.logo_digest = blake2b(row.logo, digest_size=8).hexdigest()
        return row

    def save(self) -> None:
        """Keep what was decided; every page shows it from now on."""
        with transaction.atomic():
            self.decided().save()
            Version.bump(PAGES)
        branding.forget()

    def _categories(self) -> list[str]:
        """In the order of their places; nothing where it is that of all categories as they come."""
        placed = [one for one, name in _OF_CATEGORY.items() if self.cleaned_data.get(name)]
        order = sorted(placed, key=lambda one: self.cleaned_data[_OF_CATEGORY[one]])
        return [] if order == list(_OF_CATEGORY) else order


def _initial(row: Branding) -> dict[str, Any]:
    shown = row.categories or list(_OF_CATEGORY)
    places = {_OF_CATEGORY[one]: place for place, one in enumerate(shown, 1) if one in _OF_CATEGORY}
    languages = " ".join(code for code, _name in row.offered)
    return {
        "name": row.name, "accent": row.accent, "accent_dark": row.accent_dark, "languages": languages, **places
    }  # fmt: skip


def _choices_of_languages() -> Iterator[tuple[str, str]]:
    """All languages in each order, and each alone."""
    every = [*permutations(settings.LANGUAGES), *((one,) for one in settings.LANGUAGES)]
    for chosen in every:
        yield " ".join(code for code, _name in chosen), " · ".join(str(name) for _code, name in chosen)


def _readable(typed: str, papers: tuple[str, ...]) -> str:
    colour = typed.strip().lower()
    if not colour:
        return ""
    if not colours.is_colour(colour):
        words = _("Write a colour as six digits, such as %(colour)s.")
        raise forms.ValidationError(words % {"colour": "#b3330b"})
    if not colours.is_readable(colour, papers):
        words = _("Words in it could not be read there. The nearest colour that can be read is %(colour)s.")
        raise forms.ValidationError(words % {"colour": colours.nearest_readable(colour, papers)})
    return colour
