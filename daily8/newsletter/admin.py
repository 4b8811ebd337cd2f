"""Who gets the newsletter, in the admin: how many, and whose mail came back."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from daily8.newsletter.models import Subscriber
from daily8.sources import naming
from daily8.work.admin_pages import Records


@admin.register(Subscriber)
class SubscriberAdmin(Records):
    """Subscribers, newest first. They come by asking and confirming: nobody is put on the list."""

    list_display = ("address", "written_in", "rhythm", "state", "asked_at", "confirmed_at", "reason")
    list_filter = ("state", "language", "rhythm")
    fields = ("address", "written_in", "rhythm", "state", "asked_at", "confirmed_at", "reason")
    search_fields = ("address",)
    ordering = ("-asked_at",)

    @admin.display(description=_("language"))
    def written_in(self, subscriber: Subscriber) -> str:
        """The language of its letters by name."""
        return naming.language_name(subscriber.language)
