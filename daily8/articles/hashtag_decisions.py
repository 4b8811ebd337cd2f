"""What operators decide of hashtags, each on a page that says what will happen."""

from collections.abc import Callable, Sequence
from urllib.parse import unquote

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from daily8.articles import finding_hashtags, tags
from daily8.articles.decision_forms import Another, OneOfThem
from daily8.articles.decision_pages import ChoiceError, DecisionPages, isolated, set_apart
from daily8.articles.hashtag_forms import SplitForm
from daily8.articles.models import Tag
from daily8.topics.models import Hashtag
from daily8.work import clock


class HashtagDecisions(DecisionPages):
    """Merging, splitting, banning, and the ways back."""

    actions = ("merge_chosen", "ban_chosen", "allow_chosen")
    decisions = ("merge", "split", "ban", "allow", "unmerge")
    asking = ("merge", "ban")
    found_by = Hashtag._meta.get_field("merged_into")

    def choosable(self, request: HttpRequest) -> QuerySet[Hashtag]:
        """Return all, with what they are merged into."""
        return super().choosable(request).select_related("merged_into")

    def labels(self, rows: Sequence[Hashtag]) -> dict[int, str]:
        """Name, kind and how many articles."""
        counted = finding_hashtags.carriers([hashtag.pk for hashtag in rows])
        words = {hashtag.pk: f"{set_apart(hashtag)} · {hashtag.get_kind_display()}" for hashtag in rows}
        return {pk: f"{label} · {carried(counted[pk])}" for pk, label in words.items()}

    @admin.action(description=gettext_lazy("Merge into one…"), permissions=["change"])
    def merge_chosen(self, request: HttpRequest, queryset: QuerySet[Hashtag]) -> HttpResponse:
        """Ask which one of these stays."""
        return self.decide_about(request, "merge", queryset)

    @admin.action(description=gettext_lazy("Ban…"), permissions=["change"])
    def ban_chosen(self, request: HttpRequest, queryset: QuerySet[Hashtag]) -> HttpResponse:
        """Say what banning these does, before it is done."""
        return self.decide_about(request, "ban", queryset)

    @admin.action(description=gettext_lazy("Allow again"), permissions=["change"])
    def allow_chosen(self, request: HttpRequest, queryset: QuerySet[Hashtag]) -> None:
        """Let articles carry these again."""
        banned = list(queryset.filter(banned=True))
        self._decide_all(request, banned, tags.allow, _("Allowed again."))
        words = ngettext("%(count)s hashtag allowed again.", "%(count)s hashtags allowed again.", len(banned))
        messages.success(request, words % {"count": len(banned)})

    def merge(self, request: HttpRequest) -> HttpResponse:
        """Which of the chosen hashtags stays? Of one alone: which other is the same thing?"""
        chosen = self.chosen(request)
        if not chosen:
            return self.nothing_chosen(request, _("Choose the hashtags that are the same thing."))
        self._refuse_merged(chosen)
        if banned := [hashtag for hashtag in chosen if hashtag.banned]:
            words = _("%(hashtag)s has no page of its own: take that back first.")
            return self.nothing_chosen(request, words % {"hashtag": set_apart(banned[0])})
        return self._merge_all(request, chosen) if len(chosen) > 1 else self._find_other(request, chosen[0])

    def split(self, request: HttpRequest) -> HttpResponse:
        """What does a spelling of this hashtag mean?"""
        chosen = self.chosen(request)
        if len(chosen) != 1:
            return self.nothing_chosen(request, _("Choose the hashtag whose spelling means another thing."))
        hashtag = chosen[0]
        shown = Hashtag.objects.shown()
        to = self.finding(_("Hashtag that is meant"), shown, invitation=_("Find a hashtag"), required=False)
        initial = {"spelling": request.GET.get("spelling", ""), "kind": hashtag.kind}
        form = SplitForm(request.POST or None, hashtag=hashtag, to=to, initial=initial)
        if request.method == "POST" and form.is_valid() and (meant := form.decide()):
            return self._tell_split(request, hashtag, form.cleaned_data["spelling"], meant)
        count = finding_hashtags.carriers([hashtag.pk])[hashtag.pk]
        told = [
            _("Wherever the spelling stands from now on, the other hashtag is meant."),
            ngettext(
                "%(count)s article that carries %(hashtag)s is read for hashtags again.",
                "%(count)s articles that carry %(hashtag)s are read for hashtags again.",
                count,
            )
            % {"count": count, "hashtag": set_apart(hashtag)},
        ]
        title = _("A spelling of %(hashtag)s means another thing") % {"hashtag": set_apart(hashtag)}
        return self.ask(request, form, title=title, told=told, button=_("Split off"), back=self.page_of(hashtag))

    def ban(self, request: HttpRequest) -> HttpResponse:
        """Shall no article carry these?"""
        chosen = [hashtag for hashtag in self.chosen(request) if not hashtag.banned]
        if not chosen:
            return self.nothing_chosen(request, _("Choose hashtags that are not banned yet."))
        self._refuse_merged(chosen)
        if request.method == "POST":
            self._decide_all(request, chosen, tags.ban, _("Banned."))
            words = ngettext("%(count)s hashtag banned.", "%(count)s hashtags banned.", len(chosen))
            messages.success(request, words % {"count": len(chosen)})
            return HttpResponseRedirect(self.back_to(chosen))
        told = [
            *self.labels(chosen).values(),
            _("No article carries them any more, and their pages are gone."),
            _("When they are allowed again, articles that come from then on may carry them."),
        ]
        return self.ask(
            request, Form(), title=_("Ban hashtags"), told=told, button=_("Ban"), back=self.back_to(chosen)
        )

    @method_decorator(require_POST)
    def allow(self, request: HttpRequest) -> HttpResponse:
        """Let articles carry a banned one again."""
        chosen = self.chosen(request)
        self.allow_chosen(request, Hashtag.objects.filter(pk__in=[hashtag.pk for hashtag in chosen]))
        return HttpResponseRedirect(self.back_to(chosen))

    @method_decorator(require_POST)
    def unmerge(self, request: HttpRequest) -> HttpResponse:
        """Take the merge of one back."""
        chosen = self.chosen(request)
        for hashtag in chosen:
            try:
                tags.unmerge(hashtag, now=clock.now())
            except tags.TagError as error:
                messages.error(request, str(error))
            else:
                self.remember(request, hashtag, _("Merge taken back."))
                messages.success(
                    request, _("%(hashtag)s is a hashtag of its own again.") % {"hashtag": set_apart(hashtag)}
                )
        return HttpResponseRedirect(self.back_to(chosen))

    def _decide_all(
        self, request: HttpRequest, chosen: list[Hashtag], decide: Callable[[Hashtag], None], what: str
    ) -> None:
        """Decide about all of these or none."""
        try:
            with transaction.atomic():
                for hashtag in chosen:
                    decide(hashtag)
                    self.remember(request, hashtag, what)
        except tags.TagError as error:
            raise ChoiceError(str(error), self.back_to([])) from error

    def _refuse_merged(self, chosen: list[Hashtag]) -> None:
        """Lead to where a hashtag went that was merged, maybe meanwhile."""
        for hashtag in chosen:
            if hashtag.merged_into:
                words = _("%(hashtag)s is merged into %(other)s: choose that one, or take the merge back first.")
                told = {"hashtag": set_apart(hashtag), "other": set_apart(hashtag.merged_into)}
                raise ChoiceError(words % told, self.page_of(hashtag.merged_into))

    def _find_other(self, request: HttpRequest, hashtag: Hashtag) -> HttpResponse:
        """Ask for the one that is the same thing; what is chosen is in the address of the next page."""
        others = Hashtag.objects.shown().exclude(pk=hashtag.pk)
        other = self.finding(_("Hashtag of the same thing"), others, invitation=_("Find a hashtag"))
        return self.ask(
            request,
            Another(chosen=hashtag.pk, other=other),
            title=_("%(hashtag)s is the same thing as another hashtag") % {"hashtag": set_apart(hashtag)},
            told=[_("Which of both stays is asked next.")],
            button=_("Go on"),
            method="get",
            back=self.page_of(hashtag),
        )

    def _merge_all(self, request: HttpRequest, chosen: list[Hashtag]) -> HttpResponse:
        labels = self.labels(chosen)
        form = OneOfThem(request.POST or None, label=_("Hashtag that stays"), choices=labels)
        if request.method == "POST" and form.is_valid():
            into = next(hashtag for hashtag in chosen if hashtag.pk == form.cleaned_data["into"])
            others = [hashtag for hashtag in chosen if hashtag.pk != into.pk]
            if self._merged(request, form, others, into):
                return HttpResponseRedirect(self.page_of(into))
        count = Tag.objects.filter(hashtag__in=chosen).values("article").distinct().count()
        told = [
            ngettext(
                "%(count)s article will carry the hashtag that stays.",
                "%(count)s articles will carry the hashtag that stays.",
                count,
            )
            % {"count": count},
            _("The addresses of the others lead to its page. This can be taken back on the page of each."),
        ]
        return self.ask(request, form, title=_("Merge hashtags"), told=told, button=_("Merge"))

    def _merged(self, request: HttpRequest, form: Form, others: list[Hashtag], into: Hashtag) -> bool:
        """Merge these, all or none; the form says why not."""
        try:
            with transaction.atomic():
                for hashtag in others:
                    tags.merge(hashtag, into=into)
                    self.remember(request, hashtag, _("Merged into %(hashtag)s.") % {"hashtag": set_apart(into)})
                    self.remember(request, into, _("Took in %(hashtag)s.") % {"hashtag": set_apart(hashtag)})
        except tags.TagError as error:
            form.add_error(None, str(error))
            return False
        for hashtag in others:
            words = _("{address} leads to {hashtag} from now on.")
            address = isolated(unquote(hashtag.get_absolute_url()))
            messages.success(request, format_html(words, address=address, hashtag=isolated(str(into))))
        return True

    def _tell_split(self, request: HttpRequest, hashtag: Hashtag, spelling: str, meant: Hashtag) -> HttpResponse:
        words = {"spelling": set_apart(spelling), "hashtag": set_apart(meant)}
        for one in (hashtag, meant):
            self.remember(request, one, _("“%(spelling)s” means %(hashtag)s.") % words)
        messages.success(request, _("“%(spelling)s” means %(hashtag)s from now on.") % words)
        return HttpResponseRedirect(self.page_of(hashtag))


def carried(count: int) -> str:
    """Return how many articles carry a hashtag, in words."""
    return ngettext("%(count)s article", "%(count)s articles", count) % {"count": count}
