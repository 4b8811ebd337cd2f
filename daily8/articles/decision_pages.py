"""Pages of the admin on which an operator decides something about rows, after reading what will happen."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daily8.articles.decision_forms import FindingSelect, Found, Words
from daily8.work.admin_pages import AdminPages
from daily8.work.keys import is_key

Page = Callable[..., HttpResponse]
# So many rows are decided about at once, and so many are offered while a name is typed.
_MOST_CHOSEN = 50
_OFFERED = 20


class ChoiceError(Exception):
    """What was chosen cannot be decided about: the words say why, and at the address is the way out."""

    def __init__(self, words: str, address: str):
        super().__init__(words)
        self.address = address


class DecisionPages(AdminPages):
    """A list and a form with pages for decisions beside them; `decisions` names the methods that answer these.

    Such a page is about the rows that its address names as `chosen`, so that it can be linked to.
    """

    decisions: ClassVar[tuple[str, ...]] = ()
    # Those of them that ask before anything is done, about any number of rows.
    asking: ClassVar[tuple[str, ...]] = ()
    # The foreign key to these rows that tells the widget what it finds.
    found_by: ClassVar[Any] = None

    class Media:
        css: ClassVar[dict[str, tuple[str, ...]]] = {"all": ("articles/deciding.css",)}

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """What articles are about and what they report is found in them."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Addresses stay."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """Add the pages of the decisions, and what the field for finding a row asks."""
        own = [
            path(f"{name}/", self.admin_site.admin_view(_leading_on(getattr(self, name))), name=self._named(name))
            for name in (*self.decisions, "find")
        ]
        return [*own, *super().get_urls()]

    def address(self, page: str, rows: Iterable[Model] = (), **more: str) -> str:
        """Return the address of a decision about these rows."""
        asked = [("chosen", str(row.pk)) for row in rows] + list(more.items())
        return f"{reverse(f'admin:{self._named(page)}')}?{urlencode(asked)}"

    def page_of(self, row: Model) -> str:
        """Return the address of a row's own page in the admin."""
        return reverse(f"admin:{self._named('change')}", args=[row.pk])

    def back_to(self, rows: Sequence[Model]) -> str:
        """Return the address of the only row's own page, else of the list."""
        return self.page_of(rows[0]) if len(rows) == 1 else reverse(f"admin:{self._named('changelist')}")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list; what is done there to chosen rows may have the same answers as the pages of decisions."""
        return _leading_on(super().changelist_view)(request, extra_context)

    def choosable(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows that decisions may be about."""
        rows: QuerySet[Any] = self.get_queryset(request)
        return rows

    def labels(self, rows: Sequence[Any]) -> dict[int, str]:
        """Return what tells each of these rows from others, by primary key."""
        return {row.pk: str(row) for row in rows}

    def find(self, request: HttpRequest) -> JsonResponse:
        """Answer the field in which a row is found: what the search of the list would find."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        term = request.GET.get("term", "")
        rows, _more = self.get_search_results(request, self.choosable(request), term)
        found = list(rows.order_by(*self.get_ordering(request))[:_OFFERED])
        labels = self.labels(found)
        results = [{"id": str(row.pk), "text": labels[row.pk]} for row in found]
        return JsonResponse({"results": results, "pagination": {"more": False}})

    def successors(self, keys: Collection[int]) -> Mapping[int, int]:  # noqa: ARG002
        """Return which row (primary key) each of these became part of, as far as they did."""
        return {}

    def decide_about(self, request: HttpRequest, page: str, rows: QuerySet[Any]) -> HttpResponse:
        """Lead from the rows that were chosen in the list to the page of a decision about all of them."""
        chosen = list(rows[: _MOST_CHOSEN + 1])
        if len(chosen) > _MOST_CHOSEN:
            messages.error(request, _too_many(rows.count()))
            return HttpResponseRedirect(request.get_full_path())
        address = self.address(page, chosen)
        # What was ticked and is gone by now: the page says what became of it.
        present = {str(row.pk) for row in chosen}
        gone = [key for key in _keys(request.POST.getlist(ACTION_CHECKBOX_NAME)) if str(key) not in present]
        return HttpResponseRedirect("&".join([address, *(f"chosen={key}" for key in gone[:_MOST_CHOSEN])]))

    def chosen(self, request: HttpRequest) -> list[Any]:
        """Return the rows that the address names, in its order; raises ChoiceError where some are gone."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        keys = _keys(request.GET.getlist("chosen"))
        if len(keys) > _MOST_CHOSEN:
            raise ChoiceError(_too_many(len(keys)), reverse(f"admin:{self._named('changelist')}"))
        rows = self.choosable(request).in_bulk(keys)
        if gone := [key for key in keys if key not in rows]:
            raise self._changed(request, keys, self.successors(gone))
        return [rows[key] for key in keys]

    def _changed(self, request: HttpRequest, keys: Sequence[int], became: Mapping[int, int]) -> ChoiceError:
        """Lead on to what is there of the chosen rows, and of those that they became part of."""
        left = self.choosable(request).in_bulk([became.get(key, key) for key in keys])
        rows = [left[key] for key in dict.fromkeys(became.get(key, key) for key in keys) if key in left]
        if not rows:
            words = _("What was chosen is not there any more: choose again.")
        elif became:
            words = _("What was chosen has become part of another meanwhile, which stands in its place here.")
        else:
            words = _("Some of what was chosen is not there any more: this is what is left.")
        name = request.resolver_match.url_name if request.resolver_match else ""
        asked = name.removeprefix(self._named("")) if name else ""
        again = asked in self.asking and len(rows) > 1
        return ChoiceError(words, self.address(asked, rows) if again else self.back_to(rows))

    def ask(
        self,
        request: HttpRequest,
        form: forms.Form,
        *,
        title: Words,
        told: Collection[Words],
        button: Words,
        method: str = "post",
        back: str = "",
    ) -> TemplateResponse:
        """Show a decision: what it is, what will happen, what there is to choose, and the way back."""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            "told": told,
            "form": form,
            "button": button,
            "method": method,
            "back": back or reverse(f"admin:{self._named('changelist')}"),
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/decision.html", context)

    def nothing_chosen(self, request: HttpRequest, words: Words) -> HttpResponse:
        """Lead back to the list, with a word on what is missing."""
        messages.error(request, str(words))
        return HttpResponseRedirect(reverse(f"admin:{self._named('changelist')}"))

    def remember(self, request: HttpRequest, row: Model, what: str, *, name: str = "") -> None:
        """Keep who decided what about a row, for its history and the overview."""
        operator: Any = request.user
        LogEntry.objects.create(
            user=operator,
            content_type=ContentType.objects.get_for_model(row, for_concrete_model=False),
            object_id=str(row.pk),
            object_repr=(name or str(row))[:200],
            action_flag=CHANGE,
            change_message=what,
        )

    def finding(self, label: Words, rows: QuerySet[Any], *, invitation: Words, **more: Any) -> Any:
        """Return a field in which a row is found by what the search of the list finds.

        The invitation stands in the field while that is empty.
        """
        widget = FindingSelect(
            self.found_by,
            self.admin_site,
            address=reverse(f"admin:{self._named('find')}"),
            invitation=str(invitation),
        )
        return Found(rows, labels=self.labels, label=label, widget=widget, **more)

    def _named(self, page: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"


def _leading_on(page: Page) -> Page:
    """Answer as the page does; where it cannot decide about what was chosen, say why and show the way out."""

    def answer(request: HttpRequest, *more: Any) -> HttpResponse:
        try:
            return page(request, *more)
        except ChoiceError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(error.address)

    return answer


def _keys(named: Iterable[str]) -> list[int]:
    return [int(key) for key in dict.fromkeys(named) if is_key(key)]


def _too_many(count: int) -> str:
    words = ngettext(
        "%(count)s is chosen, and at most %(most)s are decided about at once: choose fewer.",
        "%(count)s are chosen, and at most %(most)s are decided about at once: choose fewer.",
        count,
    )
    return words % {"count": count, "most": _MOST_CHOSEN}


def set_apart(words: object) -> str:
    """Return somebody's words for the middle of a sentence of any direction, where there is no markup."""
    return f"\u2068{words}\u2069"


def isolated(words: str, *, language: str = "") -> SafeString:
    """Return somebody's words for the middle of a page of any direction."""
    if not language:
        return format_html('<bdi dir="auto">{}</bdi>', words)
    return format_html('<bdi dir="auto" lang="{}">{}</bdi>', language, words)
