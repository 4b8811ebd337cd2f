"""The door that every page of an account has: how often it may be knocked at, and what browsers may keep of it."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from allauth.account.utils import url_str_to_user_pk
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from daily8.accounts import security_log
from daily8.accounts.limits import client_address, counter_key, mailbox, network_of
from daily8.accounts.models import Attempts
from daily8.engine.sealing import SealError

View = Callable[..., HttpResponseBase]
Subject = Callable[[HttpRequest], str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Limit:
    """How often something may be done from one network, and to one address or account."""

    name: str
    from_one_network: int
    to_one: int
    lasting: timedelta


# Forms that may be filled in wrongly before anything comes of them.
TYPING = Limit("typing", from_one_network=120, to_one=120, lasting=timedelta(hours=1))
# Each brings a letter to somebody who may not have asked for it.
MAILING = Limit("mailing", from_one_network=20, to_one=5, lasting=timedelta(hours=1))
# Codes and keys that could be guessed.
SIGNING_IN = Limit("signing in", from_one_network=60, to_one=10, lasting=timedelta(minutes=15))


class TooOften(Exception):
    """It may not be done again until `ends_at`."""

    def __init__(self, ends_at: datetime):
        super().__init__(f"too often; wait until {ends_at:%H:%M}")
        self.ends_at = ends_at


def by_address(request: HttpRequest) -> str:
    """Whom a form is about: the mailbox of the e-mail address that was typed."""
    return mailbox(request.POST.get("email", ""))


def by_both(request: HttpRequest) -> tuple[str, str]:
    """Whom a form is about: who is signed in, and the mailbox that is to be his."""
    return by_account(request), by_address(request)


def by_account(request: HttpRequest) -> str:
    """Whom a form is about: who is signed in, or has shown a password and still owes the second factor."""
    if request.user.is_authenticated:
        return str(request.user.pk)
    owed = (request.session.get("account_login") or {}).get("user_pk")
    return str(url_str_to_user_pk(owed)) if owed else ""


def page(view: View, limit: Limit | None = None, subject: Subject | None = None, *, whole: bool = False) -> View:
    """Return a page of accounts: never kept, its forms counted; `whole` does all that a form asks or nothing.

    A view that counts by itself, once it knows what comes of a form, raises TooOften.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        try:
            if limit and request.method == "POST":
                count(request, limit, *_subjects(request, subject))
            if whole and request.method == "POST":
                with transaction.atomic():
                    return view(request, *arguments, **named)
            return view(request, *arguments, **named)
        except TooOften as refusal:
            return _wait(request, refusal)
        except SealError:
            # Recovery codes that a key of before sealed: new ones can be made, the old ones not be shown.
            form = GenerateRecoveryCodesForm(user=request.user)
            return render(request, "mfa/recovery_codes/generate.html", {"form": form})

    return never_cache(sensitive_post_parameters()(_with_origin(wrapped)))


def _subjects(request: HttpRequest, subject: Subject | None) -> tuple[str, ...]:
    found = subject(request) if subject else ()
    return (found,) if isinstance(found, str) else found


def count(request: HttpRequest, limit: Limit, *subjects: str) -> None:
    """Count what is done; raise TooOften where it was done often enough, alike for whomever."""
    now = timezone.now()
    counts = {f"network {network_of(client_address(request))}": limit.from_one_network}
    counts |= {f"to {subject}": limit.to_one for subject in subjects if subject}
    keys = {counter_key(limit.name, value): limit.lasting for value in counts}
    for counted, most in zip(Attempts.objects.add_each(keys, now), counts.values(), strict=True):
        if counted.number == most + 1:
            # Once for each count: whoever goes on must not fill the log.
            security_log.too_often(limit.name, client_address(request))
        if counted.number > most:
            raise TooOften(counted.ends_at)


def minutes_until(moment: datetime) -> int:
    """Whole minutes to wait, at least one."""
    return max(1, math.ceil((moment - timezone.now()).total_seconds() / 60))


def _wait(request: HttpRequest, refusal: TooOften) -> HttpResponse:
    minutes = minutes_until(refusal.ends_at)
    response = render(request, "account/too_often.html", {"minutes": minutes}, status=429)
    response.headers["Retry-After"] = str(minutes * 60)
    return response


def _with_origin(view: View) -> View:
    @wraps(view)
    def wrapped(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        response = view(request, *arguments, **named)
        # A form sent under "no-referrer" has no origin that the check against forged requests could compare.
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return wrapped
