"""Publishers and feeds in the admin."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline
from unfold.contrib.filters.admin import AutocompleteSelectFilter
from unfold.decorators import action

from daily8.sources import counting, removing
from daily8.sources.bulk import FEED_ACTIONS, PUBLISHER_ACTIONS, PublisherActions
from daily8.sources.forms import NAME_FIELDS, FeedForm, PublisherForm
from daily8.sources.health_columns import (
    AT_A_GLANCE,
    COLUMNS,
    FeedHealth,
    FeedStateFilter,
    PublisherHealth,
    PublisherStateFilter,
)
from daily8.sources.ledger_admin import Ledger
from daily8.sources.list_pages import ListPages
from daily8.sources.models import Feed, Publisher
from daily8.sources.reason_filter import ReasonFilter
from daily8.work import clock


class FeedInline(FeedHealth, TabularInline):  # type: ignore[misc]
    """The feeds of a publisher, with a link to each."""

    model = Feed
    fields = readonly_fields = COLUMNS
    can_delete = False
    show_change_link = True
    max_num = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Feed]:
        """Feeds with their last days."""
        feeds: QuerySet[Feed] = super().get_queryset(request)
        return feeds.prefetch_related(counting.days(clock.now()))


@admin.register(Publisher)
class PublisherAdmin(PublisherHealth, Ledger, PublisherActions):
    """Publishers: they come with their first feed, and go with all their articles."""

    form = PublisherForm
    fieldsets = (
        (None, {"fields": ("domain", "rights", "ai", "keep_days", "country", "language")}),
        (_("Name"), {"fields": (*NAME_FIELDS.values(),)}),
        (_("Reading"), {"fields": (*COLUMNS, "home", "added_at")}),
        (_("Rights"), {"fields": ("ai_by", "ledger")}),
    )
    readonly_fields = ("domain", *COLUMNS, "home", "added_at", "ai_by", "ledger")
    inlines = (FeedInline,)
    list_display = ("whole_domain", "name", "rights", *AT_A_GLANCE)
    list_filter = (PublisherStateFilter, "rights", "ai")
    search_fields = ("domain", *(f"names__{code}" for code, _name in settings.LANGUAGES))
    search_help_text = _("Domain or name")
    actions = PUBLISHER_ACTIONS
    actions_list = ("look",)

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """A publisher is added with a feed."""
        return False

    def has_look_permission(self, request: HttpRequest) -> bool:
        """Whether somebody may add sources."""
        return request.user.has_perm("sources.add_feed")

    @action(description=_("Look at a source and add it"), permissions=["look"])  # type: ignore[untyped-decorator]
    def look(self, request: HttpRequest) -> HttpResponse:  # noqa: ARG002
        """Lead to the page that does; a publisher comes with its feeds."""
        return HttpResponseRedirect(reverse("admin:sources_feed_look"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publisher]:
        """Publishers with their feeds, which tell their health."""
        publishers: QuerySet[Publisher] = super().get_queryset(request)
        return publishers.prefetch_related("feeds", counting.days(clock.now(), of="feeds"))

    @admin.display(description=_("domain"))
    def whole_domain(self, publisher: Publisher) -> SafeString:
        """Its domain, which runs from left to right among Arabic, too."""
        return format_html('<bdi dir="ltr">{}</bdi>', publisher.domain)

    @admin.display(description=_("Name"))
    def name(self, publisher: Publisher) -> str:
        """Its name in the operator's language."""
        return publisher.name_in(get_language() or settings.LANGUAGE_CODE)

    def save_model(self, request: HttpRequest, obj: Publisher, form: Any, change: bool) -> None:  # noqa: ARG002, FBT001
        """Change what was changed; pages show it at once."""
        changed = {name: form.cleaned_data[name] for name in self.written_fields(form)}
        if "keep_days" in changed:
            obj.keep_days = changed.pop("keep_days")
            obj.save(update_fields=["keep_days"])
        obj.edit(names=form.changed_names(), **changed, by=request.user.get_username())

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


@admin.register(Feed)
class FeedAdmin(FeedHealth, ListPages):
    """Feeds: how each does and why; pausing and asking again; lists of them in and out."""

    form = FeedForm
    fieldsets = (
        (None, {"fields": ("url", "publisher", "title", "category", "language")}),
        (_("Reading"), {"fields": (*COLUMNS, "error", "due_at")}),
    )
    # A feed's address never changes: another address is another feed.
    readonly_fields = ("url", "publisher", *COLUMNS, "error", "due_at")
    list_display = ("url", "publisher", *AT_A_GLANCE)
    list_select_related = ("publisher",)
    list_filter = (FeedStateFilter, ReasonFilter, ["publisher", AutocompleteSelectFilter])
    list_filter_submit = True
    search_fields = ("url", "title", "publisher__domain")
    search_help_text = _("Address, title or publisher")
    actions = FEED_ACTIONS

    def get_queryset(self, request: HttpRequest) -> QuerySet[Feed]:
        """Feeds with their last days."""
        feeds: QuerySet[Feed] = super().get_queryset(request)
        return feeds.prefetch_related(counting.days(clock.now()))
