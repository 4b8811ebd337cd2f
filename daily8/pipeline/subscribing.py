"""Asks hubs to tell us of feeds: beside the line, since hubs take their time."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings

from daily8.engine import http
from daily8.pipeline.looking import Looking
from daily8.sources import hubs
from daily8.sources.models import HubSubscription
from daily8.work import clock

_AT_ONCE, _LEASE = 10, timedelta(minutes=5)
_LIMITS = http.Limits(seconds=10.0, redirects=0, raw_bytes=100_000, inflated_bytes=100_000, content_types=())
_HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}


class Subscribing(Looking):
    """Asks for what is not asked for yet, and again for what would end soon."""

    def __init__(self, worker: str):
        super().__init__()
        self._worker = worker

    async def look(self) -> int:
        """Ask some hubs; return how many those were."""
        return await self.call(self._ask_some)

    def _ask_some(self, now: datetime) -> int:
        # What an error left claimed is free again: this is the only one that claims in this worker's name.
        HubSubscription.objects.release(self._worker)
        if not settings.SITE_URL:
            return 0
        claimed = HubSubscription.objects.claim(now, limit=_AT_ONCE, worker=self._worker, lease=_LEASE)
        for subscription in claimed:
            if not self._stopping.is_set():
                self._keep(subscription, ask(subscription))
        return len(claimed)

    def _keep(self, subscription: HubSubscription, error: str) -> None:
        """Keep what came of asking, unless the hub has confirmed meanwhile."""
        now = clock.now()
        held = HubSubscription.objects.filter(pk=subscription.pk, claimed_by=self._worker).first()
        if held is None:
            return
        if error:
            held.fail(error, now=now)
        else:
            held.postpone("", until=now + hubs.CONFIRMED_WITHIN)
        held.save(update_fields=HubSubscription.WAITING_FIELDS)


def ask(subscription: HubSubscription) -> str:
    """Ask the hub of one subscription; return why it does not take the wish, "" where it does."""
    wish = {
        "hub.mode": "subscribe",
        "hub.topic": subscription.topic,
        "hub.callback": f"{settings.SITE_URL}/websub/{subscription.key}",
        "hub.secret": subscription.secret,
        "hub.lease_seconds": str(int(hubs.LEASE.total_seconds())),
    }
    try:
        answer = http.deliver(
            subscription.hub,
            urlencode(wish).encode(),
            headers=_HEADERS,
            limits=_LIMITS,
            user_agent=settings.USER_AGENT,
            allowed_networks=settings.ALLOW_PRIVATE_NETWORKS,
        )
    except http.FetchError as error:
        return str(error)
    return "" if 200 <= answer.status < 300 else f"the hub answers {answer.status}"
