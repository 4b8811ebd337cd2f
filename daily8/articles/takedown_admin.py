"""Requests to take articles down, in the admin: written down, looked at, granted or refused; never changed."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.decorators import action
from unfold.widgets import UnfoldAdminRadioSelectWidget, UnfoldAdminTextareaWidget

from daily8.articles import takedowns
from daily8.articles.takedowns import Act, ActError, Named
from daily8.sources.ledger import Said, Takedown
from daily8.work import clock
from daily8.work.admin_pages import Records
from daily8.work.keys import is_key

_ASKED = ("publisher", "asked_by", "contact", "addresses", "reason")


class ActForm(forms.Form):
    """What is done about a request, and why."""

    act = forms.ChoiceField(label=gettext_lazy("What to do"), widget=UnfoldAdminRadioSelectWidget)
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=20_000,
        widget=UnfoldAdminTextareaWidget,
        help_text=gettext_lazy("It stands in the ledger of rights. A refusal needs one."),
    )

    def __init__(self, takedown: Takedown, *arguments: Any, **named: Any):
        super().__init__(*arguments, **named)
        field = self.fields["act"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(act.value, act.label) for act in takedowns.possible(takedown)]

    def clean(self) -> dict[str, Any]:
        """Ask why, where it is refused."""
        told: dict[str, Any] = self.cleaned_data
        if told.get("act") == Act.REFUSE and not told.get("reason", "").strip():
            self.add_error("reason", _("Say why the request is refused."))
        return told


@admin.register(Takedown)
class TakedownAdmin(Records):
    """Requests: each says what was asked, which articles it is about, and all that was done."""

    fieldsets = (
        (None, {"fields": ("domain", "state", "asked_at", "asked_by", "contact", "reason")}),
        (gettext_lazy("Articles"), {"fields": ("articles",)}),
        (gettext_lazy("What was done"), {"fields": ("acts",)}),
    )
    readonly_fields = ("domain", "state", "asked_at", "asked_by", "contact", "reason", "articles", "acts")
    autocomplete_fields = ("publisher",)
    list_display = ("domain", "asked_by", "state", "asked_at")
    list_filter = ("state",)
    search_fields = ("domain", "asked_by", "contact", "addresses")
    search_help_text = gettext_lazy("Domain, who asks, contact or address")
    actions_detail = ("decide",)

    class Media:
        css: ClassVar[dict[str, tuple[str, ...]]] = {"all": ("articles/deciding.css",)}
        js = ("admin/js/jquery.init.js", "admin/js/autocomplete.js", "articles/name-finding-selects.js")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Operators write down what they were asked."""
        return request.user.has_perm("sources.add_takedown")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """What was asked and done stays known."""
        return False

    def has_decide_permission(self, request: HttpRequest, object_id: Any = None) -> bool:  # noqa: ARG002
        """Whether somebody may grant and refuse."""
        return request.user.has_perm("sources.change_takedown")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask for less than is shown later."""
        return super().get_fieldsets(request, obj) if obj else [(None, {"fields": _ASKED})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Nothing is changed later."""
        return super().get_readonly_fields(request, obj) if obj else ()

    def save_model(self, request: HttpRequest, obj: Takedown, form: Any, change: bool) -> None:  # noqa: ARG002, FBT001
        """Keep a new request, and who wrote it down."""
        takedowns.begin(obj, clock.now(), by=request.user.get_username())

    def response_add(self, request: HttpRequest, obj: Takedown, post_url_continue: Any = None) -> HttpResponse:  # noqa: ARG002
        """Lead to the request, where it can be decided about."""
        messages.success(request, _("The request was kept. Nothing is done about it yet."))
        return HttpResponseRedirect(_page_of(obj))

    @admin.display(description=gettext_lazy("Articles"), empty_value="")
    def articles(self, takedown: Takedown) -> SafeString:
        """Each address, and what is known by it."""
        return format_html(
            "<ul>{}</ul>",
            format_html_join("", "<li>{}</li>", ((_line(one),) for one in takedowns.named(takedown))),
        )

    @admin.display(description=gettext_lazy("What was done"))
    def acts(self, takedown: Takedown) -> SafeString:
        """Everything, the first first."""
        lines = takedown.records.order_by("pk")
        told = ((localize(timezone.localtime(one.at)), Said(one.said).label, one.who, one.reason) for one in lines)
        return format_html(
            "<ol>{}</ol>",
            format_html_join("", '<li>{}: {} (<bdi>{}</bdi>) <span dir="auto">{}</span></li>', told),
        )

    @action(description=gettext_lazy("Decide"), permissions=["decide"])  # type: ignore[untyped-decorator]
    def decide(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask what to do about a request, and do it."""
        takedown = Takedown.objects.filter(pk=object_id).first() if is_key(object_id) else None
        if takedown is None:
            raise Http404("no such request")
        form = ActForm(takedown, request.POST or None)
        if form.is_valid():
            self._do(request, takedown, form)
            return HttpResponseRedirect(_page_of(takedown))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Decide about the request"),
            "told": [self.articles(takedown)],
            "form": form,
            "button": _("Do it"),
            "method": "post",
            "back": _page_of(takedown),
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/decision.html", context)

    def _do(self, request: HttpRequest, takedown: Takedown, form: ActForm) -> None:
        told, by = form.cleaned_data, request.user.get_username()
        act = Act(told["act"])
        try:
            count = takedowns.do(takedown, act, clock.now(), by=by, reason=told["reason"].strip())
        except ActError:
            messages.error(request, _("Nothing was done: somebody has decided about the request meanwhile."))
        else:
            messages.success(request, _result(act, count))


def _line(one: Named) -> SafeString:
    article = one.article
    if article is None:
        return format_html('<bdi dir="ltr">{}</bdi>: {}', one.address, _("not known here"))
    page = reverse("admin:articles_article_change", args=[article.pk])
    state = _("withdrawn") if article.withdrawn else _("shown to readers") if article.visible else _("not shown")
    return format_html(
        '<a href="{}"><bdi dir="auto">{}</bdi></a> ({}): {}', page, article, article.publisher, state
    )


def _page_of(takedown: Takedown) -> str:
    return reverse("admin:sources_takedown_change", args=[takedown.pk])


def _result(act: Act, count: int) -> str:
    if act == Act.WITHDRAW:
        return ngettext("%(count)s article withdrawn.", "%(count)s articles withdrawn.", count) % {"count": count}
    if act == Act.RESTORE:
        return ngettext("%(count)s article restored.", "%(count)s articles restored.", count) % {"count": count}
    return _("It is done, and stands in the ledger of rights.")
