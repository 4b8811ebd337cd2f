"""Pages of the admin on which an operator decides something about rows, after reading what will happen."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Field, Model, QuerySet
from django.forms.models import ModelChoiceField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.widgets import UnfoldAdminRadioSelectWidget

from daily8.work.admin_pages import AdminPages

Words = str | Promise
# So many rows are decided about at once, and so many are offered while a name is typed.
_MOST_CHOSEN = 50
_OFFERED = 20
_LONGEST_KEY = 18


class DecisionPages(AdminPages):
    """A list and a form with pages for decisions beside them; `decisions` names the methods that answer these.

    Such a page is about the rows that its address names as `chosen`, so that it can be linked to.
    """

    decisions: ClassVar[tuple[str, ...]] = ()
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
            path(f"{name}/", self.admin_site.admin_view(getattr(self, name)), name=self._named(name))
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

    def chosen(self, request: HttpRequest) -> list[Any]:
        """Return the rows that the address names, in its order."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        named = [key for key in request.GET.getlist("chosen") if key.isdecimal() and len(key) <= _LONGEST_KEY]
        keys = [int(key) for key in dict.fromkeys(named)][:_MOST_CHOSEN]
        rows = self.choosable(request).in_bulk(keys)
        return [rows[key] for key in keys if key in rows]

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
        return _Found(rows, pages=self, label=label, widget=widget, **more)

    def _named(self, page: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"


class FindingSelect(AutocompleteSelect):
    """A select that asks the rows' own pages for what fits the letters typed so far."""

    def __init__(self, field: "Field[Any, Any]", site: Any, *, address: str, invitation: str):
        super().__init__(field, site, attrs={"class": "unfold-admin-autocomplete"})
        self.address = address
        self.invitation = invitation

    def get_url(self) -> str:
        """Where to ask."""
        return self.address

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        """Invite to type."""
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": self.invitation}

    @property
    def media(self) -> forms.Media:
        """What the select of the admin needs, and its name."""
        after = ("admin/js/jquery.init.js", "admin/js/autocomplete.js")
        return super().media + forms.Media(js=(*after, "articles/name-finding-selects.js"))


class _Found(ModelChoiceField):  # type: ignore[type-arg]
    """A row, shown under the label by which it was found."""

    def __init__(self, rows: QuerySet[Any], *, pages: DecisionPages, **named: Any):
        self.pages = pages
        super().__init__(rows, **named)

    def label_from_instance(self, obj: Any) -> str:
        """As it was found."""
        return self.pages.labels([obj])[obj.pk]


class OneOfThem(forms.Form):
    """Which of the chosen rows stays, when they become one."""

    into = forms.TypedChoiceField(coerce=int, widget=UnfoldAdminRadioSelectWidget)

    def __init__(self, *arguments: Any, label: Words, choices: dict[int, SafeString | str], **named: Any):
        super().__init__(*arguments, **named)
        into: Any = self.fields["into"]
        into.label = label
        into.choices = list(choices.items())
        self.initial.setdefault("into", next(iter(choices)))


class Another(forms.Form):
    """A row that is decided about together with the one that was chosen first."""

    def __init__(self, *, chosen: int, other: forms.Field):
        super().__init__(auto_id="id_other_%s")
        self.fields["chosen"] = other
        self.first = chosen


def set_apart(words: object) -> str:
    """Return somebody's words for the middle of a sentence of any direction, where there is no markup."""
    return f"\u2068{words}\u2069"


def isolated(words: str, *, language: str = "") -> SafeString:
    """Return somebody's words for the middle of a page of any direction."""
    if not language:
        return format_html('<bdi dir="auto">{}</bdi>', words)
    return format_html('<bdi dir="auto" lang="{}">{}</bdi>', language, words)
