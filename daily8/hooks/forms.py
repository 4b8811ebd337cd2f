"""The form by which an operator makes and changes a hook."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminTextInputWidget

from daily8.articles.categories import CATEGORIES
from daily8.engine import http
from daily8.hooks.models import Event, Hook


def _several(
    label: Any, choices: Any, *, required: bool = False, help_text: Any = ""
) -> forms.MultipleChoiceField:
    widget = UnfoldAdminCheckboxSelectMultipleWidget
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=required, help_text=help_text, widget=widget
    )


class HookForm(forms.ModelForm):  # type: ignore[type-arg]
    """Where a hook is, and what it is called for."""

    events = _several(capfirst(_("called for")), Event.choices, required=True)
    languages = _several(
        capfirst(_("languages")), settings.LANGUAGES, help_text=_("None chosen means all of them.")
    )
    categories = _several(
        capfirst(_("categories")),
        [(category.id, category.name) for category in CATEGORIES],
        help_text=_("Of stories; none chosen means all of them."),
    )

    class Meta:
        model = Hook
        fields = ("name", "url", "events", "languages", "categories", "active")
        widgets = {"url": UnfoldAdminTextInputWidget(attrs={"dir": "ltr", "inputmode": "url"})}

    def clean_url(self) -> str:
        """Return an address that may be called."""
        url: str = self.cleaned_data["url"].strip()
        verdict = http.check_url(url, allowed_networks=settings.HOOK_NETWORKS)
        if not verdict.allowed:
            raise forms.ValidationError(
                _("This address is not called: %(reason)s"), params={"reason": verdict.reason}
            )
        return url

    def clean(self) -> dict[str, Any]:
        """Refuse hooks of a site that does not know its own address: calls are full of it."""
        if not settings.SITE_URL:
            raise forms.ValidationError(_("Set DAILY8_SITE_URL first: calls name pages by their addresses."))
        return super().clean() or self.cleaned_data
