"""Editions in the admin: editors put stories in and take them out, order them, and write over their words."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import Case, Count, Q, QuerySet, When
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import StackedInline

from daily8.articles.decision_pages import isolated
from daily8.editions import newsroom
from daily8.editions.forms import EditionForm, EntryForm
from daily8.editions.models import Edition, Entry
from daily8.sources import naming
from daily8.work import clock
from daily8.work.admin_pages import AdminPages


class EntryInline(StackedInline):  # type: ignore[misc]
    """The stories of an edition, with those that were taken out."""

    model = Entry
    form = EntryForm
    fields = ("story", "chosen", "place", "title", "words", "edited")
    readonly_fields = ("story", "chosen", "edited")
    can_delete = False
    max_num = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Entry]:
        """Return them with the reports that give the headlines, those that were taken out last."""
        entries: QuerySet[Entry] = super().get_queryset(request)
        entries = entries.order_by(Case(When(place=0, then=1), default=0), "place", "chosen")
        return entries.select_related("headline").defer("headline__text", "headline__html", "headline__entry")

    @admin.display(description=gettext_lazy("Story"))
    def story(self, entry: Entry) -> SafeString | str:
        """The report's own headline."""
        report = entry.headline
        return isolated(report.title, language=report.language) if report else _("its reports are gone")

    @admin.display(description=gettext_lazy("Edited"), empty_value="")
    def edited(self, entry: Entry) -> str:
        """Who changed anything last, and when."""
        return f"{entry.edited_by}, {entry.edited_at:%Y-%m-%d %H:%M}" if entry.edited_at else ""


@admin.register(Edition)
class EditionAdmin(AdminPages):
    """Editions, the newest first: they come by themselves, and stay."""

    form = EditionForm
    inlines = (EntryInline,)
    fields = ("day", "written_in", "rhythm", "considered", "page", "pinned", "at")
    readonly_fields = ("day", "written_in", "rhythm", "considered", "page")
    list_display = ("day", "written_in", "rhythm", "stories", "edited", "page")
    list_filter = ("language", "rhythm")
    ordering = ("-day", "language", "rhythm")
    # Django's own link would lead to the same day in the language of the admin.
    view_on_site = False

    class Media:
        css: ClassVar[dict[str, tuple[str, ...]]] = {"all": ("articles/deciding.css",)}

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """They are made when they are due."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Addresses stay."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        """Return them with what the list counts."""
        editions: QuerySet[Edition] = super().get_queryset(request)
        counted = editions.annotate(size=Count("entries", filter=Q(entries__place__gt=0)))
        return counted.annotate(edits=Count("entries", filter=~Q(entries__edited_by=""))).defer("entrants")

    @admin.display(description=gettext_lazy("language"))
    def written_in(self, edition: Edition) -> str:
        """Its language by name."""
        return naming.language_name(edition.language)

    @admin.display(description=gettext_lazy("Stories"))
    def stories(self, edition: Any) -> Any:
        """How many are in it."""
        return edition.size

    @admin.display(description=gettext_lazy("Edited"), boolean=True)
    def edited(self, edition: Any) -> bool:
        """Whether editors changed anything."""
        return bool(edition.edits)

    @admin.display(description=gettext_lazy("Page"))
    def page(self, edition: Edition) -> SafeString:
        """A link to what readers see; the page of an edition is in its own language."""
        own = edition.get_absolute_url().split("/", 2)[2]
        address = f"/{edition.language}/{own}"
        return format_html('<a class="decision-link" href="{}">{}</a>', address, _("View on site"))

    def save_model(self, request: HttpRequest, obj: Edition, form: Any, change: bool) -> None:  # noqa: FBT001
        """Nothing of it is written: editors change its stories."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001, ARG002
        """Do what was asked of its stories; the one that is put in comes last, when there may be room for it."""
        for formset in formsets:
            # Writes nothing, and tells the history what was changed.
            formset.save(commit=False)
        by, now, edition = request.user.get_username(), clock.now(), form.instance
        changed = [each for formset in formsets for each in formset.forms if each.changed_data]
        for each in changed:
            if {"title", "words"} & set(each.changed_data):
                newsroom.rewrite(
                    Entry.objects.get(pk=each.instance.pk),
                    title=each.cleaned_data["title"],
                    words=each.cleaned_data["words"],
                    by=by,
                    now=now,
                )
        places = {each.instance.pk: each.cleaned_data["place"] for each in changed if "place" in each.changed_data}
        try:
            newsroom.arrange(edition, places, by=by, now=now)
            if story := form.cleaned_data.get("pinned"):
                newsroom.pin(edition, story, place=form.cleaned_data["at"], by=by, now=now)
        except newsroom.EditingError as error:
            messages.error(request, str(error))
