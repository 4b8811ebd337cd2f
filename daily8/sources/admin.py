"""Publishers and feeds in the admin."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline
from unfold.contrib.filters.admin import AutocompleteSelectFilter

from daily8.sources import health, naming, reasons, removing
from daily8.sources.forms import NAME_FIELDS, FeedForm, NewFeedForm, PublisherForm
from daily8.sources.list_pages import ListPages
from daily8.sources.models import Feed, Publisher, Status
from daily8.sources.reason_filter import ReasonFilter
from daily8.work import clock
from daily8.work.admin_pages import AdminPages


class FeedWords:
    """How a feed does, in words; for its own pages and for its publisher's."""

    @admin.display(description=_("State"))
    def state(self, feed: Feed) -> str:
        """In a word."""
        return str(health.LABELS[feed.health(clock.now())])

    @admin.display(description=_("Last error"), empty_value="")
    def reason(self, feed: Feed) -> Promise | str:
        """Why it fails, in a sentence."""
        return reasons.plain(feed.error) if feed.error else ""

    @admin.display(description=_("Last read"))
    def last_read(self, feed: Feed) -> Any:
        """When it answered last."""
        return feed.last_success_at

    @admin.display(description=_("Newest article"))
    def newest(self, feed: Feed) -> Any:
        """When the newest of its articles was published, as far as it says so."""
        return feed.newest_at or feed.last_new_at


class FeedInline(FeedWords, TabularInline):  # type: ignore[misc]
    """The feeds of a publisher, with a link to each."""

    model = Feed
    fields = readonly_fields = ("state", "reason", "last_read", "newest")
    can_delete = False
    show_change_link = True
    max_num = 0


@admin.register(Publisher)
class PublisherAdmin(AdminPages):
    """Publishers: they come with their first feed, and go with all their articles."""

    form = PublisherForm
    fieldsets = (
        (None, {"fields": ("domain", "rights", "ai", "country", "language")}),
        (_("Name"), {"fields": (*NAME_FIELDS.values(),)}),
        (_("Reading"), {"fields": ("state", "reason", "home", "added_at")}),
    )
    readonly_fields = ("domain", "state", "reason", "home", "added_at")
    inlines = (FeedInline,)
    list_display = ("domain", "name", "home_country", "written_in", "rights", "state", "reason")
    list_filter = ("rights", "ai")
    search_fields = ("domain", *(f"names__{code}" for code, _name in settings.LANGUAGES))
    search_help_text = _("Domain or name")

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """A publisher is added with a feed."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publisher]:
        """Publishers with their feeds, which tell their health."""
        publishers: QuerySet[Publisher] = super().get_queryset(request)
        return publishers.prefetch_related("feeds")

    @admin.display(description=_("Name"))
    def name(self, publisher: Publisher) -> str:
        """Its name in the operator's language."""
        return publisher.name_in(get_language() or settings.LANGUAGE_CODE)

    @admin.display(description=_("Country"))
    def home_country(self, publisher: Publisher) -> str:
        """Where it is at home."""
        return naming.country_name(publisher.country)

    @admin.display(description=_("Language"))
    def written_in(self, publisher: Publisher) -> str:
        """What it mostly writes in."""
        return naming.language_name(publisher.language)

    @admin.display(description=_("State"))
    def state(self, publisher: Publisher) -> str:
        """How reading it goes, in a word."""
        return str(health.of(publisher, clock.now()).label)

    @admin.display(description=_("Reason"), empty_value="")
    def reason(self, publisher: Publisher) -> Promise | str:
        """Why reading it does not go well."""
        return health.of(publisher, clock.now()).reason

    def save_model(self, request: HttpRequest, obj: Publisher, form: Any, change: bool) -> None:  # noqa: ARG002, FBT001
        """Change what was changed; pages show it at once."""
        obj.edit(
            names=form.changed_names(), **{name: form.cleaned_data[name] for name in self.written_fields(form)}
        )

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Say how many articles go with each publisher."""
        named, counts, missing, protected = super().get_deleted_objects(objs, request)
        articles = sum(publisher.articles.count() for publisher in objs)
        return named, counts | {_("articles"): articles}, missing, protected

    def delete_model(self, request: HttpRequest, obj: Publisher) -> None:  # noqa: ARG002
        """Delete it with its feeds and articles."""
        removing.remove(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Publisher]) -> None:
        """Delete them one after the other."""
        for publisher in queryset:
            self.delete_model(request, publisher)


class StateFilter(admin.SimpleListFilter):
    """Feeds that need an operator's eye."""

    title = _("state")
    parameter_name = "state"
    FAILING = "failing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        """Failing, and each status."""
        return [(self.FAILING, _("failing")), *Status.choices]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:  # noqa: ARG002
        """Return the feeds in the chosen state."""
        if self.value() == self.FAILING:
            return queryset.active().filter(failures__gt=0)
        return queryset.filter(status=self.value()) if self.value() else queryset


@admin.register(Feed)
class FeedAdmin(FeedWords, ListPages):
    """Feeds: how each does and why; pausing and asking again; lists of them in and out."""

    form = FeedForm
    fieldsets = (
        (None, {"fields": ("url", "publisher", "title", "category", "language")}),
        (_("Reading"), {"fields": ("state", "reason", "error", "last_read", "newest", "due_at")}),
    )
    add_fieldsets = ((None, {"fields": ("url", "home", "title", "category", "language")}),)
    readonly_fields = ("publisher", "state", "reason", "error", "last_read", "newest", "due_at")
    list_display = ("url", "publisher", "state", "reason", "last_read", "newest")
    list_select_related = ("publisher",)
    list_filter = (StateFilter, ReasonFilter, ["publisher", AutocompleteSelectFilter])
    list_filter_submit = True
    search_fields = ("url", "title", "publisher__domain")
    search_help_text = _("Address, title or publisher")
    actions = ("pause", "resume")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:  # noqa: ARG002
        """A feed's address never changes: another address is another feed."""
        return (*self.readonly_fields, *(("url",) if obj else ()))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **more: Any) -> Any:  # noqa: FBT001, FBT002
        """Ask for more of a feed that is to be added."""
        return super().get_form(request, obj, change, **more if obj else {"form": NewFeedForm, **more})

    def save_model(self, request: HttpRequest, obj: Feed, form: Any, change: bool) -> None:  # noqa: FBT001
        """Write what was changed; one that is new was added when its form was read."""
        if change:
            super().save_model(request, obj, form, change)

    @admin.action(description=_("Pause"), permissions=["change"])
    def pause(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Ask these feeds no more for now."""
        for feed in queryset:
            feed.pause()
        words = ngettext("%(count)s feed paused.", "%(count)s feeds paused.", len(queryset))
        messages.success(request, words % {"count": len(queryset)})

    @admin.action(description=_("Ask again now"), permissions=["change"])
    def resume(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Ask these feeds again, also those that were paused or gone."""
        for feed in queryset:
            feed.resume(clock.now())
        words = ngettext(
            "%(count)s feed will be asked again.", "%(count)s feeds will be asked again.", len(queryset)
        )
        messages.success(request, words % {"count": len(queryset)})
