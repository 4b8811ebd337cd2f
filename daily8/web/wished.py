"""What somebody wants to follow who has to sign in first.

It is kept in the session, which signing in goes on and signing out ends, and under a mark that only the page knows
to which that very sign-in leads: no other link follows, and nobody who signs in here later.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare, get_random_string

_KEPT = "wished"
# A letter that confirms an address may take its time.
_GOOD_FOR = timedelta(days=1)
_LONGEST_BACK = 2000


@dataclass(frozen=True, slots=True)
class Wish:
    """Something to follow, and the page to go back to then."""

    kind: str
    name: str
    back: str


def note(request: HttpRequest, wish: Wish) -> str:
    """Keep a wish, in place of any other; return the mark by which it is found."""
    mark, until = get_random_string(22), (timezone.now() + _GOOD_FOR).timestamp()
    back = wish.back if len(wish.back) <= _LONGEST_BACK else ""
    request.session[_KEPT] = [mark, until, wish.kind, wish.name, back]
    return mark


def take(request: HttpRequest, mark: str) -> Wish | None:
    """Return the wish of this mark, if it was noted here and is not too old; it is used up by that."""
    known, until, kind, name, back = request.session.get(_KEPT, ["", 0, "", "", ""])
    if not known or not constant_time_compare(known, mark):
        return None
    del request.session[_KEPT]
    return Wish(kind, name, back) if timezone.now().timestamp() < until else None
