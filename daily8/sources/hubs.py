"""Feeds that a hub tells us about (WebSub): asking for it, confirming it, and being told.

A hub's word is only a hint that the feed has something new: what is new is asked of the feed itself.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from daily8.sources.models import LONGEST_ADDRESS, Feed, HubSubscription, Status

# So long a subscription is asked for, and a hub may say otherwise within these bounds.
LEASE = timedelta(days=10)
_SHORTEST, _LONGEST = timedelta(hours=1), timedelta(days=30)
# A hub confirms at once; one that did not within this time is asked again.
CONFIRMED_WITHIN = timedelta(hours=1)
# However often a hub tells, a feed is not asked again within this time.
_PAUSE = timedelta(minutes=1)
_METHODS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "sha384": hashlib.sha384, "sha512": hashlib.sha512}


def note(named: Iterable[tuple[Feed, str, str]], now: datetime) -> None:
    """Wish to be told of these feeds by the hubs that they name; each with its hub and its own address, or "".

    A feed that names none any more is not asked for again. A site without a public address cannot be told.
    """
    wanted = {feed.pk: (hub, topic or feed.url) for feed, hub, topic in named}
    if not wanted or not settings.SITE_URL:
        return
    known = {one.feed_id: one for one in HubSubscription.objects.filter(feed__in=wanted)}
    for pk, (hub, topic) in wanted.items():
        subscription = known.get(pk)
        fits = hub and max(len(hub), len(topic)) <= LONGEST_ADDRESS
        if subscription is not None and (subscription.hub, subscription.topic) == (hub, topic):
            continue
        if subscription is not None:
            subscription.delete()
        if fits:
            HubSubscription.objects.create(
                feed_id=pk,
                hub=hub,
                topic=topic,
                key=secrets.token_hex(16),
                secret=secrets.token_hex(32),
                due_at=now,
            )


def confirm(key: str, *, topic: str, lease: timedelta, now: datetime) -> bool:
    """Whether a hub may hold that we want to be told, as we do; it is asked again before its lease ends."""
    subscription = HubSubscription.objects.filter(key=key, topic=topic).first()
    if subscription is None:
        return False
    lease = min(max(lease, _SHORTEST), _LONGEST)
    subscription.wait(now + lease * 0.9)
    subscription.confirmed_until = now + lease
    subscription.save(update_fields=[*HubSubscription.WAITING_FIELDS, "confirmed_until"])
    return True


def is_unwanted(key: str, *, topic: str) -> bool:
    """Whether we wish no more to be told of this topic at this address."""
    return not HubSubscription.objects.filter(key=key, topic=topic).exists()


def deny(key: str, *, topic: str, reason: str, now: datetime) -> None:
    """Take note that a hub does not want to tell us; it is asked again much later."""
    subscription = HubSubscription.objects.filter(key=key, topic=topic).first()
    if subscription is not None:
        subscription.confirmed_until = None
        subscription.postpone(f"the hub refuses: {reason}", until=now + LEASE)
        subscription.save(update_fields=[*HubSubscription.WAITING_FIELDS, "confirmed_until"])


def told(key: str, body: bytes, signature: str, now: datetime) -> bool:
    """Have the feed asked soon of which a hub tells, if it is the hub; say whether it is.

    `signature` is the header X-Hub-Signature, "method=hex".
    """
    subscription = HubSubscription.objects.filter(key=key).first()
    if subscription is None or not _is_signed(subscription.secret, body, signature):
        return False
    HubSubscription.objects.filter(pk=subscription.pk).update(told_at=now)
    feeds = Feed.objects.filter(pk=subscription.feed_id, status=Status.ACTIVE)
    patient = feeds.filter(Q(not_before=None) | Q(not_before__lte=now))
    rested = patient.filter(Q(last_asked_at=None) | Q(last_asked_at__lte=now - _PAUSE))
    rested.filter(due_at__gt=now).update(due_at=now)
    patient.filter(last_asked_at__gt=now - _PAUSE, due_at__gt=now + _PAUSE).update(due_at=now + _PAUSE)
    return True


def _is_signed(secret: str, body: bytes, signature: str) -> bool:
    method, _, digest = signature.strip().partition("=")
    if method.lower() not in _METHODS:
        return False
    expected = hmac.new(secret.encode(), body, _METHODS[method.lower()]).hexdigest()
    return hmac.compare_digest(expected.encode(), digest.strip().lower().encode("utf-8", "replace"))
