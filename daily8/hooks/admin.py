"""Hooks in the admin: made, tried, switched off and on; and what became of their calls."""

from typing import Any

from django.contrib import admin, messages
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

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
            self._tell(request, obj)
            return
        super().save_model(request, obj, form, change)
        if "active" in form.changed_data and obj.active:
            Hook.objects.filter(pk=obj.pk).update(failures=0, failing_since=None, off_because="")

    def _tell(self, request: HttpRequest, hook: Hook) -> None:
        words = _("The secret of %(hook)s is %(secret)s — copy it now: nobody can show it again.")
        messages.warning(request, words % {"hook": hook, "secret": hook.secret})

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
    def renew_secret(self, request: HttpRequest, queryset: Any) -> None:
        """Give each another secret, and tell it once."""
        for hook in queryset:
            hook.secret = signing.secret()
            hook.save(update_fields=["secret"])
            self._tell(request, hook)


@admin.register(Call)
class CallAdmin(Records):
    """Calls, newest first."""

    list_display = ("written_at", "hook", "kind", "state", "failures", "answer")
    list_filter = (StateFilter, "hook")
    list_select_related = ("hook",)
    fields = ("written_at", "hook", "kind", "event", "token", "state", "due_at", "sent_at", "failures", "answer")
    ordering = ("-written_at", "-pk")
    actions = ("send_again",)

    @admin.display(description=_("State"))
    def state(self, call: Call) -> Any:
        """What became of it."""
        if call.sent_at:
            return _("Sent")
        return _("Waiting") if call.due_at else _("Given up")

    @admin.action(description=_("Try to send again now"), permissions=["view"])
    def send_again(self, request: HttpRequest, queryset: Any) -> None:
        """Let what waits or was given up be tried at once, and for as long as what is new; the id stays."""
        again = queryset.unsent().filter(hook__active=True)
        count = again.update(due_at=clock.now(), written_at=clock.now(), failures=0)
        words = ngettext("%(count)s call is made again.", "%(count)s calls are made again.", count)
        messages.success(request, words % {"count": count})
