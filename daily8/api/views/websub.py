"""Where hubs confirm that we want to be told of a feed, and tell us (WebSub)."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from daily8.sources import hubs

_PRIVATE = {"Cache-Control": "no-store"}
_LONGEST_CHALLENGE = 2000


@csrf_exempt
@require_http_methods(["GET", "POST"])
def hear(request: HttpRequest, key: str) -> HttpResponse:
    """Answer a hub: whether we want this, and thanks for its word that there is something new."""
    return _told(request, key) if request.method == "POST" else _asked(request, key)


def _asked(request: HttpRequest, key: str) -> HttpResponse:
    # No word of a hub has the sign of number 0, and PostgreSQL takes no question with it.
    asked = {name: value.replace("\0", "") for name, value in request.GET.items() if isinstance(value, str)}
    mode, topic, challenge = asked.get("hub.mode", ""), asked.get("hub.topic", ""), asked.get("hub.challenge", "")
    now = timezone.now()
    if mode == "denied":
        hubs.deny(key, topic=topic, reason=asked.get("hub.reason", "")[:200], now=now)
        return HttpResponse(headers=_PRIVATE)
    wanted = False
    if mode == "subscribe" and 0 < len(challenge) <= _LONGEST_CHALLENGE:
        wanted = hubs.confirm(key, topic=topic, lease=_lease(asked.get("hub.lease_seconds", "")), now=now)
    elif mode == "unsubscribe" and 0 < len(challenge) <= _LONGEST_CHALLENGE:
        wanted = hubs.is_unwanted(key, topic=topic)
    if not wanted:
        return HttpResponse(status=404, headers=_PRIVATE)
    # As plain text: what a stranger sends runs nowhere.
    return HttpResponse(challenge, content_type="text/plain; charset=utf-8", headers=_PRIVATE)


def _lease(seconds: str) -> timedelta:
    return timedelta(seconds=int(seconds)) if seconds.isdecimal() and len(seconds) < 10 else hubs.LEASE


def _told(request: HttpRequest, key: str) -> HttpResponse:
    """Whoever signs wrongly is thanked, too, as the standard wants it: nobody learns which address is right."""
    try:
        # What is told is only a hint; more than this is nobody's feed.
        body = request.read(settings.LARGEST_BODY)
    except OSError:
        return HttpResponse(status=400, headers=_PRIVATE)
    hubs.told(key, body, request.headers.get("X-Hub-Signature", ""), timezone.now())
    return HttpResponse(status=202, headers=_PRIVATE)
