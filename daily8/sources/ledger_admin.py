"""The ledger of rights in the admin: to be looked at, and by nobody to be changed."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import AutocompleteSelectFilter

from daily8.sources.ledger import About, Record
from daily8.sources.models import Publisher
from daily8.work.admin_pages import Records

_LATEST = 10


@admin.register(Record)
class RecordAdmin(Records):
    """Lines of the ledger, the newest first."""

    fields = readonly_fields = ("at", "domain", "about", "said", "who", "where", "why", "takedown")
    list_display = ("domain", "at", "about", "said", "who", "where", "why")
    list_filter = ("about", ("publisher", AutocompleteSelectFilter))
    list_filter_submit = True
    search_fields = ("domain", "by")
    search_help_text = gettext_lazy("Domain, or who chose")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """What was said and done stays known."""
        return False

    @admin.display(description=gettext_lazy("by"))
    def who(self, line: Record) -> str | Promise:
        """Who said, chose or did it."""
        return line.who

    @admin.display(description=gettext_lazy("where it was said, or which articles"), empty_value="")
    def where(self, line: Record) -> SafeString | str:
        """The address at which a publisher said it, or the way to each article by its key."""
        return _place(line)

    @admin.display(description=gettext_lazy("why"), empty_value="")
    def why(self, line: Record) -> SafeString | str:
        """What the one who did it wrote."""
        return format_html('<bdi dir="auto">{}</bdi>', line.reason) if line.reason else ""


class Ledger:
    """What the ledger says of a publisher, for its page."""

    @admin.display(description=gettext_lazy("Who decides on AI"))
    def ai_by(self, publisher: Publisher) -> str:
        """Whether an operator decided, or the publisher's own words do."""
        if publisher.ai_decided:
            return _("An operator of this site decided.")
        if publisher.reserved:
            return _("The publisher reserves its texts.")
        return _("The publisher says nothing against it.")

    @admin.display(description=gettext_lazy("ledger of rights"))
    def ledger(self, publisher: Publisher) -> SafeString:
        """The latest lines, and the way to all of them."""
        if publisher.pk is None:
            return format_html("")
        lines = list(publisher.records.all()[:_LATEST])
        if not lines:
            return format_html("{}", _("Nothing yet."))
        told = (
            (
                localize(timezone.localtime(line.at)),
                line.get_about_display(),
                line.get_said_display(),
                line.who,
                _place(line),
            )
            for line in lines
        )
        page = f"{reverse('admin:sources_record_changelist')}?publisher__id__exact={publisher.pk}"
        return format_html(
            '<ul>{}</ul><p><a class="underline" href="{}">{}</a></p>',
            format_html_join("", "<li>{}: {}: {} (<bdi>{}</bdi>) {}</li>", told),
            page,
            _("All lines of this publisher"),
        )


def _place(line: Record) -> SafeString | str:
    if line.about != About.TAKEDOWN:
        return format_html('<bdi dir="ltr">{}</bdi>', line.place) if line.place else ""
    articles = reverse("admin:articles_article_changelist")
    keys = ((f"{articles}?{urlencode({'q': key})}", key) for key in line.place.split())
    return format_html_join(" ", '<a class="underline" href="{}"><bdi dir="ltr">{}</bdi></a>', keys)
