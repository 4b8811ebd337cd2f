"""Articles in the admin."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.contrib.filters.admin import AutocompleteSelectFilter

from daily8.articles import hashtag_admin, takedown_admin  # noqa: F401  (they register hashtags and requests)
from daily8.articles.categories import CATEGORIES
from daily8.articles.models import Article, Stage
from daily8.engine.extraction import Kind
from daily8.sources import naming
from daily8.work.admin_pages import AdminPages
from daily8.work.keys import is_key

# What only an article's own page shows; a list would read it for nothing.
_LARGE = ("text", "html", "entry")
_CATEGORY_NAMES = {category.id: category.name for category in CATEGORIES}
_TOLD_BY = {
    "feed": _("the category of its feed"),
    "section": _("the section that its page names"),
    "address": _("words of its address"),
    "tag": _("tags of its publisher"),
    "meaning": _("what it is about"),
}
_KINDS: dict[str, Any] = {
    Kind.ARTICLE: _("an article"),
    Kind.PAYWALLED: _("behind a subscription"),
    Kind.GALLERY: _("a series of pictures"),
    Kind.VIDEO: _("a video"),
    Kind.LIVE: _("a live page"),
    Kind.LIST: _("a list"),
    Kind.EMPTY: _("a page without text"),
}
_STEPS: dict[str, Any] = {
    Stage.FETCHED: _("found in a feed"),
    Stage.EXTRACTED: _("its page was read"),
    Stage.ENRICHED: _("it was understood"),
    Stage.GROUPED: _("it was put into a story"),
    Stage.PUBLISHED: _("all of them"),
}


class CategoryFilter(admin.SimpleListFilter):
    """One of the fixed categories."""

    title = _("category")
    parameter_name = "category"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        """All of them, without asking the table which there are."""
        return list(_CATEGORY_NAMES.items())

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:  # noqa: ARG002
        """Return the articles of the chosen one."""
        return queryset.filter(category=self.value()) if self.value() else queryset


class LanguageFilter(admin.SimpleListFilter):
    """One of the languages of the interface."""

    title = _("language")
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        """Those that most articles are in."""
        return list(settings.LANGUAGES)

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:  # noqa: ARG002
        """Return the articles in the chosen one."""
        return queryset.filter(language=self.value()) if self.value() else queryset


@admin.register(Article)
class ArticleAdmin(AdminPages):
    """Articles: to be looked at, and to be taken from readers or given back to them; their words are not ours."""

    fieldsets = (
        (None, {"fields": ("title", "publisher", "url", "written_by", "written_in", "published_at", "excerpt")}),
        (
            _("On this site"),
            {"fields": ("visible", "withdrawn", "category_name", "told_by")},
        ),
        (_("Reading"), {"fields": ("sort_of_page", "words", "step", "found_at", "read_at", "failures", "error")}),
        (_("Text"), {"fields": ("text",), "classes": ("collapse",)}),
    )
    readonly_fields = tuple(field for _title, told in fieldsets for field in told["fields"])
    list_display = ("title", "publisher", "written_in", "category_name", "published_at", "visible")
    list_select_related = ("publisher",)
    list_filter = (
        "visible",
        "withdrawn",
        LanguageFilter,
        CategoryFilter,
        ("publisher", AutocompleteSelectFilter),
    )
    list_filter_submit = True
    # The newest found first: the order of the keys, which is there for nothing.
    ordering = ("-pk",)
    search_fields = ("title", "=url", "=key")
    search_help_text = _("Words of the title, or the whole address")
    actions = ("withdraw", "restore")

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Publishers write articles."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Their words are not ours to change."""
        return False

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        """Whether somebody may decide what readers see."""
        return request.user.has_perm("articles.change_article")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """A deleted one would be read again; withdrawing is for ever."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """Articles without what only their own page shows."""
        articles: QuerySet[Article] = super().get_queryset(request)
        return articles.defer(*_LARGE)

    @admin.display(description=_("language"))
    def written_in(self, article: Article) -> str:
        """Its language by name."""
        return naming.language_name(article.language)

    @admin.display(description=_("category"))
    def category_name(self, article: Article) -> str:
        """Its category as readers know it."""
        return str(_CATEGORY_NAMES.get(article.category, article.category))

    @admin.display(description=_("told by"), empty_value="-")
    def told_by(self, article: Article) -> str:
        """What its category was told by."""
        return str(_TOLD_BY.get(article.category_reason, article.category_reason))

    @admin.display(description=_("kind"), empty_value="-")
    def sort_of_page(self, article: Article) -> str:
        """What its page was read as."""
        return str(_KINDS.get(article.kind, article.kind))

    @admin.display(description=_("last step done"))
    def step(self, article: Article) -> str:
        """How far it has come."""
        return str(_STEPS.get(article.stage, article.stage))

    @admin.display(description=_("authors"))
    def written_by(self, article: Article) -> str:
        """Its authors in a line."""
        return ", ".join(article.authors)

    @admin.action(description=_("Withdraw from readers"), permissions=["withdraw"])
    def withdraw(self, request: HttpRequest, queryset: Any) -> None:
        """Take articles from readers, for as long as nobody restores them."""
        count = queryset.withdraw()
        words = ngettext("%(count)s article withdrawn.", "%(count)s articles withdrawn.", count)
        messages.success(request, words % {"count": count})
        _tell_of_gone(request)

    @admin.action(description=_("Restore"), permissions=["withdraw"])
    def restore(self, request: HttpRequest, queryset: Any) -> None:
        """Let readers see withdrawn articles again."""
        count = queryset.restore()
        words = ngettext("%(count)s article restored.", "%(count)s articles restored.", count)
        messages.success(request, words % {"count": count})
        _tell_of_gone(request)


def _tell_of_gone(request: HttpRequest) -> None:
    """Say how many of the ticked articles are not there any more, if any."""
    ticked = {int(key) for key in request.POST.getlist(ACTION_CHECKBOX_NAME) if is_key(key)}
    if gone := len(ticked) - Article.objects.filter(pk__in=ticked).count():
        words = ngettext(
            "%(count)s of the chosen articles is gone, or one with another by now.",
            "%(count)s of the chosen articles are gone, or one with another by now.",
            gone,
        )
        messages.warning(request, words % {"count": gone})
