"""What operators say of stories: these reports are of another event; these stories are of one."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from daily8.articles.decision_forms import Another, OneOfThem
from daily8.articles.decision_pages import ChoiceError, DecisionPages, isolated, set_apart
from daily8.articles.models import Article
from daily8.sources import naming
from daily8.stories import correcting, corrections, headlines
from daily8.stories.models import FormerStory, Report, Story
from daily8.work import clock
from daily8.work.keys import is_key

_ON_A_PAGE = 100
_READ = (
    "likeness",
    "published_at",
    "article__title",
    "article__url",
    "article__language",
    "article__visible",
    "article__publisher__names",
    "article__publisher__domain",
    "article__copy_of__publisher__names",
    "article__copy_of__publisher__domain",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One report as the page of its story lists it; publishers by name."""

    report: Report
    article: Article
    publisher: str
    copied_from: str


class CorrectionPages(DecisionPages):
    """The page of a story with its reports, and the merging of stories."""

    actions = ("merge_chosen",)
    decisions = ("merge",)
    asking = ("merge",)
    found_by = Report._meta.get_field("story")

    def labels(self, rows: Sequence[Story]) -> dict[int, str]:
        """Return the headline of each with how many reports it has."""
        told = headlines.headlines([story.pk for story in rows], language=get_language() or "en")
        titles = {story.pk: told[story.pk].title if story.pk in told else story.key for story in rows}
        return {story.pk: f"{set_apart(titles[story.pk])} · {_reports(story.reports_count)}" for story in rows}

    def successors(self, keys: Collection[int]) -> Mapping[int, int]:
        """Return the stories that these became part of."""
        former = FormerStory.objects.filter(number__in=keys)
        return {number: story for number, story in former.values_list("number", "story") if number is not None}

    @admin.action(description=gettext_lazy("The same event: make one story…"), permissions=["change"])
    def merge_chosen(self, request: HttpRequest, queryset: Any) -> HttpResponse:
        """Ask which one of these stays."""
        return self.decide_about(request, "merge", queryset)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A story with its reports, to be ticked where they are of another event."""
        del form_url, extra_context
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        story: Story | None = self.get_object(request, object_id)
        if story is None:
            return self._lead_on(request, object_id)
        if request.method == "POST":
            return self._split(request, story)
        return self._show(request, story)

    def merge(self, request: HttpRequest) -> HttpResponse:
        """Which of the chosen stories stays? Of one alone: which other is of the same event?"""
        chosen = self.chosen(request)
        if not chosen:
            return self.nothing_chosen(request, _("Choose the stories that are of the same event."))
        return self._merge_all(request, chosen) if len(chosen) > 1 else self._find_other(request, chosen[0])

    def _lead_on(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Lead to the story that another became part of, else to the list."""
        became = self.successors([int(object_id)] if is_key(object_id) else [])
        for story in Story.objects.filter(pk__in=became.values()):
            words = _("That story has become part of this one meanwhile: look at its reports again.")
            messages.warning(request, words)
            return HttpResponseRedirect(self.page_of(story))
        words = _("That story is not there any more: its reports are gone, or in other stories.")
        return self.nothing_chosen(request, words)

    def _show(self, request: HttpRequest, story: Story) -> HttpResponse:
        page = _page(story, request.GET.get("page", ""))
        headline = headlines.headlines([story.pk], language=get_language() or "en").get(story.pk)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": headline.title if headline else story.key,
            "story": story,
            "headline": headline,
            "languages": [naming.language_name(code) for code in headline.languages] if headline else [],
            "page": page,
            "lines": list(_lines(page)),
            "decisions": corrections.decisions(story),
            "may_correct": self.has_change_permission(request),
            "merge": self.address("merge", [story]),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/story.html", context)

    def _split(self, request: HttpRequest, story: Story) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        ticked = request.POST.getlist("alone") or request.POST.getlist("report")
        named = {int(key) for key in ticked if is_key(key)}
        leaving = list(Report.objects.filter(story=story, article__in=named).values_list("article", flat=True))
        if not named:
            messages.error(request, _("Nothing was ticked: tick the reports that are of another event."))
        elif len(leaving) < len(named):
            # Some moved to another story or are gone, and what was ticked beside them may mean something else now.
            messages.error(request, _("The story has changed meanwhile: look at its reports and tick again."))
        elif len(leaving) >= Report.objects.filter(story=story).count():
            messages.error(request, _("All reports were ticked: leave at least one in the story."))
        else:
            self._split_off(request, story, leaving)
        return HttpResponseRedirect(self.page_of(story))

    def _split_off(self, request: HttpRequest, story: Story, leaving: list[int]) -> None:
        try:
            new = correcting.split(story, leaving, by=request.user.get_username(), now=clock.now())
        except correcting.CorrectionError:
            messages.error(request, _("The story has changed meanwhile: look at its reports and tick again."))
            return
        count = len(leaving)
        names = self.labels([story, new])
        words = ngettext("%(count)s report split off.", "%(count)s reports split off.", count) % {"count": count}
        self.remember(request, story, words, name=names[story.pk])
        self.remember(request, new, _("Split off from another story."), name=names[new.pk])
        messages.success(
            request,
            format_html(
                '{} <a class="decision-link" href="{}">{}</a> · <a class="decision-link" href="{}">{}</a>',
                words,
                self.page_of(new),
                _("See their story"),
                self.address("merge", [story, new]),
                _("Take it back"),
            ),
        )

    def _find_other(self, request: HttpRequest, story: Story) -> HttpResponse:
        other = self.finding(
            _("Story of the same event"),
            Story.objects.exclude(pk=story.pk),
            invitation=_("Find a story"),
            help_text=_("Words of a headline, or the address of a story or of one of its reports."),
        )
        return self.ask(
            request,
            Another(chosen=story.pk, other=other),
            title=_("Another story is of the same event"),
            told=[*self.labels([story]).values(), _("Which of both stays is asked next.")],
            button=_("Go on"),
            method="get",
            back=self.page_of(story),
        )

    def _merge_all(self, request: HttpRequest, chosen: list[Story]) -> HttpResponse:
        form = OneOfThem(request.POST or None, label=_("Story that stays"), choices=self.labels(chosen))
        if request.method == "POST" and form.is_valid():
            into = next(story for story in chosen if story.pk == form.cleaned_data["into"])
            try:
                self._merge_into(request, [story for story in chosen if story.pk != into.pk], into)
            except correcting.CorrectionError as error:
                # Whatever became of them is said where they are asked for again.
                words = _("The stories have changed meanwhile: look at them again.")
                raise ChoiceError(words, request.get_full_path()) from error
            return HttpResponseRedirect(self.page_of(into))
        told = [
            _("All of them become one story: %(reports)s.")
            % {"reports": _reports(sum(story.reports_count for story in chosen))},
            _("The addresses of the others lead to the one that stays. From now on their reports stay together."),
        ]
        title = _("These stories are of the same event")
        return self.ask(request, form, title=title, told=told, button=_("Make one story"))

    def _merge_into(self, request: HttpRequest, others: list[Story], into: Story) -> None:
        names = self.labels([*others, into])
        addresses = [story.get_absolute_url() for story in others]
        with transaction.atomic():
            for story in others:
                self.remember(
                    request, into, _("Took in %(story)s.") % {"story": names[story.pk]}, name=names[into.pk]
                )
                correcting.merge(story, into=into, by=request.user.get_username(), now=clock.now())
        for address in addresses:
            words = _("{address} leads here from now on.")
            messages.success(request, format_html(words, address=isolated(address)))


def _page(story: Story, number: str) -> Page[Report]:
    reports = Report.objects.filter(story=story).order_by("-published_at", "-pk")
    related = reports.select_related("article__publisher", "article__copy_of__publisher")
    return Paginator(related.only(*_READ), _ON_A_PAGE).get_page(number)


def _lines(page: Page[Report]) -> Iterator[Line]:
    language = get_language() or "en"
    for report in page:
        original = report.article.copy_of
        yield Line(
            report=report,
            article=report.article,
            publisher=report.article.publisher.name_in(language),
            copied_from=original.publisher.name_in(language) if original else "",
        )


def _reports(count: int) -> str:
    return ngettext("%(count)s report", "%(count)s reports", count) % {"count": count}
