"""What operators do in the admin with many publishers or feeds at once."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.widgets import UnfoldAdminTextInputWidget

from daily8.sources.models import Feed, FeedQuerySet, Publisher, Rights
from daily8.work import clock
from daily8.work.admin_pages import AdminPages

FEED_ACTIONS = ("pause", "resume", "set_category")
PUBLISHER_ACTIONS = (
    *FEED_ACTIONS,
    *("show_full_text", "show_excerpts", "show_links_only", "allow_ai", "keep_ai_away", "let_publishers_say"),
)
_LONGEST = Feed._meta.get_field("category").max_length


class CategoryForm(forms.Form):
    """The category that feeds are given."""

    category = forms.CharField(
        label=gettext_lazy("Category"),
        required=False,
        max_length=_LONGEST,
        widget=UnfoldAdminTextInputWidget,
        help_text=gettext_lazy("A word such as sports, business or culture; empty leaves it to each article."),
    )


class FeedActions(AdminPages):
    """Feeds, and what is done with many of them."""

    def feeds_of(self, queryset: QuerySet[Any]) -> FeedQuerySet:
        """Return the feeds that the chosen rows stand for."""
        return Feed.objects.filter(pk__in=list(queryset.values_list("pk", flat=True)))

    @admin.action(description=gettext_lazy("Pause"), permissions=["change"])
    def pause(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Ask these feeds no more for now."""
        count = self.feeds_of(queryset).pause()
        words = ngettext("%(count)s feed paused.", "%(count)s feeds paused.", count)
        self.tell(request, queryset, words % {"count": count}, "Paused.")

    @admin.action(description=gettext_lazy("Ask again now"), permissions=["change"])
    def resume(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Ask these feeds again, also those that were paused or gone."""
        count = self.feeds_of(queryset).resume(clock.now())
        words = ngettext("%(count)s feed will be asked again.", "%(count)s feeds will be asked again.", count)
        self.tell(request, queryset, words % {"count": count}, "Asked again.")

    @admin.action(description=gettext_lazy("Set the category"), permissions=["change"])
    def set_category(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Ask for a category, and give it to these feeds."""
        form = CategoryForm(request.POST if "category" in request.POST else None)
        if not form.is_valid():
            return self._ask_for_category(request, queryset, form)
        category = form.cleaned_data["category"]
        count = self.feeds_of(queryset).update(category=category)
        words = ngettext("%(count)s feed has this category now.", "%(count)s feeds have this category now.", count)
        self.tell(request, queryset, words % {"count": count}, f"Category: {category!r}.")
        return None

    def tell(self, request: HttpRequest, queryset: Iterable[Any], words: str, what: str) -> None:
        """Say what was done, and keep it in the history of each row."""
        LogEntry.objects.log_actions(request.user.pk or 0, list(queryset), CHANGE, what, single_object=False)
        messages.success(request, words)

    def _ask_for_category(
        self, request: HttpRequest, queryset: QuerySet[Any], form: CategoryForm
    ) -> TemplateResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Set the category"),
            "form": form,
            "rows": list(queryset),
            "chosen": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/source_category.html", context)


class PublisherActions(FeedActions):
    """Publishers, and what is done with many of them or with all their feeds."""

    def feeds_of(self, queryset: QuerySet[Any]) -> FeedQuerySet:
        """Return the feeds of the chosen publishers."""
        return Feed.objects.filter(publisher__in=list(queryset.values_list("pk", flat=True)))

    @admin.action(description=gettext_lazy("Show their full text"), permissions=["change"])
    def show_full_text(self, request: HttpRequest, queryset: QuerySet[Publisher]) -> None:
        """Let whole articles be shown."""
        self._edit(request, queryset, rights=Rights.FULL)

    @admin.action(description=gettext_lazy("Show excerpts"), permissions=["change"])
    def show_excerpts(self, request: HttpRequest, queryset: QuerySet[Publisher]) -> None:
        """Let no more be shown than the first sentences."""
        self._edit(request, queryset, rights=Rights.EXCERPT)

    @admin.action(description=gettext_lazy("Show links only"), permissions=["change"])
    def show_links_only(self, request: HttpRequest, queryset: QuerySet[Publisher]) -> None:
        """Let no more be shown than a headline that leads to the publisher."""
        self._edit(request, queryset, rights=Rights.LINK)

    @admin.action(description=gettext_lazy("Let AI use their texts"), permissions=["change"])
    def allow_ai(self, request: HttpRequest, queryset: QuerySet[Publisher]) -> None:
        """Decide that AI may, whatever the publishers say."""
        self._edit(request, queryset, ai=True)

    @admin.action(description=gettext_lazy("Keep AI from their texts"), permissions=["change"])
    def keep_ai_away(self, request: HttpRequest, queryset: QuerySet[Publisher]) -> None:
        """Decide that AI may not."""
        self._edit(request, queryset, ai=False)

    @admin.action(description=gettext_lazy("AI: as the publishers say"), permissions=["change"])
    def let_publishers_say(self, request: HttpRequest, queryset: QuerySet[Publisher]) -> None:
        """Take back what was decided on AI."""
        publishers = list(queryset)
        for publisher in publishers:
            publisher.let_it_say(by=request.user.get_username())
        self._told(request, publishers, "AI: as the publisher says.")

    def _edit(self, request: HttpRequest, queryset: QuerySet[Publisher], **changes: Any) -> None:
        publishers = list(queryset)
        for publisher in publishers:
            publisher.edit(**changes, by=request.user.get_username())
        self._told(request, publishers, "; ".join(f"{name}: {value}" for name, value in changes.items()))

    def _told(self, request: HttpRequest, publishers: list[Publisher], what: str) -> None:
        count = len(publishers)
        words = ngettext("%(count)s publisher changed.", "%(count)s publishers changed.", count)
        self.tell(request, publishers, words % {"count": count}, what)
