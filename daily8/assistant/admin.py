"""Models, rules, receipts and results of AI in the admin."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import action

from daily8.assistant import quality, trying
from daily8.assistant.forms import ConductForm, ProviderForm
from daily8.assistant.models import Call, Conduct, Provider, Result
from daily8.work.admin_pages import AdminPages, Records
from daily8.work.models import PAGES, Version

_TRY = "try_it"


@admin.register(Provider)
class ProviderAdmin(AdminPages):
    """Models: where each is, what it is used for, and a button that tries it."""

    form = ProviderForm
    fieldsets = (
        (None, {"fields": ("name", "address", "model", "key", "no_key")}),
        (_("Use"), {"fields": ("in_use", "abilities", "deadline", "at_once")}),
        (_("Listen"), {"fields": ("voice", "languages")}),
        (_("Prices"), {"fields": ("price_in", "price_out")}),
    )
    list_display = ("name", "address", "model", "in_use", "calls", "spent", "share_kept")
    actions_submit_line = ("try_it",)

    def save_model(self, request: HttpRequest, obj: Provider, form: Any, change: bool) -> None:  # noqa: FBT001
        """Write what was changed; pages show at once what the model is used for."""
        if change and form.cleaned_data.get("no_key"):
            form.changed_data.append("key")
        super().save_model(request, obj, form, change)
        Version.bump(PAGES)

    def delete_model(self, request: HttpRequest, obj: Provider) -> None:
        """Use it no more; its receipts stay."""
        super().delete_model(request, obj)
        Version.bump(PAGES)

    @admin.display(description=_("Calls"))
    def calls(self, provider: Provider) -> int:
        """All that there are receipts of."""
        return Call.objects.filter(provider=str(provider)).count()

    @admin.display(description=_("Spent"))
    def spent(self, provider: Provider) -> Any:
        """What they cost together."""
        return f"{Call.objects.filter(provider=str(provider)).spent():.4f}"

    @admin.display(description=_("Share kept"))
    def share_kept(self, provider: Provider) -> str:
        """How many of its sentences the check kept."""
        share = quality.share(str(provider))
        return "" if share is None else f"{share:.0%}"

    @action(description=_("Save and try it"), attrs={"name": _TRY})  # type: ignore[untyped-decorator]
    def try_it(self, request: HttpRequest, obj: Provider) -> None:
        """Ask it for a summary of a few sentences; show its answer, its cost and what the check says."""
        trial = trying.trial(obj)
        messages.add_message(request, messages.ERROR if trial.error else messages.SUCCESS, trial.words())

    def response_change(self, request: HttpRequest, obj: Provider) -> HttpResponse:
        """Stay on the page of what was tried."""
        if _TRY not in request.POST:
            answer: HttpResponse = super().response_change(request, obj)
            return answer
        self.try_it(request, obj)
        return HttpResponseRedirect(request.get_full_path())


@admin.register(Conduct)
class ConductAdmin(AdminPages):
    """The rules, of which there is one row."""

    form = ConductForm
    fieldsets = (
        (None, {"fields": ("on", "off")}),
        (_("Calls"), {"fields": ("calls_a_minute", "calls_a_day", "calls_a_month")}),
        (_("Money"), {"fields": ("money_a_day", "money_a_month")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """There is one."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """It stays."""
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # noqa: ARG002
        """Lead to the one row; it is made at the first time."""
        rules, _new = Conduct.objects.get_or_create(pk=1)
        return HttpResponseRedirect(reverse("admin:assistant_conduct_change", args=[rules.pk]))

    def save_model(self, request: HttpRequest, obj: Conduct, form: Any, change: bool) -> None:  # noqa: FBT001
        """Write what was changed; pages obey at once."""
        super().save_model(request, obj, form, change)
        Version.bump(PAGES)


@admin.register(Call)
class CallAdmin(Records):
    """Receipts, newest first."""

    list_display = ("at", "ability", "about", "provider", "outcome", "reason", "tokens_in", "tokens_out", "cost")
    list_filter = ("outcome", "ability")
    list_select_related = ("result__article", "result__story")

    @admin.display(description=_("subject"))
    def about(self, call: Call) -> SafeString:
        """The page that it was asked for."""
        return _about(call.result)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """A receipt is kept: the budgets count it."""
        return False


@admin.register(Result)
class ResultAdmin(Records):
    """What models wrote, and how much of it the check kept; one that is deleted is made anew when asked for."""

    list_display = (
        *("ability", "about", "language", "provider", "state", "made", "kept", "replaced", "error"),
        "asked_at",
    )
    list_select_related = ("article", "story")
    list_filter = ("state", "ability", "language")
    fields = (
        *("ability", "language", "article", "story", "question", "provider", "state", "error"),
        *("made", "kept", "replaced", "asked_at", "written_at"),
    )
    ordering = ("-asked_at",)
    actions = ("again",)

    @admin.display(description=_("subject"))
    def about(self, result: Result) -> SafeString:
        """The page that it stands on."""
        return _about(result)

    @admin.action(description=_("Have it written again"), permissions=["view"])
    def again(self, request: HttpRequest, queryset: Any) -> None:
        """Delete it, so that the next reader has it made."""
        count = queryset.count()
        queryset.delete()
        words = ngettext("%(count)s result forgotten.", "%(count)s results forgotten.", count)
        messages.success(request, words % {"count": count})


def _about(result: Result | None) -> SafeString:
    """The question, or the headline, with the page; nothing of what is gone."""
    if result is None:
        return SafeString("")
    subject = result.article or result.story
    words = result.question or (result.article.title if result.article else _("Story"))
    if subject is None:
        return format_html("<bdi>{}</bdi>", words if result.question else "")
    return format_html(
        '<a href="{}"><bdi>{}</bdi></a>', subject.get_absolute_url(), Truncator(str(words)).chars(80)
    )
