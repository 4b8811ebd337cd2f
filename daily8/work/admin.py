"""Mail in the admin: what waits, what was sent, what was given up and why."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from daily8.work import clock
from daily8.work.admin_pages import Records
from daily8.work.models import Mail


class StateFilter(admin.SimpleListFilter):
    """What became of it."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """All that can become of it; not every kind of message is dropped."""
        known = model_admin.get_queryset(request)
        states = [
            ("waiting", _("Waiting")),
            ("sent", _("Sent")),
            ("given_up", _("Given up")),
            ("dropped", _("Dropped")),
        ]
        return [(state, name) for state, name in states if hasattr(known, state)]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:  # noqa: ARG002
        """Those of the chosen state."""
        chosen = self.value()
        return getattr(queryset, chosen)() if chosen in dict(self.lookup_choices) else queryset


@admin.register(Mail)
class MailAdmin(Records):
    """Mail, newest first; the words are nobody's but the reader's, and are not shown."""

    list_display = ("written_at", "to", "subject", "state", "failures", "error")
    list_filter = (StateFilter,)
    fields = ("written_at", "to", "subject", "state", "due_at", "sent_at", "failures", "error")
    ordering = ("-written_at",)
    actions = ("send_again",)

    @admin.display(description=_("To"))
    def to(self, mail: Mail) -> str:
        """Who gets it."""
        return ", ".join(mail.recipients)

    @admin.display(description=_("State"))
    def state(self, mail: Mail) -> Any:
        """What became of it."""
        if mail.sent_at or mail.dropped_at:
            return _("Sent") if mail.sent_at else _("Dropped")
        return _("Waiting") if mail.due_at else _("Given up")

    @admin.action(description=_("Try to send again now"), permissions=["view"])
    def send_again(self, request: HttpRequest, queryset: Any) -> None:
        """Let what waits or was given up be tried at once, and for as long as what is new.

        Of what was sent and came back the words are not kept.
        """
        count = queryset.unsent().exclude(data=b"").update(due_at=clock.now(), written_at=clock.now(), failures=0)
        words = ngettext("%(count)s mail is sent again.", "%(count)s mails are sent again.", count)
        messages.success(request, words % {"count": count})
