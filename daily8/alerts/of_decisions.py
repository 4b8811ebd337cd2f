"""What moderators decide on comments, for who wrote them and for who reported them."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from daily8.alerts.keeping import keep
from daily8.alerts.models import Alert, Kind
from daily8.comments.models import REFUSED, Act, Deed, Report, State
from daily8.comments.moderating import DECISIONS

# How an alert names what one wrote, and what one reported.
_WRITTEN, _REPORTED = "act", "report"
# A moderator who takes it back at once has told nobody.
_SETTLED = timedelta(minutes=5)
# What could not be told for so long is no news.
_NEWS = timedelta(days=7)


def tell(now: datetime) -> int:
    """Make an alert of each decision, once, for the writer who waited for it or whose words are gone by it.

    And one for each reader who had reported the comment, once for each report. Return how many were made.
    """
    acts = _settled(now)
    alerts = [*(alert for act in acts for alert in _to_writer(act, now)), *_to_reporters(acts, now)]
    made = {alert.event: alert for alert in alerts}
    known = set(Alert.objects.filter(kind=Kind.DECIDED, event__in=made).values_list("event", flat=True))
    new = [alert for event, alert in made.items() if event not in known]
    if new:
        with transaction.atomic():
            keep(new, now)
    return len(new)


def _settled(now: datetime) -> list[Act]:
    acts = Act.objects.filter(deed__in=DECISIONS, undone=False, at__gte=now - _NEWS, at__lte=now - _SETTLED)
    return list(acts.exclude(comment=None).select_related("reader").order_by("pk"))


def _to_writer(act: Act, now: datetime) -> Iterator[Alert]:
    """Who was only reported, and is let stand, need not know of it; who was banned is told that."""
    before = {pk: state for pk, state, *_made in act.before.get("states", [])}
    is_left = act.deed == Deed.APPROVE and before.get(act.comment_id) == State.PUBLISHED
    if act.reader and act.reader.is_active and act.deed != Deed.BAN and not is_left:
        yield Alert(
            user=act.reader,
            kind=Kind.DECIDED,
            event=f"{_WRITTEN}:{act.pk}",
            comment_id=act.comment_id,
            made_at=now,
        )


def _to_reporters(acts: Sequence[Act], now: datetime) -> Iterator[Alert]:
    asked = {pk for act in acts for pk in act.before.get("reports", [])}
    reports = Report.objects.filter(pk__in=asked, reader__is_active=True).select_related("reader")
    for report in reports.order_by("pk") if asked else ():
        yield Alert(
            user=report.reader,
            kind=Kind.DECIDED,
            event=f"{_REPORTED}:{report.pk}",
            comment_id=report.comment_id,
            made_at=now,
        )


def outcomes(alerts: Sequence[Alert]) -> dict[str, State]:
    """Return what became of the comments of such alerts, by their events, each as far as it is decided still.

    Of what was reported it is only whether it stands; a comment that its writer removed is told of to nobody.
    """
    mine = [alert for alert in alerts if alert.kind == Kind.DECIDED and alert.comment]
    reports = [int(alert.event.partition(":")[2]) for alert in mine if is_report(alert)]
    open_again = (
        set(Report.objects.open().filter(pk__in=reports).values_list("pk", flat=True)) if reports else set()
    )
    return {
        alert.event: State(alert.comment.state)
        for alert in mine
        if alert.comment
        and alert.comment.state in (State.PUBLISHED, *REFUSED)
        and not (is_report(alert) and int(alert.event.partition(":")[2]) in open_again)
    }


def is_report(alert: Alert) -> bool:
    """Whether it answers a report."""
    return alert.event.startswith(f"{_REPORTED}:")
