"""Hooks in the admin: made, tried, switched off and on; and what became of their calls."""

from typing import Any

from django.contrib import admin, messages
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from daily8.hooks import noticing, signing
from daily8.hooks.forms import HookForm
from daily8.hooks.models import Call, Hook
from daily8.work import clock
from daily8.work.admin import StateFilter
from daily8.work.admin_pages import AdminPages, Records


@admin.register(Hook)
class HookAdmin(AdminPages):
    """Hooks, with what their programs answered last; the secret is told once, when it is made."""

    form = HookForm
    fields = (
        "name",
        "url",
        "events",
        "languages",
        "categories",
        "active",
        "last_at",
        "last_answer",
        "off_because",
    )
    readonly_fields = ("last_at", "last_answer", "off_because")
    list_display = ("name", "url", "active", "last_at", "last_answer", "failures", "off_because")
    ordering = ("-pk",)
    actions = ("try_out", "renew_secret")

    def save_model(self, request: HttpRequest, obj: Hook, form: ModelForm, change: bool) -> None:  # type: ignore[type-arg]  # noqa: FBT001
        """Give a new hook its secret, and one that is switched on again another chance."""
        if not change:
            obj.secret, obj.made_at = signing.secret(), clock.now()
            obj.save()
            return
        super().save_model(request, obj, form, change)
        if "active" in form.changed_data and obj.active:
            Hook.objects.filter(pk=obj.pk).update(failures=0, failing_since=None, off_because="")

    def response_add(self, request: HttpRequest, obj: Hook, post_url_continue: str | None = None) -> HttpResponse:  # noqa: ARG002
        """Answer with the secret itself, which no page that comes after can show."""
        return self._told(request, [obj])

    def _told(self, request: HttpRequest, hooks: list[Hook]) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Copy the secret now"),
            "hooks": hooks,
            "back": reverse("admin:hooks_hook_changelist"),
        }
        answer = TemplateResponse(request, "admin/hook_secrets.html", context)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @admin.action(description=_("Try: make a call that tells nothing"), permissions=["change"])
    def try_out(self, request: HttpRequest, queryset: Any) -> None:
        """Make a call to each, soon; its answer stands among the calls and on the hook."""
        calls = [noticing.trial(hook, clock.now()) for hook in queryset]
        words = ngettext(
            "%(count)s call is made in a moment; see its answer among the calls.",
            "%(count)s calls are made in a moment; see their answers among the calls.",
            len(calls),
        )
        messages.success(request, words % {"count": len(calls)})

    @admin.action(description=_("Make a new secret; the old one is void at once"), permissions=["change"])
    def renew_secret(self, request: HttpRequest, queryset: Any) -> HttpResponse:
        """Give each another secret, and answer with them."""
        hooks = list(queryset)
        for hook in hooks:
            hook.secret = signing.secret()
            hook.save(update_fields=["secret"])
        return self._told(request, hooks)


@admin.register(Call)
class CallAdmin(Records):
    """Calls, newest first."""

    list_display = ("written_at", "hook", "kind", "state", "failures", "answer")
    list_filter = (StateFilter, "hook")
    list_select_related = ("hook",)
    fields = (
        *("written_at", "hook", "kind", "happened", "number"),
        *("state", "due_at", "sent_at", "failures", "answer"),
    )
    ordering = ("-written_at", "-pk")
    actions = ("send_again",)

    @admin.display(description=_("State"))
    def state(self, call: Call) -> Any:
        """What became of it."""
        if call.sent_at:
            return _("Sent")
        return _("Waiting") if call.due_at else _("Given up")

    @admin.display(description=_("what happened"))
    def happened(self, call: Call) -> str:
        """What its hook is told once, and to what it happened."""
        return call.event

    @admin.display(description=_("number of the call"))
    def number(self, call: Call) -> str:
        """The same each time that it is tried."""
        return call.token

    @admin.action(description=_("Try to send again now"), permissions=["view"])
    def send_again(self, request: HttpRequest, queryset: Any) -> None:
        """Let what waits or was given up be tried at once, and for as long as what is new; the id stays."""
        again = queryset.unsent().filter(hook__active=True)
        count = again.update(due_at=clock.now(), written_at=clock.now(), failures=0)
        words = ngettext("%(count)s call is made again.", "%(count)s calls are made again.", count)
        messages.success(request, words % {"count": count})
