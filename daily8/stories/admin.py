"""Stories in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from unfold.views import ChangeList

from daily8.articles.decision_pages import isolated
from daily8.sources import naming
from daily8.stories import headlines
from daily8.stories.correction_pages import CorrectionPages
from daily8.stories.models import Story


class SizeFilter(admin.SimpleListFilter):
    """Stories that more than one article reports."""

    title = gettext_lazy("reports")
    parameter_name = "reports"
    SEVERAL = "several"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        """Several, or any number."""
        return [(self.SEVERAL, _("more than one"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:  # noqa: ARG002
        """Return the stories of this size."""
        return queryset.shared() if self.value() == self.SEVERAL else queryset


class HeadlineList(ChangeList):  # type: ignore[misc]
    """A page of stories, each with the headline of a report."""

    result_list: list[Any]

    def get_results(self, request: HttpRequest) -> None:
        """Look for headlines once the page is known."""
        super().get_results(request)
        stories = self.result_list = list(self.result_list)
        told = headlines.headlines([story.pk for story in stories], language=get_language() or "en")
        for story in stories:
            story.headline = told.get(story.pk)


@admin.register(Story)
class StoryAdmin(CorrectionPages):
    """Stories: what is put together, and what operators say of that; articles begin and end them."""

    list_display = ("headline", "reports", "originals", "publishers", "languages", "last_report", "page")
    list_filter = (SizeFilter,)
    ordering = ("-last_at", "-pk")
    search_fields = ("key",)
    search_help_text = gettext_lazy("Words of a headline, or an address")

    def get_changelist(self, request: HttpRequest, **more: Any) -> type[HeadlineList]:  # noqa: ARG002
        """A list of headlines."""
        return HeadlineList

    def get_search_results(
        self,
        request: HttpRequest,  # noqa: ARG002
        queryset: QuerySet[Story],
        search_term: str,
    ) -> tuple[QuerySet[Story], bool]:
        """Find by headline or address."""
        return (headlines.search(queryset, search_term) if search_term.strip() else queryset), False

    @admin.display(description=gettext_lazy("Headline"))
    def headline(self, story: Any) -> SafeString | str:
        """A report's own words."""
        told = story.headline
        return isolated(told.title, language=told.language) if told else story.key

    @admin.display(description=gettext_lazy("Reports"))
    def reports(self, story: Story) -> int:
        """All of them."""
        return story.reports_count

    @admin.display(description=gettext_lazy("Original"))
    def originals(self, story: Story) -> int:
        """Those that are no copies."""
        return story.originals_count

    @admin.display(description=gettext_lazy("Publishers"))
    def publishers(self, story: Story) -> int:
        """How many outlets."""
        return story.publishers_count

    @admin.display(description=gettext_lazy("Languages"))
    def languages(self, story: Any) -> str:
        """By name."""
        told = story.headline
        return " · ".join(naming.language_name(code) for code in told.languages) if told else ""

    @admin.display(description=gettext_lazy("Last report"))
    def last_report(self, story: Story) -> Any:
        """When the newest one was published."""
        return story.last_at

    @admin.display(description=gettext_lazy("Page"))
    def page(self, story: Story) -> SafeString:
        """A link to what readers see."""
        words = _("View on site")
        return format_html('<a class="decision-link" href="{}">{}</a>', story.get_absolute_url(), words)
