"""The page of the admin that looks at a source, and adds it once an operator has seen what it is."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django import forms
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from unfold.decorators import action
from unfold.widgets import UnfoldAdminTextInputWidget

from daily8.sources import adding, naming, previewing, reasons
from daily8.sources.adding import Source, SourceError
from daily8.sources.bulk import FeedActions
from daily8.sources.ledger import About
from daily8.sources.models import LONGEST_ADDRESS, Feed
from daily8.sources.previewing import FeedPreview, Preview
from daily8.work import clock

_SALT = "daily8.sources.preview"
# What was looked at longer ago is looked at again before it is added.
_FRESH_SECONDS = 3600


class AddressForm(forms.Form):
    """Where the source is, and what the look at it found."""

    address = forms.CharField(
        label=gettext_lazy("Address of a site or of a feed"),
        max_length=LONGEST_ADDRESS,
        widget=UnfoldAdminTextInputWidget,
        help_text=gettext_lazy("Nothing is added yet. To look may take half a minute."),
    )
    preview: Preview

    def clean(self) -> dict[str, Any]:
        """Look at the source, or say why nothing can be seen."""
        told: dict[str, Any] = self.cleaned_data
        if "address" not in told:
            return told
        try:
            self.preview = previewing.preview(told["address"].strip(), clock.now())
        except SourceError as error:
            raise forms.ValidationError(_no_source(error)) from error
        return told


class PreviewPages(FeedActions):
    """A list of feeds with a button that leads to a look at a new source; nothing is added without one."""

    # The button stands beside where this link would, and says more.
    show_add_link = False

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:  # noqa: ARG002
        """Lead to the look, which asks for the same right; links and menus of the admin come here."""
        return HttpResponseRedirect(reverse("admin:sources_feed_look"))

    @action(description=gettext_lazy("Look at a source and add it"), permissions=["add"])  # type: ignore[untyped-decorator]
    def look(self, request: HttpRequest) -> HttpResponse:
        """Ask for an address, show what is there, and add what was chosen of it."""
        chosen = request.POST.getlist("feed")
        if "found" in request.POST and chosen:
            return self._add(request, chosen)
        given = {"address": request.GET.get("address", "")}
        form = AddressForm(request.POST if "address" in request.POST else None, initial=given)
        preview = form.preview if form.is_valid() else None
        return self._shown(request, form, preview, nothing_chosen="found" in request.POST)

    def _shown(
        self, request: HttpRequest, form: AddressForm, preview: Preview | None, *, nothing_chosen: bool = False
    ) -> TemplateResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Look at a source and add it"),
            "form": form,
            "preview": preview,
            "language": naming.language_name(preview.language) if preview else "",
            "reserved": [About(signal.value).label for signal in sorted(preview.reserved)] if preview else [],
            "found": _signed(preview) if preview else "",
            "nothing_chosen": nothing_chosen,
            "back": reverse("admin:sources_feed_changelist"),
        }
        return TemplateResponse(request, "admin/source_preview.html", context)

    def _add(self, request: HttpRequest, chosen: Iterable[str]) -> HttpResponse:
        try:
            sources = signing.loads(request.POST["found"], salt=_SALT, max_age=_FRESH_SECONDS)
        except signing.BadSignature:
            form = AddressForm()
            form.cleaned_data = {}
            self.message_user(request, _("What was seen is too old: look at it again."), level="ERROR")
            return self._shown(request, form, None)
        try:
            feeds = [adding.add(Source(**told), clock.now()) for told in sources if told["url"] in set(chosen)]
        except SourceError as error:
            self.message_user(request, _no_source(error), level="ERROR")
            return self._shown(request, AddressForm(), None)
        added = [feed for feed, new in feeds if new]
        self._note_added(request, added)
        words = ngettext("%(count)s feed added.", "%(count)s feeds added.", len(added)) % {"count": len(added)}
        self.message_user(request, words)
        page = reverse("admin:sources_publisher_change", args=[feeds[0][0].publisher_id]) if feeds else ""
        return HttpResponseRedirect(page or reverse("admin:sources_feed_changelist"))

    def _note_added(self, request: HttpRequest, feeds: Iterable[Feed]) -> None:
        """Say in the history of the admin what was added."""
        kind = ContentType.objects.get_for_model(Feed)
        for feed in feeds:
            LogEntry.objects.create(
                user_id=request.user.pk or 0,
                content_type=kind,
                object_id=str(feed.pk),
                object_repr=feed.url[:200],
                action_flag=ADDITION,
                change_message="Added after a look.",
            )


def _no_source(error: SourceError) -> str:
    """Why there is nothing to add: in English as exactly as it is known, in other languages in a sentence."""
    address, _sign, said = str(error).partition(": ")
    reason = error if get_language() == "en" else reasons.plain(said or address)
    return _("No source was found: %(reason)s") % {"reason": f"\u2068{reason}\u2069"}


def _signed(preview: Preview) -> str:
    """The sources that may be added, so that the page can bring them back and nobody can put in others."""
    return signing.dumps([_told(one) for one in preview.feeds], salt=_SALT, compress=True)


def _told(one: FeedPreview) -> dict[str, Any]:
    feed = one.feed
    source = asdict(Source(feed.url, title=feed.title, home=feed.home, language=feed.language))
    return {name: value for name, value in source.items() if name != "line"}
