"""Alerts in words, in the present language; what readers may not see any more, or do not want to, is left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from daily8.accounts.models import User
from daily8.accounts.templatetags.apart import apart
from daily8.alerts import of_bans, of_decisions, queue
from daily8.alerts.models import Alert, Kind
from daily8.articles.models import CARD_FIELDS, Article
from daily8.assistant.edition_entries import shown
from daily8.comments import bans
from daily8.comments.models import Deed, State
from daily8.engine.remarks import markup
from daily8.reading import muting, things
from daily8.reading.muting import Muted

_LONGEST = 280


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that says what is new, or the words of an answer, and the article it is of."""

    text: str
    article: Article | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """An alert in words: what it is about, what is new, and the path of the page that has it."""

    alert: Alert
    title: str
    path: str
    lines: tuple[Line, ...] = ()


def told(alerts: Sequence[Alert], user: User) -> list[Told]:
    """Return what a reader's alerts tell, in their order."""
    known = _known(alerts, user)
    return [found for alert in alerts for found in _TELLERS[Kind(alert.kind)](alert, known)]


@dataclass(frozen=True, slots=True)
class _Known:
    """The articles that alerts are about, and what their stories are called, as far as a reader sees them.

    And what was decided on the reader and on comments, by the events of alerts, and why if that is a ban.
    """

    articles: Mapping[int, Article]
    titles: Mapping[str, str]
    muted: Muted
    deeds: Mapping[str, Deed]
    because: str
    outcomes: Mapping[str, State]


def _known(alerts: Sequence[Alert], user: User) -> _Known:
    named = {pk for alert in alerts for pk, _ in alert.lines}
    stories = things.stories(list({alert.story_key for alert in alerts if alert.kind == Kind.STORY}))
    reports = {key: thing.report for key, thing in stories.items() if thing.report}
    muted = muting.of(user)
    hidden = muted.among({*named, *(report.pk for report in reports.values())})
    articles = Article.objects.visible().filter(pk__in=named - hidden).cards().only(*CARD_FIELDS, "found_at")
    titles = {key: report.title for key, report in reports.items() if report.pk not in hidden}
    deeds = of_bans.deeds(alerts, user)
    because = bans.because(user) if Deed.BAN in deeds.values() else ""
    return _Known(articles.in_bulk(), titles, muted, deeds, because, of_decisions.outcomes(alerts))


def _story(alert: Alert, known: _Known) -> Iterator[Told]:
    lines = tuple(_lines(alert, known.articles))
    if lines:
        name = known.titles.get(alert.story_key) or _title(lines)
        title = _("New in “%(title)s”") % {"title": apart(name)}
        yield Told(alert, title, f"{reverse('story', args=[alert.story_key])}?since={_before(lines)}", lines)


def _before(lines: Sequence[Line]) -> int:
    """The last moment at which none of this was here, in milliseconds: the story's page marks what came since."""
    first = min(line.article.found_at for line in lines if line.article)
    return int(first.timestamp() * 1000) - 1


def _search(alert: Alert, known: _Known) -> Iterator[Told]:
    lines = tuple(_lines(alert, known.articles))
    if lines:
        title = _("Found for “%(words)s”") % {"words": apart(alert.words)}
        path = lines[0].article.get_absolute_url() if lines[0].article else ""
        yield Told(alert, title, reverse("story", args=[alert.story_key]) if alert.story_key else path, lines)


def _title(lines: Sequence[Line]) -> str:
    """The headline of the newest report that says something new, where the reader muted what names the story."""
    articles = [line.article for line in lines if line.article]
    return max(articles, key=lambda article: (article.published_at, article.pk)).title


def _lines(alert: Alert, articles: Mapping[int, Article]) -> Iterator[Line]:
    """Sentences as far as they may still be told: a publisher's rights may be others by now."""
    for pk, sentence in alert.lines:
        if pk in articles:
            told = sentence if sentence and _may_be_told(sentence, articles[pk]) else articles[pk].title
            yield Line(_cut(told), articles[pk])


def _may_be_told(sentence: str, article: Article) -> bool:
    return article.publisher.ai and (article.is_whole or sentence in article.shown_excerpt)


def _reply(alert: Alert, _known: _Known) -> Iterator[Told]:
    comment = alert.comment
    if comment and comment.is_published:
        title = _("%(name)s answered you") % {"name": apart(comment.signed)} if comment.signed else _("An answer")
        yield Told(alert, title, comment.get_absolute_url(), (Line(_cut(markup.spoken(comment.text))),))


def _edition(alert: Alert, known: _Known) -> Iterator[Told]:
    if alert.edition:
        titles = {one.headline.pk: one.title for one in shown(alert.edition) if one.headline}
        hidden = known.muted.among(titles)
        headlines = tuple(Line(_cut(title)) for pk, title in titles.items() if pk not in hidden)
        with override(alert.edition.language):
            path = alert.edition.get_absolute_url()
        yield Told(alert, _("Your eight are ready"), path, headlines)


def _queue(alert: Alert, _known: _Known) -> Iterator[Told]:
    count = queue.waiting()
    if count:
        title = ngettext(
            "%(count)s comment waits for a moderator", "%(count)s comments wait for a moderator", count
        )
        yield Told(alert, title % {"count": count}, reverse("moderation"))


def _ban(alert: Alert, known: _Known) -> Iterator[Told]:
    deed = known.deeds.get(alert.event)
    if deed:
        because = known.because if deed == Deed.BAN else ""
        yield Told(alert, str(_BANS[deed]), reverse("ban"), (Line(because),) if because else ())


_BANS = {
    Deed.BAN: gettext_lazy("A moderator banned you from commenting"),
    Deed.UNBAN: gettext_lazy("You may comment again"),
    Deed.UPHOLD: gettext_lazy("A moderator read your appeal and left the ban as it is"),
    Deed.UNDO: gettext_lazy("A moderator looks at your appeal once more"),
}


def _decided(alert: Alert, known: _Known) -> Iterator[Told]:
    outcome = known.outcomes.get(alert.event)
    if outcome is None or alert.comment is None:
        return
    is_seen = outcome == State.PUBLISHED
    if of_decisions.is_report(alert):
        # What is gone is not repeated to who found it amiss.
        title = (
            _("A comment that you reported was left standing")
            if is_seen
            else _("A comment that you reported is gone")
        )
        path = alert.comment.get_absolute_url() if is_seen else alert.comment.discussion.get_absolute_url()
        yield Told(alert, title, path)
    else:
        line = Line(_cut(markup.spoken(alert.comment.text)))
        yield Told(alert, str(_OUTCOMES[outcome]), alert.comment.get_absolute_url(), (line,))


_OUTCOMES = {
    State.PUBLISHED: gettext_lazy("A moderator published your comment"),
    State.REJECTED: gettext_lazy("A moderator did not publish your comment"),
    State.SPAM: gettext_lazy("A moderator took your comment for advertising"),
    State.WAITING: gettext_lazy("A moderator looks at your comment once more"),
}


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


_TELLERS = {
    Kind.STORY: _story,
    Kind.SEARCH: _search,
    Kind.REPLY: _reply,
    Kind.EDITION: _edition,
    Kind.QUEUE: _queue,
    Kind.BAN: _ban,
    Kind.DECIDED: _decided,
}
