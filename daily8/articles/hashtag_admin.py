"""Hashtags in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet, prefetch_related_objects
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from unfold.views import ChangeList

from daily8.articles import finding_hashtags
from daily8.articles.decision_pages import isolated
from daily8.articles.hashtag_decisions import HashtagDecisions
from daily8.articles.hashtag_forms import NAME_FIELDS, HashtagForm
from daily8.topics.models import Hashtag

_SPELLINGS = 100
_LINK = '<a class="decision-link" href="{}">{}</a>'


class StateFilter(admin.SimpleListFilter):
    """What operators decided."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        """Whether it has a page."""
        return [("shown", _("shown")), ("merged", _("merged")), ("banned", _("banned"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:  # noqa: ARG002
        """Return the hashtags in the chosen one."""
        match self.value():
            case "shown":
                return queryset.shown()
            case "merged":
                return queryset.exclude(merged_into=None)
            case "banned":
                return queryset.filter(banned=True)
        return queryset


class CountedList(ChangeList):  # type: ignore[misc]
    """A page of hashtags with how many articles carry each; those of other pages are not counted."""

    result_list: list[Any]

    def get_results(self, request: HttpRequest) -> None:
        """Count once the page is known."""
        super().get_results(request)
        hashtags = self.result_list = list(self.result_list)
        counted = finding_hashtags.carriers([hashtag.pk for hashtag in hashtags])
        for hashtag in hashtags:
            hashtag.carriers = counted[hashtag.pk]


@admin.register(Hashtag)
class HashtagAdmin(HashtagDecisions):
    """Hashtags: what each is called, and what operators decide of them; nobody adds or deletes them."""

    form = HashtagForm
    fieldsets = (
        (None, {"fields": ("kind_name", "state", "articles", "page", "other_names")}),
        (gettext_lazy("Names"), {"fields": (*NAME_FIELDS.values(),)}),
        (gettext_lazy("Spellings"), {"fields": ("spellings", "learned")}),
        (gettext_lazy("Merged into it"), {"fields": ("absorbed",)}),
    )
    readonly_fields = ("kind_name", "state", "articles", "page", "other_names", "learned", "absorbed")
    change_form_outer_after_template = "admin/hashtag_decisions.html"
    list_display = ("name", "other_names", "kind_name", "articles", "state", "page")
    list_filter = ("kind", StateFilter)
    list_select_related = ("merged_into",)
    # The newest first: the order of the keys, which is there for nothing.
    ordering = ("-pk",)
    search_fields = ("slug",)
    search_help_text = gettext_lazy("Name or spelling in any language, or address")

    def get_changelist(self, request: HttpRequest, **more: Any) -> type[CountedList]:  # noqa: ARG002
        """A list that counts."""
        return CountedList

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Hashtag | None:
        """Read all that its page shows once, since the page looks at it several times."""
        hashtag: Any = super().get_object(request, object_id, from_field)
        if hashtag is not None:
            prefetch_related_objects([hashtag], "spellings", "absorbed")
            hashtag.carriers = finding_hashtags.carriers([hashtag.pk])[hashtag.pk]
        return hashtag  # type: ignore[no-any-return]

    def get_search_results(
        self,
        request: HttpRequest,  # noqa: ARG002
        queryset: QuerySet[Hashtag],
        search_term: str,
    ) -> tuple[QuerySet[Hashtag], bool]:
        """Find by name, spelling or address."""
        return (finding_hashtags.search(queryset, search_term) if search_term.strip() else queryset), False

    @admin.display(description=gettext_lazy("Hashtag"))
    def name(self, hashtag: Hashtag) -> SafeString:
        """Its name in the operator's language."""
        name, language = hashtag.name_in(get_language() or "en")
        return isolated(f"#{name}", language=language)

    @admin.display(description=gettext_lazy("Other names"), empty_value="")
    def other_names(self, hashtag: Hashtag) -> SafeString:
        """Its names in other languages."""
        seen = hashtag.name_in(get_language() or "en")[1]
        names = [(isolated(name, language=code),) for code, name in sorted(hashtag.names.items()) if code != seen]
        return format_html_join(" · ", "{}", names)

    @admin.display(description=gettext_lazy("Kind"))
    def kind_name(self, hashtag: Hashtag) -> str:
        """What sort of thing it is."""
        return hashtag.get_kind_display()

    @admin.display(description=gettext_lazy("Articles"))
    def articles(self, hashtag: Any) -> Any:
        """How many carry it, as counted when it was read."""
        return hashtag.carriers

    @admin.display(description=gettext_lazy("State"))
    def state(self, hashtag: Hashtag) -> str | SafeString:
        """Whether it has a page, or where that leads."""
        if hashtag.banned:
            return _("Banned")
        if hashtag.merged_into:
            return format_html(_("Merged into {hashtag}"), hashtag=isolated(str(hashtag.merged_into)))
        return _("Shown")

    @admin.display(description=gettext_lazy("Page"), empty_value="")
    def page(self, hashtag: Hashtag) -> SafeString | str:
        """A link to what readers see."""
        if hashtag.banned:
            return ""
        return format_html(
            '<a class="decision-link" href="{address}" aria-label="{words}: {hashtag}">{words}</a>',
            address=hashtag.get_absolute_url(),
            words=_("View on site"),
            hashtag=hashtag,
        )

    @admin.display(description=gettext_lazy("Spellings that articles taught"))
    def learned(self, hashtag: Hashtag) -> SafeString | str:
        """Each leads to where it can be split off."""
        texts = sorted(spelling.text for spelling in hashtag.spellings.all() if spelling.learned)
        links = [(self.address("split", [hashtag], spelling=text), isolated(text)) for text in texts[:_SPELLINGS]]
        return format_html_join(" · ", _LINK, links) or _("None so far.")

    @admin.display(description=gettext_lazy("Hashtags"))
    def absorbed(self, hashtag: Hashtag) -> SafeString | str:
        """Those that lead here; on its own page a merge is taken back."""
        links = [(self.page_of(other), isolated(str(other))) for other in hashtag.absorbed.all()]
        return format_html_join(" · ", _LINK, links) or _("None.")

    def save_model(self, request: HttpRequest, obj: Hashtag, form: Any, change: bool) -> None:  # noqa: FBT001
        """Nothing is left to write: the form wrote what was changed when it was found to be right."""
