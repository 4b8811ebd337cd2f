"""Pages of the admin that take in a list of feeds (OPML), and hand out the site's own."""

from typing import Any

from django import forms
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.decorators import action
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminTextInputWidget

from daily8.engine.feeds.opml import LARGEST, Listed
from daily8.sources import adding, lists
from daily8.sources.adding import Added, SourceError
from daily8.sources.models import LONGEST_ADDRESS, Feed
from daily8.sources.preview_pages import PreviewPages
from daily8.work import clock

# So many lines that were left out are named; the command names all.
_NAMED = 200


class ListForm(forms.Form):
    """Where a list is: at an address, or in a file."""

    address = forms.CharField(
        label=gettext_lazy("Address of the list"),
        required=False,
        max_length=LONGEST_ADDRESS,
        widget=UnfoldAdminTextInputWidget,
    )
    file = forms.FileField(
        label=gettext_lazy("or a file"), required=False, allow_empty_file=True, widget=UnfoldAdminFileFieldWidget
    )
    listed: Listed

    def clean(self) -> dict[str, Any]:
        """Read the list, or say why it cannot be read."""
        told: dict[str, Any] = self.cleaned_data
        address, file = told.get("address", ""), told.get("file")
        if bool(address) == bool(file):
            raise forms.ValidationError(_("Write an address or choose a file: one of them."))
        try:
            self.listed = lists.in_body(file.read(LARGEST + 1), str(file)) if file else lists.at_address(address)
        except SourceError as error:
            raise forms.ValidationError(
                _("No list could be read: %(reason)s") % {"reason": f"\u2068{error}\u2069"}
            ) from error
        return told


class ListPages(PreviewPages):
    """A list of feeds with buttons: one adds a source, one takes in others' lists, one hands out its own."""

    actions_list = ("look", "take_in", "hand_out")

    @action(description=gettext_lazy("Take in a list (OPML)"), permissions=["add"])  # type: ignore[untyped-decorator]
    def take_in(self, request: HttpRequest) -> HttpResponse:
        """Lead to the page that asks where the list is."""
        return self._page(request)

    @action(description=gettext_lazy("Hand out as a list (OPML)"), permissions=["view"])  # type: ignore[untyped-decorator]
    def hand_out(self, request: HttpRequest) -> HttpResponse:  # noqa: ARG002
        """Every feed of the site as an OPML file."""
        answer = HttpResponse(adding.to_opml(clock.now()), content_type="text/x-opml; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="sources.opml"'
        return answer

    def _page(self, request: HttpRequest) -> HttpResponse:
        form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
        added = None
        if request.method == "POST" and form.is_valid():
            added = lists.add(form.listed, clock.now())
            self._note(request, added)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Take in a list (OPML)"),
            "form": form,
            "added": added,
            "named": added.refused[:_NAMED] if added else [],
            "unnamed": max(0, len(added.refused) - _NAMED) if added else 0,
            "result": _words(added) if added else "",
            "back": reverse("admin:sources_feed_changelist"),
        }
        return TemplateResponse(request, "admin/source_list.html", context)

    def _note(self, request: HttpRequest, added: Added) -> None:
        """Say in the history of the admin what came of it."""
        LogEntry.objects.create(
            user_id=request.user.pk or 0,
            content_type=ContentType.objects.get_for_model(Feed),
            object_id=None,
            object_repr="OPML",
            action_flag=ADDITION,
            change_message=f"{added.feeds} added, {added.known} known, {len(added.refused)} left out",
        )


def _words(added: Added) -> str:
    """What came of it, in a sentence for each."""
    said = [
        (ngettext("%(count)s feed added.", "%(count)s feeds added.", added.feeds), added.feeds),
        (ngettext("%(count)s was known already.", "%(count)s were known already.", added.known), added.known),
        (ngettext("%(count)s was left out.", "%(count)s were left out.", len(added.refused)), len(added.refused)),
    ]
    return " ".join(words % {"count": count} for words, count in said)
