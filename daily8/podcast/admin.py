"""Episodes in the admin: which there are, why one is missing, and a way to have it made again."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from daily8.podcast import keeping
from daily8.podcast.models import Episode, State
from daily8.sources import naming
from daily8.work import clock
from daily8.work.admin_pages import Records


@admin.register(Episode)
class EpisodeAdmin(Records):
    """Episodes, those of the newest editions first; they come by themselves."""

    list_display = ("day", "language", "state", "length", "voice", "made_at", "why")
    list_filter = ("state", "edition__language")
    fields = ("day", "language", "state", "length", "voice", "size", "made_at", "due_at", "failures", "why")
    list_select_related = ("edition",)
    ordering = ("-edition__day", "edition__language")
    actions = ("make_again",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """One that was deleted would be made again."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Episode]:
        """Return them without the numbers that their editions were chosen by."""
        episodes: QuerySet[Episode] = super().get_queryset(request)
        return episodes.select_related("edition").defer("edition__entrants", "edition__rules")

    @admin.display(description=_("day"))
    def day(self, episode: Episode) -> str:
        """That of the edition."""
        return episode.edition.day.isoformat()

    @admin.display(description=_("language"))
    def language(self, episode: Episode) -> str:
        """That of the edition, by name."""
        return naming.language_name(episode.edition.language)

    @admin.display(description=_("length"), empty_value="")
    def length(self, episode: Episode) -> str:
        """Minutes and seconds."""
        return episode.length

    @admin.display(description=_("Reason"), empty_value="")
    def why(self, episode: Episode) -> SafeString | str:
        """Why it cannot be heard, or was not made yet."""
        return episode.reason

    @admin.action(description=_("Have it read aloud again"), permissions=["view"])
    def make_again(self, request: HttpRequest, queryset: Any) -> None:
        """Have episodes spoken anew from the first line on; until then they cannot be heard."""
        episodes = list(queryset.exclude(state=State.OVER))
        for episode in episodes:
            keeping.make_again(episode, clock.now())
        words = ngettext("%(count)s episode is read again.", "%(count)s episodes are read again.", len(episodes))
        messages.success(request, words % {"count": len(episodes)})
