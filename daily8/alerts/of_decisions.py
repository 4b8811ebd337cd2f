"""What moderators decide on comments, for who wrote them and for who reported them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from daily8.alerts.keeping import keep
from daily8.alerts.models import Alert, Kind
from daily8.comments.models import REFUSED, Act, Deed, Report, State
from daily8.comments.moderating import DECISIONS

# How an alert names a deed to who wrote, and a report to who made it.
_WRITTEN, _REPORTED = "act", "report"
# A moderator who takes it back at once has told nobody.
_SETTLED = timedelta(minutes=5)
# What could not be told for so long is no news.
_NEWS = timedelta(days=7)
_DECIDED = (State.PUBLISHED, *REFUSED)


def tell(now: datetime) -> int:
    """Make an alert of each decision, once, for the writer who waited for it or whose words are gone by it.

    Also one of its being taken back for the writer who was told of it, and one for each reader who had reported
    the comment, once for each report. Return how many were made.
    """
    acts = _settled(now)
    reports = _answered(acts)
    about = {act.comment_id for act in acts} | {report.comment_id for report in reports}
    earlier = list(Alert.objects.filter(kind=Kind.DECIDED, comment__in=about)) if about else []
    known = {alert.event for alert in earlier}
    found = [*_to_writers(_news(acts, earlier), now), *(_to_reporter(report, now) for report in reports)]
    new = [alert for alert in found if alert.event not in known]
    if new:
        with transaction.atomic():
            keep(new, now)
    return len(new)


def _settled(now: datetime) -> list[Act]:
    """What stands of what was done to comments, but to those with which a moderator is not done."""
    acts = Act.objects.filter(deed__in=(*DECISIONS, Deed.UNDO), undone=False, at__gte=now - _NEWS)
    found = list(acts.exclude(comment=None).select_related("reader", "comment").order_by("pk"))
    in_hand = {act.comment_id for act in found if act.at > now - _SETTLED}
    return [act for act in found if act.comment_id not in in_hand]


def _answered(acts: Iterable[Act]) -> list[Report]:
    asked = {pk for act in acts if act.deed in DECISIONS for pk in act.before.get("reports", [])}
    if not asked:
        return []
    reports = Report.objects.filter(pk__in=asked, is_open=False, comment__state__in=_DECIDED)
    return list(reports.filter(reader__is_active=True).select_related("reader").order_by("pk"))


def _news(acts: Sequence[Act], earlier: Iterable[Alert]) -> Iterator[Act]:
    """The last decision on each comment, or that it was taken back, as far as its writer does not know yet."""
    told: dict[int | None, int] = {}
    for alert in earlier:
        if alert.told_at and not is_report(alert):
            told[alert.comment_id] = max(_number(alert), told.get(alert.comment_id, 0))
    last = {act.comment_id: act for act in acts if act.deed in DECISIONS and _concerns_writer(act)}
    undoing = {act.comment_id: act for act in acts if act.deed == Deed.UNDO}
    asked = {told[comment] for comment in undoing if comment in told}
    undone = set(Act.objects.filter(pk__in=asked, undone=True).values_list("pk", flat=True)) if asked else set()
    for comment in {**last, **undoing}:
        known = told.get(comment, 0)
        if comment in last and last[comment].pk > known:
            yield last[comment]
        elif known in undone and undoing[comment].pk > known:
            yield undoing[comment]


def _concerns_writer(act: Act) -> bool:
    """Who was only reported, and is let stand, need not know of it."""
    before = {pk: state for pk, state, *_made in act.before.get("states", [])}
    return not (act.deed == Deed.APPROVE and before.get(act.comment_id) == State.PUBLISHED)


def _to_writers(acts: Iterable[Act], now: datetime) -> Iterator[Alert]:
    """Who was banned is told that."""
    for act in acts:
        event, is_so = f"{_WRITTEN}:{act.pk}", act.comment and _is_so(act.deed, act.comment.state)
        if is_so and act.reader and act.reader.is_active and act.deed != Deed.BAN:
            yield Alert(user=act.reader, kind=Kind.DECIDED, event=event, comment=act.comment, made_at=now)


def _is_so(deed: str, state: str) -> bool:
    """Whether a comment is as a deed leaves one, and not as its writer did who removed or changed it."""
    return state in _DECIDED or (deed == Deed.UNDO and state == State.WAITING)


def _to_reporter(report: Report, now: datetime) -> Alert:
    event = f"{_REPORTED}:{report.pk}"
    return Alert(user=report.reader, kind=Kind.DECIDED, event=event, comment_id=report.comment_id, made_at=now)


def past(alerts: Sequence[Alert]) -> list[Alert]:
    """Return those that tell of decisions which are none any more; once forgotten, the next one is told anew."""
    still = outcomes(alerts)
    return [alert for alert in alerts if alert.kind == Kind.DECIDED and alert.event not in still]


def outcomes(alerts: Sequence[Alert]) -> dict[str, State]:
    """Return what became of the comments of such alerts, by their events, each as far as it is decided still.

    The writer is told what was decided last, WAITING where that was taken back. Of what was reported it is only
    whether it stands; a comment that its writer removed is told of to nobody.
    """
    mine = [alert for alert in alerts if alert.kind == Kind.DECIDED and alert.comment]
    reports = [_number(alert) for alert in mine if is_report(alert)]
    open_again = (
        set(Report.objects.open().filter(pk__in=reports).values_list("pk", flat=True)) if reports else set()
    )
    told = {f"{_REPORTED}:{pk}": "" for pk in reports if pk not in open_again}
    told |= _last({alert.comment_id for alert in mine if not is_report(alert)})
    return {
        alert.event: State(alert.comment.state)
        for alert in mine
        if alert.comment and alert.event in told and _is_so(told[alert.event], alert.comment.state)
    }


def _last(comments: set[int | None]) -> dict[str, str]:
    """What was done last to these comments (primary keys), by the event under which their writers are told it."""
    if not comments:
        return {}
    known = set(Alert.objects.filter(kind=Kind.DECIDED, comment__in=comments).values_list("event", flat=True))
    acts = Act.objects.filter(comment__in=comments, deed__in=(*DECISIONS, Deed.UNDO), undone=False)
    last = {
        act.comment_id: act
        for act in acts.defer("words").order_by("pk")
        if f"{_WRITTEN}:{act.pk}" in known or (act.deed in DECISIONS and _concerns_writer(act))
    }
    return {f"{_WRITTEN}:{act.pk}": act.deed for act in last.values()}


def is_report(alert: Alert) -> bool:
    """Whether it answers a report."""
    return alert.event.startswith(f"{_REPORTED}:")


def _number(alert: Alert) -> int:
    return int(alert.event.partition(":")[2])
